import type { LiveDisplay } from '@/components/live/live-display';
import { committedFigure } from '@/components/prepare/live-panel-state';
import { prepareErrors } from '@/components/prepare/prepare-errors';
import { prepareLag } from '@/components/prepare/prepare-lag';
import { prepareLatency } from '@/components/prepare/prepare-latency';
import { type PreparedPanel, prepareThroughput } from '@/components/prepare/prepare-throughput';
import type { LiveSecond, TileName } from '@/lib/contracts/live-frame';
import type { PanelState } from './panel-state';

export const liveChartIds = ['throughput', 'ack-latency', 'end-to-end-latency', 'lag', 'errors'] as const;
export type LiveChartId = (typeof liveChartIds)[number];
export const livePanelIds = [...liveChartIds, 'stages'] as const;
export type LivePanelId = (typeof livePanelIds)[number];

export const isLivePanel = (id: string): id is LivePanelId => (livePanelIds as readonly string[]).includes(id);

interface LiveChartKind {
  readonly prepare: (display: LiveDisplay, state: PanelState, previousMax: number) => PreparedPanel;
  /** The figure of a second that shows the panel is fed. */
  readonly fedBy: (second: LiveSecond) => number | null;
  /** The tile whose number stands large in the embed. */
  readonly tile: TileName;
}

export const liveChartKinds: Readonly<Record<LiveChartId, LiveChartKind>> = {
  throughput: { prepare: prepareThroughput, fedBy: committedFigure, tile: 'throughput' },
  'ack-latency': {
    prepare: (display, state, max) => prepareLatency('ack', display, state, max),
    fedBy: committedFigure,
    tile: 'ackP95',
  },
  'end-to-end-latency': {
    prepare: (display, state, max) => prepareLatency('endToEnd', display, state, max),
    fedBy: committedFigure,
    tile: 'endToEndP95',
  },
  lag: { prepare: prepareLag, fedBy: (second) => second.lag, tile: 'lag' },
  errors: { prepare: prepareErrors, fedBy: committedFigure, tile: 'errorsPerMinute' },
};
