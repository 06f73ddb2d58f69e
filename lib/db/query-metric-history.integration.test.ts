import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveStream } from '../contracts/live-frame';
import type { LagSample, MetricSample } from '../contracts/metric-sample';
import { eventStreamNames, streamOfTopic } from '../contracts/streams';
import { LatencySketch } from '../domain/latency-sketch';
import { resolutionInfo } from '../domain/metric-resolution';
import { MetricsFold } from '../streams/metrics/fold';
import { madeNowMs, madeSamples } from '../streams/metrics/made-samples';
import { metricsStatements } from '../streams/metrics/store';
import { createDatabase, type Database } from './client';
import { migrate } from './migrate';
import { createPool, type Pool } from './pool';
import { type HistoryPoint, type MetricHistory, queryMetricHistory } from './query-metric-history';
import { createScratchDatabase, type ScratchDatabase } from './scratch-database';

const nowMs = madeNowMs + 80_000;
const dayMs = 86_400_000;
let scratch: ScratchDatabase;
let pool: Pool;
let database: Database;

beforeAll(async () => {
  scratch = await createScratchDatabase(process.env.TEST_DATABASE_URL);
  await migrate(scratch.databaseUrl);
  pool = createPool({ databaseUrl: scratch.databaseUrl, applicationName: 'metric-history-test' });
  database = createDatabase(scratch.databaseUrl);
});
afterAll(async () => {
  await database.$disconnect();
  await pool.end();
  await scratch.drop();
});

async function store(samples: readonly MetricSample[]): Promise<void> {
  await pool.query('TRUNCATE metric_rollup_10s, metric_rollup_1min, metric_rollup_1h, annotation, fold_note');
  const fold = new MetricsFold();
  for (const sample of samples) {
    const bytes = Buffer.from(JSON.stringify(sample));
    fold.fold(bytes, 0, bytes.length, { appendedAtMs: madeNowMs, producedAtMs: Number.NaN });
  }
  for (const { text, values } of metricsStatements(fold.take())) await pool.query(text, [...values]);
}

const quantiles = (sketch: LatencySketch) => {
  const at = (q: number) => sketch.quantile(q);
  return sketch.count === 0 ? null : { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: sketch.count };
};

/** Lag of the group with our cursors by stream, by the definition of the figure. */
function lagsOf(sample: LagSample): Map<string, { lag: number | null; committed: number | null }> {
  const ours =
    sample.groups.find((group) => group.partitions.some((at) => at.cursorOffset !== null)) ??
    sample.groups.find(({ group }) => group === 'streamscope.aggregator');
  const lags = new Map<string, { lag: number | null; committed: number | null }>();
  for (const stream of new Set(ours?.partitions.flatMap(({ topic }) => streamOfTopic(topic)?.name ?? []))) {
    const partitions = ours!.partitions.filter(({ topic }) => streamOfTopic(topic)?.name === stream);
    const sum = (at: (partition: (typeof partitions)[number]) => string | null) =>
      partitions.some((partition) => at(partition) !== null)
        ? partitions.reduce((total, each) => total + Math.max(0, Number(each.endOffset) - Number(at(each) ?? 0)), 0)
        : null;
    const lag = sum((each) => each.cursorOffset ?? each.committedOffset);
    lags.set(stream, { lag, committed: sum((each) => each.committedOffset) });
  }
  return lags;
}

const sumOf = (values: readonly (number | null)[]): number | null =>
  values.every((value) => value === null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
const mostOf = (values: readonly (number | null)[]): number | null =>
  values.reduce((most, value) => (value === null ? most : Math.max(most ?? 0, value)), null);

/** One point counted from the samples themselves. */
function pointByHand(samples: readonly MetricSample[], history: MetricHistory, stream: LiveStream, t: number) {
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
  const readings = new Map<string, { rank: string; lag: number | null; committed: number | null }[]>();
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
          const rank = `${String(sample.sampledAtMs).padStart(16, '0')} ${sample.source} ${String(sample.sequence).padStart(9, '0')}`;
          readings.set(name, [...(readings.get(name) ?? []), { rank, ...lags }]);
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

const partitions = { orders: 6, ratings: 6, engagement: 9, 'movie-events': 3, metrics: 1, all: 24 };

/** A point in the form of `pointByHand`; where nothing was measured that is checked, and zeros take its place. */
function comparable(point: HistoryPoint, history: MetricHistory, stream: LiveStream) {
  const lastsMs = Math.min(history.stepMs, nowMs - point.t);
  const { t: _, covered, throughput, model, ...rest } = point;
  expect(throughput).toBe(point.records === null ? null : (point.records * 1_000) / lastsMs);
  if (point.records === null)
    expect([covered, point.deduplicated, point.gaps, point.endToEnd]).toEqual([0, null, null, null]);
  const near = (value: number): number => Math.round(value * 1e4) / 1e4;
  return {
    ...rest,
    records: rest.records ?? 0,
    deduplicated: rest.deduplicated ?? 0,
    gaps: rest.gaps ?? 0,
    sentOk: rest.sentOk ?? 0,
    errors: rest.errors ?? {},
    covered: Math.min(1, near(covered)),
    lasts: lastsMs * partitions[stream],
    model: model === null ? null : { rmse: near(model.rmse), baselineRmse: near(model.baselineRmse), n: model.n },
  };
}

const streams = fc.constantFrom<LiveStream>('all', 'orders', 'ratings', 'engagement', 'metrics');
const agos = fc.oneof(
  fc.integer({ min: 90_000, max: 300_000 }),
  fc.integer({ min: 90_000, max: 4 * dayMs }),
  fc.integer({ min: 90_000, max: 430 * dayMs }),
);

describe('queryMetricHistory', () => {
  it('says of every stream and range what a count over the samples says', { timeout: 120_000 }, async () => {
    let measured = 0;
    const asked = fc.array(fc.tuple(streams, agos, agos), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(madeSamples, { minLength: 20, maxLength: 60 }), asked, async (samples, questions) => {
        await store(samples);
        for (const [stream, ago, length] of questions) {
          const question = { stream, fromMs: nowMs - ago, toMs: nowMs - ago + length, nowMs };
          const history = await queryMetricHistory(database, question);
          if (history === null) continue;
          expect(history.points.length).toBeLessThanOrEqual(150);
          for (const point of history.points) {
            const { lasts, ...found } = comparable(point, history, stream);
            const { coveredMs, model, ...wanted } = pointByHand(samples, history, stream, point.t);
            const near = (value: number): number => Math.round(value * 1e4) / 1e4;
            expect(found).toEqual({
              ...wanted,
              covered: near(Math.min(1, coveredMs / lasts)),
              model:
                model === null ? null : { rmse: near(model.rmse), baselineRmse: near(model.baselineRmse), n: model.n },
            });
            if (point.records !== null || point.lag !== null) measured += 1;
          }
        }
      }),
      { numRuns: 40 },
    );
    expect(measured).toBeGreaterThan(100);
  });

  it('tells zero from not measured, and counts a point that lasts still only until now', async () => {
    const startMs = Math.floor(madeNowMs / 10_000) * 10_000;
    const covering = (fromMs: number, toMs: number): MetricSample => ({
      ...({ v: 1, kind: 'consumer', source: 'w', sequence: 1, sampledAtMs: toMs, fromMs, toMs, parts: [] } as const),
      ...{
        owned: [{ topic: 'metrics', partition: 0 }],
        failedFlushes: 0,
        fencedFlushes: 0,
        commitMs: null,
        halted: [],
      },
    });
    await store([covering(startMs, startMs + 5_000)]);
    const question = {
      stream: 'metrics',
      fromMs: startMs - 10_000,
      toMs: startMs + 10_000,
      nowMs: startMs + 5_000,
    } as const;
    const history = await queryMetricHistory(database, question);
    expect(
      history?.points.map(({ t, covered, records, throughput, errors }) => [t, covered, records, throughput, errors]),
    ).toEqual([
      [startMs - 10_000, 0, null, null, null],
      [startMs, 1, 0, 0, {}],
    ]);
    expect(await queryMetricHistory(database, { ...question, toMs: question.fromMs })).toBe(null);
  });
});
