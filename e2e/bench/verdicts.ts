import { median } from '../support/median';
import { type CellCosts, cellPanels } from './cell-costs';
import type { Run } from './contender';
import type { Percentiles } from './latency';
import type { Contest, FurtherStream, UserScaling, UserStream } from './stream-figures';

/** Everything that was measured; each list is one entry a round. */
export interface Figures {
  readonly live: {
    readonly count: Run[];
    readonly worker: Run[];
    readonly withoutCommit: Run[];
    readonly naive: Run[];
    readonly java: Run[];
  };
  readonly backfill: Contest;
  readonly further: Readonly<Record<FurtherStream, Contest>>;
  readonly users: Readonly<Record<UserStream, UserScaling>>;
  /** By the generator alone, of each round. */
  readonly ratingsMadePerSecond: readonly number[];
  /** Of a worker that catches up on ratings, between a tenth and the whole. */
  readonly memoryGrowthMib: number;
  /** CPU microseconds per order, by way. */
  readonly parsing: Readonly<Record<'parse' | 'parseAndZod' | 'parseAndCheck' | 'scanAndCheck', number[]>>;
  readonly latency: { readonly stored: Percentiles; readonly shown: Percentiles };
  readonly cells: CellCosts;
}

export interface Verdict {
  readonly what: string;
  /** In words, like `>= 1.2`. */
  readonly target: string;
  /** NaN = could not be measured here. */
  readonly value: number;
  readonly passed: boolean | null;
}

export const cpuOf = (runs: readonly Run[]): number => median(runs.map((run) => run.cpuUsPerEvent));
export const rateOf = (runs: readonly Run[]): number => median(runs.map((run) => run.eventsPerSecond));
/** CPU of a contender with that of both servers. */
export const sumOf = (runs: readonly Run[]): number =>
  median(runs.map((run) => run.cpuUsPerEvent + run.kafkaUsPerEvent + run.postgresUsPerEvent));

/** 95th percentile, the next measured value above. */
export const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

const atLeast = (what: string, limit: number, value: number): Verdict => ({
  ...{ what, target: `>= ${limit.toFixed(2)}`, value },
  passed: Number.isNaN(value) ? null : value >= limit,
});
const atMost = (what: string, limit: number, value: number): Verdict => ({
  ...{ what, target: `<= ${limit}`, value },
  passed: Number.isNaN(value) ? null : value <= limit,
});

/** CPU of the counting loop against which a stream's worker is judged. */
const contests: readonly { readonly stream: FurtherStream; readonly least: number }[] = [
  { stream: 'ratings', least: 1.2 },
  { stream: 'engagement', least: 1 },
  { stream: 'movie-events', least: 0.2 },
];

/** The promises, each with what was found. */
export function judge({
  live,
  backfill,
  further,
  users,
  ratingsMadePerSecond,
  memoryGrowthMib,
  parsing,
  latency,
  cells,
}: Figures): readonly Verdict[] {
  const transactions = [...live.worker, ...backfill.worker].map((run) => run.longestTransactionMs ?? Number.NaN);
  return [
    atLeast('live: CPU of counting loop / whole worker', 1.2, cpuOf(live.count) / cpuOf(live.worker)),
    atLeast('backfill: CPU of counting loop / whole worker', 0.25, cpuOf(backfill.count) / cpuOf(backfill.worker)),
    atLeast('live: CPU without commit / with commit', 0.8, cpuOf(live.withoutCommit) / cpuOf(live.worker)),
    atLeast('live: events/s of worker / naive worker', 25, rateOf(live.worker) / rateOf(live.naive)),
    atLeast('live: events/s of worker / ConsumerPerformance', 1, rateOf(live.worker) / rateOf(live.java)),
    ...contests.map(({ stream, least }) =>
      atLeast(
        `${stream}: CPU of counting loop / whole worker`,
        least,
        cpuOf(further[stream].count) / cpuOf(further[stream].worker),
      ),
    ),
    ...Object.entries(users).map(([stream, { few, many }]) =>
      atMost(`${stream}: CPU per event of many users / of 10,000`, 1.5, cpuOf(many) / cpuOf(few)),
    ),
    atLeast('ratings made per second of CPU, thousands', 100, median(ratingsMadePerSecond) / 1_000),
    atMost('memory growth over catching up, MiB', 50, memoryGrowthMib),
    atMost(
      'CPU of scan + validation / JSON.parse + the same',
      0.6,
      median(parsing.scanAndCheck) / median(parsing.parseAndCheck),
    ),
    atMost('longest transaction, ms', 1_000, Math.max(...transactions)),
    atMost('event to stored p95 at the rate, ms', 400, latency.stored.p95),
    atMost('event to browser p95 at the rate, ms', 500, latency.shown.p95),
    ...cellPanels.flatMap((panel) => [
      atMost(
        `${panel}: time of 10^9 orders / of 10^7 in the same cells`,
        1.2,
        median(cells.many[panel]) / median(cells.few[panel]),
      ),
      atMost(`${panel}: unfiltered p95, ms`, 50, p95(cells.many[panel])),
    ]),
    atMost('orders panels: any filters p95, ms', 400, p95(cells.filtered)),
  ];
}
