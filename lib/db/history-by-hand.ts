import type { LiveStream } from '../contracts/live-frame';
import type { LagSample, MetricSample } from '../contracts/metric-sample';
import { eventStreamNames, streamOfTopic } from '../contracts/streams';
import { LatencySketch } from '../domain/latency-sketch';
import { resolutionInfo } from '../domain/metric-resolution';
import { madeNowMs } from '../streams/metrics/made-samples';
import type { MetricHistory } from './query-metric-history';

const quantiles = (sketch: LatencySketch) => {
  const at = (q: number) => sketch.quantile(q);
  return sketch.count === 0 ? null : { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: sketch.count };
};

const rankOf = ({ sampledAtMs, source, sequence }: MetricSample): string =>
  `${String(sampledAtMs).padStart(16, '0')} ${source} ${String(sequence).padStart(9, '0')}`;

interface Lags {
  readonly lag: number | null;
  readonly committed: number | null;
  readonly partitions: number;
}

/** Lag of the group with our cursors by stream, by the definition of the figure. */
function lagsOf(sample: LagSample): Map<string, Lags> {
  const ours =
    sample.groups.find((group) => group.partitions.some((at) => at.cursorOffset !== null)) ??
    sample.groups.find(({ group }) => group === 'streamscope.aggregator');
  const lags = new Map<string, Lags>();
  for (const stream of new Set(ours?.partitions.flatMap(({ topic }) => streamOfTopic(topic)?.name ?? []))) {
    const partitions = ours!.partitions.filter(({ topic }) => streamOfTopic(topic)?.name === stream);
    const sum = (at: (partition: (typeof partitions)[number]) => string | null) =>
      partitions.some((partition) => at(partition) !== null)
        ? partitions.reduce((total, each) => total + Math.max(0, Number(each.endOffset) - Number(at(each) ?? 0)), 0)
        : null;
    const lag = sum((each) => each.cursorOffset ?? each.committedOffset);
    lags.set(stream, { lag, committed: sum((each) => each.committedOffset), partitions: partitions.length });
  }
  return lags;
}

const sumOf = (values: readonly (number | null)[]): number | null =>
  values.every((value) => value === null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
const mostOf = (values: readonly (number | null)[]): number | null =>
  values.reduce((most, value) => (value === null ? most : Math.max(most ?? 0, value)), null);

/** For tests: one point counted from the samples themselves. */
export function pointByHand(samples: readonly MetricSample[], history: MetricHistory, stream: LiveStream, t: number) {
  const { stepMs: bucketMs, keepMs } = resolutionInfo[history.resolution];
  const names: readonly string[] = stream === 'all' ? eventStreamNames : [stream];
  const isIn = (atMs: number, of: string | undefined): boolean =>
    of !== undefined &&
    names.includes(of) &&
    atMs >= t &&
    atMs < t + history.stepMs &&
    Math.floor(atMs / bucketMs) * bucketMs >= madeNowMs - keepMs;
  const [endToEnd, ack] = [new LatencySketch(), new LatencySketch()];
  const errors: Record<string, number> = {};
  const flushes = new Map<string, number>();
  const readings = new Map<string, (Lags & { rank: string })[]>();
  const totals = { records: 0, deduplicated: 0, gaps: 0, coveredMs: 0, sentOk: 0, n: 0, square: 0, baseline: 0 };
  const fail = (code: string, times: number): void => {
    if (times > 0) errors[code] = (errors[code] ?? 0) + times;
  };
  for (const sample of samples) {
    if (sample.kind === 'consumer') {
      for (const part of sample.parts)
        if (isIn(part.committedAtMs, streamOfTopic(part.topic)?.name)) {
          totals.records += part.valid + part.dead;
          totals.deduplicated += part.deduplicated;
          totals.gaps += part.gaps;
          endToEnd.mergeSparse(part.endToEnd);
          for (const [code, times] of Object.entries(part.deadByCode)) fail(code, times);
        }
      const owned = sample.owned.map(({ topic }) => streamOfTopic(topic)!.name);
      for (const name of owned)
        if (names.includes(name) && sample.toMs - sample.fromMs <= 60_000)
          totals.coveredMs += Math.max(0, Math.min(sample.toMs, t + history.stepMs) - Math.max(sample.fromMs, t));
      for (const name of new Set(owned))
        if (isIn(sample.sampledAtMs, name)) {
          const key = `${Math.floor(sample.sampledAtMs / bucketMs)} ${sample.source} ${name}`;
          flushes.set(key, (flushes.get(key) ?? 0) + sample.failedFlushes);
        }
    }
    const endMs = 'toMs' in sample ? Math.max(sample.fromMs, sample.toMs - 1) : 0;
    if (sample.kind === 'producer' && isIn(endMs, sample.stream)) {
      totals.sentOk += sample.sentOk;
      fail('SEND_FAILED', sample.sentError);
      ack.mergeSparse(sample.ack);
    }
    if (sample.kind === 'model' && isIn(endMs, sample.stream)) {
      totals.n += sample.n;
      totals.square += sample.n * sample.rmse ** 2;
      totals.baseline += sample.n * sample.baselineRmse ** 2;
    }
    if (sample.kind === 'lag')
      for (const [name, lags] of lagsOf(sample))
        if (isIn(sample.sampledAtMs, name)) {
          readings.set(name, [...(readings.get(name) ?? []), { rank: rankOf(sample), ...lags }]);
        }
  }
  const mostFlushes = new Map<string, number>();
  for (const [key, times] of flushes) {
    const place = key.slice(0, key.lastIndexOf(' '));
    mostFlushes.set(place, Math.max(times, mostFlushes.get(place) ?? 0));
  }
  fail(
    'FLUSH_FAILED',
    [...mostFlushes.values()].reduce((sum, times) => sum + times, 0),
  );
  const newest = [...readings.values()].map((list) => list.reduce((a, b) => (b.rank > a.rank ? b : a)));
  const { n } = totals;
  return {
    ...{ records: totals.records, deduplicated: totals.deduplicated, gaps: totals.gaps, sentOk: totals.sentOk },
    ...{ errors, ack: quantiles(ack), endToEnd: quantiles(endToEnd), coveredMs: totals.coveredMs },
    lag: sumOf(newest.map(({ lag }) => lag)),
    lagCommitted: sumOf(newest.map(({ committed }) => committed)),
    lagMost: sumOf([...readings.values()].map((list) => mostOf(list.map(({ lag }) => lag)))),
    model: n === 0 ? null : { rmse: Math.sqrt(totals.square / n), baselineRmse: Math.sqrt(totals.baseline / n), n },
  };
}

const defaults: Readonly<Record<string, number>> = {
  orders: 6,
  ratings: 6,
  engagement: 9,
  'movie-events': 3,
  metrics: 1,
};

/** For tests: partitions of the streams asked for: those of the newest reading in the range, else as the topics are made. */
export function partitionsByHand(samples: readonly MetricSample[], history: MetricHistory, stream: LiveStream): number {
  const { stepMs, keepMs } = resolutionInfo[history.resolution];
  const newest = new Map<string, { rank: string; partitions: number }>();
  for (const sample of samples) {
    const { sampledAtMs } = sample;
    const isIn = sampledAtMs >= history.fromMs && sampledAtMs < history.toMs;
    if (sample.kind !== 'lag' || !isIn || Math.floor(sampledAtMs / stepMs) * stepMs < madeNowMs - keepMs) continue;
    for (const [name, { partitions }] of lagsOf(sample))
      if (rankOf(sample) > (newest.get(name)?.rank ?? '')) newest.set(name, { rank: rankOf(sample), partitions });
  }
  const names: readonly string[] = stream === 'all' ? eventStreamNames : [stream];
  return names.reduce((sum, name) => sum + (newest.get(name)?.partitions ?? defaults[name]!), 0);
}
