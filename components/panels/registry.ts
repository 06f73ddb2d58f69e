import { liveWindows } from '@/lib/contracts/live-frame';
import { storedWindows } from '@/lib/contracts/orders-panels';
import { streamNames } from '@/lib/contracts/streams';

/** A parameter of a panel's address, beside those every embed knows (theme, title, bg). */
export interface PanelParameter {
  readonly name: string;
  readonly description: string;
  /** Allowed values, first = default; absent = free text that the panel checks. */
  readonly values?: readonly string[];
}

export interface PanelEntry {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly source: 'live' | 'stored';
  readonly parameters: readonly PanelParameter[];
  /** Pixels an embed of it is made for. */
  readonly defaultSize: { readonly width: number; readonly height: number };
  /** One sentence: what it shows and how it is computed. */
  readonly explanation: string;
}

const windowParameter: PanelParameter = {
  name: 'window',
  description: 'How far back the time axis reaches.',
  values: ['5m', ...liveWindows.filter((window) => window !== '5m')],
};
const streamParameter: PanelParameter = {
  name: 'stream',
  description: 'Which pipeline; all = the event pipelines together, without metrics.',
  values: ['all', ...streamNames],
};
const slide = { width: 640, height: 360 };
const live = { source: 'live', parameters: [streamParameter, windowParameter], defaultSize: slide } as const;
const liveOfOneStream = { source: 'live', parameters: [windowParameter], defaultSize: slide } as const;

const filter = (name: string, description: string): PanelParameter => ({ name, description });
const ordersPanel = {
  source: 'stored',
  defaultSize: slide,
  parameters: [
    { name: 'metric', description: 'What the marks show.', values: ['revenue', 'orders', 'quantity'] },
    filter('window', `Period that ends with the running hour: ${storedWindows.join(', ')}.`),
    filter('from', 'First local hour, 2026-10-25 or 2026-10-25T13:00; absent = everything stored.'),
    filter('to', 'Local hour after the last.'),
    filter('tz', 'Time zone of weekdays and hours, whole hours from UTC.'),
    filter('currency', 'Three letters; absent = the one with most orders in the period.'),
    filter('channel', 'Sales channel; repeated = any of them.'),
    filter('payment', 'Payment method; repeated = any of them.'),
    filter('item', 'Item; repeated = any of them.'),
  ],
} as const;

/** Every panel there is. Pages, embeds, the finder, the APIs and the tests read this list. Ids are public: never rename. */
export const panels = {
  throughput: {
    id: 'throughput',
    title: 'Throughput',
    unit: 'ev/s',
    ...live,
    explanation:
      'Records whose effect was committed to PostgreSQL per second: the counts of all commits within a bin, divided by its length. A covered second without records is a zero, an uncovered one is a gap.',
  },
  'ack-latency': {
    id: 'ack-latency',
    title: 'Ack latency',
    unit: 'ms',
    ...live,
    explanation:
      'Time from send to the broker’s acknowledgement (acks = all), as quantiles of the merged sketches of all producers in a bin. Quantiles are never averaged.',
  },
  'end-to-end-latency': {
    id: 'end-to-end-latency',
    title: 'End-to-end latency',
    unit: 'ms',
    ...live,
    explanation:
      'Time from the event’s emission to the commit that stored it, as quantiles of the merged sketches of all workers in a bin. Records older than a day at their append are left out.',
  },
  lag: {
    id: 'lag',
    title: 'Lag',
    unit: 'records',
    ...live,
    explanation:
      'End offset minus our cursor in PostgreSQL, summed over partitions, sampled each second. Dashed: end offset minus the offset committed to Kafka.',
  },
  errors: {
    id: 'errors',
    title: 'Errors by reason',
    unit: 'records',
    ...live,
    explanation:
      'Records that could not be folded (dead letters) by their reason, and sends that failed, counted per bin.',
  },
  stages: {
    id: 'stages',
    title: 'Stages',
    unit: 'ms',
    ...live,
    explanation:
      'Mean time of each stage between event and screen over the last 5 s; means add up, so each bar starts where the one before ended. The whisker reaches to the 95th percentile of its stage.',
  },
  rmse: {
    id: 'rmse',
    title: 'RMSE of the model',
    unit: 'rating points',
    ...liveOfOneStream,
    explanation:
      'Root mean square error of the ratings worker’s predictions, each made before its rating was counted, beside that of the global mean; per 10 s, merged over workers by squares weighted with n. Metrics of others named rmse are drawn beside it.',
  },
  external: {
    id: 'external',
    title: 'External metrics',
    unit: 'as published',
    ...liveOfOneStream,
    explanation:
      'Newest value of every {metric, value, timestamp, labels} that others write to the topic metrics, kept for an hour at one second under up to 50 names; labels are part of the name.',
  },
  'orders-heatmap': {
    id: 'orders-heatmap',
    title: 'Orders by weekday and hour',
    unit: 'currency, orders or pieces',
    ...ordersPanel,
    explanation:
      'Sums of all stored orders of the period by the hour of the week in which they were bought, on the clock of the chosen time zone. Kept exactly by UTC hour; an hour that the clock repeats adds both.',
  },
  'orders-pareto': {
    id: 'orders-pareto',
    title: 'Revenue by item',
    unit: 'currency',
    ...ordersPanel,
    explanation:
      'Items by stored revenue of the period, most first, with the share of all revenue that they and the items before them bring. Shares are computed from exact sums; ties are ordered by name.',
  },
} as const satisfies Record<string, PanelEntry>;

export type PanelId = keyof typeof panels;
export const panelIds = Object.keys(panels) as PanelId[];

/** The entry of an id that may be anything; undefined when there is no such panel. */
export function findPanel(id: string): PanelEntry | undefined {
  return Object.hasOwn(panels, id) ? panels[id as PanelId] : undefined;
}
