import type { LiveDisplay } from '@/components/live/live-display';
import type { PanelState } from '@/components/panels/panel-state';
import type { LiveSecond } from '@/lib/contracts/live-frame';
import type { PreparedPanel } from './prepare-throughput';

/** How a live chart is made. */
export interface LiveChartKind {
  readonly prepare: (display: LiveDisplay, state: PanelState, previousMax: number) => PreparedPanel;
  /** The figure of a second that shows the panel is fed. */
  readonly fedBy: (second: LiveSecond) => number | null;
}
