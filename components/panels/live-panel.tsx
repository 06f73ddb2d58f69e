'use client';

import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import type { LiveChartKind } from '@/components/prepare/live-chart-kind';
import type { streamKinds } from '@/components/prepare/stream-kinds';
import type { LivePanelProps } from './live-panel-frame';
import type { LivePanelId } from './live-panel-kinds';

type Panel = ComponentType<LivePanelProps>;

const chartOf = async (kind: Promise<LiveChartKind>): Promise<Panel> => {
  const [{ ChartPanel }, loaded] = await Promise.all([import('./chart-panel'), kind]);
  return (props) => <ChartPanel {...props} kind={loaded} />;
};

const streamChart = (id: keyof typeof streamKinds): Panel =>
  dynamic(() => chartOf(import('@/components/prepare/stream-kinds').then((file) => file.streamKinds[id])));

/** A frame loads no more than its kind of panel needs. */
const livePanels: Readonly<Record<LivePanelId, Panel>> = {
  throughput: streamChart('throughput'),
  'ack-latency': streamChart('ack-latency'),
  'end-to-end-latency': streamChart('end-to-end-latency'),
  lag: streamChart('lag'),
  errors: streamChart('errors'),
  rmse: dynamic(() => chartOf(import('@/components/prepare/prepare-rmse').then((file) => file.rmseKind))),
  stages: dynamic(() => import('./stages-panel').then((file) => file.StagesPanel)),
  external: dynamic(() => import('./external-panel').then((file) => file.ExternalPanel)),
};

/** A live panel, on a page or alone. */
export function LivePanel(props: LivePanelProps) {
  const Panel = livePanels[props.id];
  return <Panel {...props} />;
}
