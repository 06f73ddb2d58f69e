import type { LiveDisplay } from '@/components/live/live-display';
import { isExternalMissing, isRmseMissing } from '@/components/prepare/missing-metrics';
import type { LiveStream, TileName } from '@/lib/contracts/live-frame';

export const liveChartIds = ['throughput', 'ack-latency', 'end-to-end-latency', 'lag', 'errors', 'rmse'] as const;
export type LiveChartId = (typeof liveChartIds)[number];
export const livePanelIds = [...liveChartIds, 'stages', 'external'] as const;
export type LivePanelId = (typeof livePanelIds)[number];

export const isLivePanel = (id: string): id is LivePanelId => (livePanelIds as readonly string[]).includes(id);

const general = ['throughput', 'ack-latency', 'end-to-end-latency', 'lag', 'errors', 'stages'] as const;

/**
 * The six charts of the overview. An entry with a panel of its own shows it in place of the ack latency, whose figure
 * stays in its tile.
 */
export function overviewPanels(stream: LiveStream): readonly LivePanelId[] {
  const own = Object.entries(ownStream).find(([, name]) => name === stream)?.[0] as LivePanelId | undefined;
  return own === undefined ? general : general.map((id) => (id === 'ack-latency' ? own : id));
}

/** Panels that exist for one stream alone; all others take any. */
export const ownStream: Partial<Record<LivePanelId, LiveStream>> = { rmse: 'ratings', external: 'metrics' };

/** Panels that somebody outside the pipelines feeds, and whether nobody does. */
export const isUnfed: Partial<Record<LivePanelId, (display: LiveDisplay) => boolean>> = {
  rmse: isRmseMissing,
  external: isExternalMissing,
};

/** The tile whose number stands large in the embed of a chart; null: the chart's own. */
export const tileOfChart: Readonly<Record<LiveChartId, TileName | null>> = {
  throughput: 'throughput',
  'ack-latency': 'ackP95',
  'end-to-end-latency': 'endToEndP95',
  lag: 'lag',
  errors: 'errorsPerMinute',
  rmse: null,
};
