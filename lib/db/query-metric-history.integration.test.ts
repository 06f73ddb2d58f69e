import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveStream } from '../contracts/live-frame';
import type { MetricSample } from '../contracts/metric-sample';
import { MetricsFold } from '../streams/metrics/fold';
import { madeNowMs, madeSamples } from '../streams/metrics/made-samples';
import { metricsStatements } from '../streams/metrics/store';
import { createDatabase, type Database } from './client';
import { partitionsByHand, pointByHand } from './history-by-hand';
import { createPool, type Pool } from './pool';
import { type HistoryPoint, type MetricHistory, queryMetricHistory } from './query-metric-history';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const nowMs = madeNowMs + 80_000;
const dayMs = 86_400_000;
let scratch: ScratchDatabase;
let pool: Pool;
let database: Database;

beforeAll(async () => {
  scratch = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
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

/** A point in the form of `pointByHand`; where nothing was measured that is checked, and zeros take its place. */
function comparable(point: HistoryPoint, history: MetricHistory) {
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
    lastsMs,
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
          const partitions = partitionsByHand(samples, history, stream);
          for (const point of history.points) {
            const { lastsMs, ...found } = comparable(point, history);
            const { coveredMs, model, ...wanted } = pointByHand(samples, history, stream, point.t);
            const near = (value: number): number => Math.round(value * 1e4) / 1e4;
            expect(found).toEqual({
              ...wanted,
              covered: near(Math.min(1, coveredMs / (lastsMs * partitions))),
              model:
                model === null ? null : { rmse: near(model.rmse), baselineRmse: near(model.baselineRmse), n: model.n },
            });
            if (point.records !== null || point.lag !== null) measured += 1;
          }
        }
      }),
      { numRuns: 20, endOnFailure: true },
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
