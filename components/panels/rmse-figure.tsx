import type { ComponentType } from 'react';
import { useLive } from '@/components/live/live-provider';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { formatError, rmseKind } from '@/components/prepare/prepare-rmse';
import type { Figure } from './embed-figure';
import { livePanelTitles } from './live-panel-titles';

/** The newest error of the model. */
export function RmseFigure({ as: Shown }: { as: ComponentType<Figure> }) {
  const display = useLive();
  const { lastValue } = rmseKind.prepare(display, livePanelState(display), 0);
  return <Shown digits={formatError(lastValue)} unit={livePanelTitles.rmse.unit} change={null} />;
}
