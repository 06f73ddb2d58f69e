import type { LiveModelError, LiveStream, Quantiles } from '../contracts/live-frame';
import { eventStreamNames, type StreamName, streams } from '../contracts/streams';
import { topics } from '../contracts/topics';
import { type HistoryStep, historyStep } from '../domain/history-step';
import { LatencySketch } from '../domain/latency-sketch';
import { unpackSketch } from '../domain/packed-sketch';
import type { Reader } from './query-orders-range';
import { type HistoryRow, readHistoryRows, readOldestBuckets } from './read-history-rows';

/** What is known of `[t, t + stepMs)`. `null` = not measured; 0 = measured and nothing happened. */
export interface HistoryPoint {
  /** Start, Unix ms, a multiple of the step. */
  readonly t: number;
  /** Share of the time during which some worker owned the partitions, 0..1. */
  readonly covered: number;
  /** Records committed, valid and dead. */
  readonly records: number | null;
  /** The same per second; of a point that lasts still, per second until now. */
  readonly throughput: number | null;
  readonly deduplicated: number | null;
  readonly gaps: number | null;
  /** Dead letters by rejection code, `SEND_FAILED` and `FLUSH_FAILED`. */
  readonly errors: Readonly<Record<string, number>> | null;
  /** Records acknowledged to producers; null when none was heard of. */
  readonly sentOk: number | null;
  readonly ack: Quantiles | null;
  readonly endToEnd: Quantiles | null;
  /** The newest reading, summed over the streams, and the sum of the streams' highest ones. */
  readonly lag: number | null;
  readonly lagCommitted: number | null;
  readonly lagMost: number | null;
  readonly model: LiveModelError | null;
}

export interface MetricHistory extends HistoryStep {
  /** At most 150, one for each step, oldest first. */
  readonly points: readonly HistoryPoint[];
}

/**
 * History of one stream, or of the event pipelines together, from `metric_rollup_*`: points of the finest width that
 * gives at most 150, from the coarsest resolution that fits and is still kept. Times are Unix ms. Null when nothing is
 * left of the range between what is kept and `nowMs`.
 */
export async function queryMetricHistory(
  reader: Reader,
  question: { readonly stream: LiveStream; readonly fromMs: number; readonly toMs: number; readonly nowMs: number },
): Promise<MetricHistory | null> {
  const step = historyStep({ ...question, oldest: await readOldestBuckets(reader) });
  if (step === null) return null;
  const names: readonly StreamName[] = question.stream === 'all' ? eventStreamNames : [question.stream];
  const rows = new Map((await readHistoryRows(reader, names, step)).map((row) => [Number(row.t), row]));
  const points: HistoryPoint[] = [];
  for (let t = step.fromMs; t < step.toMs; t += step.stepMs) {
    const lastsMs = Math.min(t + step.stepMs, question.nowMs) - t;
    const row = rows.get(t);
    points.push(pointOf(t, lastsMs, row, partitionsOf(names, row?.partitions ?? {})));
  }
  return { ...step, points };
}

/** Beyond any time that is stored: everything is one point. */
const everMs = 10_000_000_000_000;

/** Everything that is kept of one stream as a single point, from the rollup by the hour; null when there is nothing. */
export async function queryMetricTotals(
  reader: Reader,
  stream: StreamName,
): Promise<Pick<HistoryPoint, 'records' | 'deduplicated' | 'errors' | 'sentOk' | 'ack' | 'endToEnd'> | null> {
  const step = { resolution: '1h', stepMs: everMs, fromMs: 0, toMs: everMs } as const;
  const [row] = await readHistoryRows(reader, [stream], step);
  if (row === undefined) return null;
  const { records, deduplicated, errors, sentOk, ack, endToEnd } = pointOf(0, everMs, row, 1);
  return { records, deduplicated, errors, sentOk, ack, endToEnd };
}

/** As the broker said; of a stream it said nothing of, as the topics are made. */
const partitionsOf = (names: readonly StreamName[], known: Readonly<Record<string, number>>): number =>
  names
    .map((name) => known[name] ?? streams[name].topics.reduce((sum, topic) => sum + topics[topic].partitions, 0))
    .reduce((sum, count) => sum + count, 0);

const unmeasured = {
  ...{ covered: 0, records: null, throughput: null, deduplicated: null, gaps: null, errors: null, sentOk: null },
  ...{ ack: null, endToEnd: null, lag: null, lagCommitted: null, lagMost: null, model: null },
};

function pointOf(t: number, lastsMs: number, row: HistoryRow | undefined, partitions: number): HistoryPoint {
  if (row === undefined) return { t, ...unmeasured };
  const coveredMs = Number(row.covered_ms);
  const records = Number(row.records);
  const ack = quantilesOf(row.acks, row.ack_sum);
  const measured = records > 0 || coveredMs > 0;
  const produced = ack !== null || Number(row.sent_ok) + Number(row.sent_error) > 0;
  const errors = errorsOf(row);
  return {
    t,
    covered: Math.min(1, coveredMs / (partitions * lastsMs)),
    records: measured ? records : null,
    throughput: measured ? (records * 1_000) / lastsMs : null,
    deduplicated: measured ? Number(row.deduplicated) : null,
    gaps: measured ? Number(row.gaps) : null,
    errors: measured || produced || Object.keys(errors).length > 0 ? errors : null,
    sentOk: produced ? Number(row.sent_ok) : null,
    ack,
    endToEnd: quantilesOf(row.latencies, row.end_to_end_sum),
    lag: numberOrNull(row.lag),
    lagCommitted: numberOrNull(row.committed_lag),
    lagMost: numberOrNull(row.lag_most),
    model: modelOf(row),
  };
}

const numberOrNull = (text: string | null): number | null => (text === null ? null : Number(text));

function quantilesOf(packed: readonly string[] | null, sumUnits: string): Quantiles | null {
  const sketch = LatencySketch.fromSparse(unpackSketch(packed ?? [], sumUnits));
  if (sketch.count === 0) return null;
  const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map((q) => sketch.quantile(q) ?? 0);
  return { p50, p95, p99, count: sketch.count };
}

function errorsOf(row: HistoryRow): Record<string, number> {
  const errors: Record<string, number> = { ...row.codes };
  if (Number(row.sent_error) > 0) errors.SEND_FAILED = Number(row.sent_error);
  if (Number(row.failed_flushes) > 0) errors.FLUSH_FAILED = Number(row.failed_flushes);
  return errors;
}

/** Squared errors are stored in millionths. */
function modelOf(row: HistoryRow): LiveModelError | null {
  const n = Number(row.model_ratings);
  const root = (squares: string): number => Math.sqrt(Number(squares) / 1e6 / n);
  return n === 0 ? null : { rmse: root(row.model_squares), baselineRmse: root(row.baseline_squares), n };
}
