import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import type { LiveChartKind } from '@/components/prepare/live-chart-kind';
import type { LivePanelProps } from './live-panel-frame';
import type { LivePanelId } from './live-panel-kinds';

export type LoadedPanel = ComponentType<LivePanelProps>;

/** The panel of a chart, loaded beside what is special to its kind. */
export async function chartOf(kind: Promise<LiveChartKind>): Promise<LoadedPanel> {
  const [{ ChartPanel }, loaded] = await Promise.all([import('./chart-panel'), kind]);
  return (props) => <ChartPanel {...props} kind={loaded} />;
}

/** The panels that are not a chart of every stream. */
export const specialPanels = {
  rmse: dynamic(() => chartOf(import('@/components/prepare/prepare-rmse').then((file) => file.rmseKind))),
  stages: dynamic(() => import('./stages-panel').then((file) => file.StagesPanel)),
  external: dynamic(() => import('./external-panel').then((file) => file.ExternalPanel)),
} as const satisfies Partial<Record<LivePanelId, LoadedPanel>>;
