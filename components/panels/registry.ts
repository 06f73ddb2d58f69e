import { liveWindows } from '@/lib/contracts/live-frame';
import { streamNames } from '@/lib/contracts/streams';
import { livePanelTitles } from './live-panel-titles';
import type { PanelEntry, PanelParameter } from './panel-entry';
import { engagementPanelEntries } from './registry-engagement';
import { ordersPanelEntries } from './registry-orders';
import { ratingsPanelEntries } from './registry-ratings';
import { userPanelEntries } from './registry-users';

const windowParameter: PanelParameter = {
  name: 'window',
  kind: 'filter',
  description: 'How far back the time axis reaches.',
  values: ['5m', ...liveWindows.filter((window) => window !== '5m')],
};
const streamParameter: PanelParameter = {
  name: 'stream',
  kind: 'filter',
  description: 'Which pipeline; all = the event pipelines together, without metrics.',
  values: ['all', ...streamNames],
};
const slide = { width: 640, height: 360 };
const live = { source: 'live', parameters: [streamParameter, windowParameter], defaultSize: slide } as const;
const liveOfOneStream = { source: 'live', parameters: [windowParameter], defaultSize: slide } as const;

/** Every panel there is. Pages, embeds, the finder, the APIs and the tests read this list. Ids are public: never rename. */
export const panels = {
  throughput: {
    id: 'throughput',
    ...livePanelTitles.throughput,
    ...live,
    explanation:
      'Records whose effect was committed to PostgreSQL per second: the counts of all commits within a bin, divided by its length. A covered second without records is a zero, an uncovered one is a gap.',
  },
  'ack-latency': {
    id: 'ack-latency',
    ...livePanelTitles['ack-latency'],
    ...live,
    explanation:
      'Time from send to the broker’s acknowledgement (acks = all), as quantiles of the merged sketches of all producers in a bin. Quantiles are never averaged.',
  },
  'end-to-end-latency': {
    id: 'end-to-end-latency',
    ...livePanelTitles['end-to-end-latency'],
    ...live,
    explanation:
      'Time from the event’s emission to the commit that stored it, as quantiles of the merged sketches of all workers in a bin. Records older than a day at their append are left out.',
  },
  lag: {
    id: 'lag',
    ...livePanelTitles.lag,
    ...live,
    explanation:
      'End offset minus our cursor in PostgreSQL, summed over partitions, sampled each second. Dashed: end offset minus the offset committed to Kafka.',
  },
  errors: {
    id: 'errors',
    ...livePanelTitles.errors,
    ...live,
    explanation:
      'Records that could not be folded (dead letters) by their reason, and sends that failed, counted per bin.',
  },
  stages: {
    id: 'stages',
    ...livePanelTitles.stages,
    ...live,
    explanation:
      'Mean time of each stage between event and screen over the last 5 s; means add up, so each bar starts where the one before ended. The whisker reaches to the 95th percentile of its stage.',
  },
  rmse: {
    id: 'rmse',
    ...livePanelTitles.rmse,
    ...liveOfOneStream,
    explanation:
      'Root mean square error of the ratings worker’s predictions, each made before its rating was counted, beside that of the global mean; per 10 s, merged over workers by squares weighted with n. Metrics of others named rmse are drawn beside it.',
  },
  external: {
    id: 'external',
    ...livePanelTitles.external,
    ...liveOfOneStream,
    explanation:
      'Newest value of every {metric, value, timestamp, labels} that others write to the topic metrics, kept for an hour at one second under up to 50 names; labels are part of the name.',
  },
  ...ordersPanelEntries,
  ...userPanelEntries,
  ...engagementPanelEntries,
  ...ratingsPanelEntries,
} as const satisfies Record<string, PanelEntry>;

export type PanelId = keyof typeof panels;
export const panelIds = Object.keys(panels) as PanelId[];

/** The entry of an id that may be anything; undefined when there is no such panel. */
export function findPanel(id: string): PanelEntry | undefined {
  return Object.hasOwn(panels, id) ? panels[id as PanelId] : undefined;
}
