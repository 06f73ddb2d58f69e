import { useLive } from '@/components/live/live-provider';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { formatError, rmseKind } from '@/components/prepare/prepare-rmse';
import { EmbedFigure } from './embed-figure';
import { livePanelTitles } from './live-panel-titles';

/** The newest error of the model. */
export function RmseFigure({ large }: { large: boolean }) {
  const display = useLive();
  const { lastValue } = rmseKind.prepare(display, livePanelState(display), 0);
  return <EmbedFigure digits={formatError(lastValue)} unit={livePanelTitles.rmse.unit} change={null} large={large} />;
}
