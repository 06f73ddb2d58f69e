import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ForeignSample } from '../contracts/metric-sample';
import { MetricsFold } from '../streams/metrics/fold';
import { metricsStatements } from '../streams/metrics/store';
import { createDatabase, type Database } from './client';
import { createPool, type Pool } from './pool';
import { listExternalMetrics, queryExternalMetric } from './query-external-metric';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const nowMs = Date.parse('2026-11-22T21:00:00Z');
let scratch: ScratchDatabase;
let pool: Pool;
let database: Database;

beforeAll(async () => {
  scratch = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  pool = createPool({ databaseUrl: scratch.databaseUrl, applicationName: 'external-metric-test' });
  database = createDatabase(scratch.databaseUrl);
});
afterAll(async () => {
  await database.$disconnect();
  await pool.end();
  await scratch.drop();
});
beforeEach(() => pool.query('TRUNCATE external_sample'));

async function store(samples: readonly ForeignSample[]): Promise<void> {
  const fold = new MetricsFold();
  for (const sample of samples) {
    const bytes = Buffer.from(JSON.stringify(sample));
    expect(fold.fold(bytes, 0, bytes.length, { appendedAtMs: nowMs, producedAtMs: Number.NaN })).toBe(null);
  }
  for (const { text, values } of metricsStatements(fold.take())) await pool.query(text, [...values]);
}

describe('queryExternalMetric', () => {
  it('answers for every range and label what the samples themselves say', async () => {
    const made = fc.record({
      metric: fc.constantFrom('rmse', "o'loss"),
      value: fc.integer({ min: -500, max: 500 }).map((n) => n / 4),
      timestamp: fc.integer({ min: nowMs - 3_600_000, max: nowMs }),
      labels: fc.option(fc.dictionary(fc.constantFrom('job', 'run'), fc.constantFrom('x', 'y ż')), { nil: undefined }),
    });
    const question = fc.record({
      metric: fc.constantFrom('rmse', "o'loss", 'absent'),
      ago: fc.integer({ min: 1, max: 4_000_000 }),
      length: fc.integer({ min: 1, max: 4_000_000 }),
      labels: fc.constantFrom<Record<string, string>>({}, { job: 'x' }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(made, { maxLength: 40 }),
        question,
        async (samples, { metric, ago, length, labels }) => {
          await pool.query('TRUNCATE external_sample');
          await store(samples);
          const fromMs = nowMs - ago;
          const toMs = fromMs + length;
          const { stepMs, series, leftOut } = await queryExternalMetric(database, { metric, fromMs, toMs, labels });
          expect(Math.floor((toMs - 1) / stepMs) - Math.floor(fromMs / stepMs) + 1).toBeLessThanOrEqual(150);
          expect(leftOut).toBe(0);
          const wanted = new Map<string, ForeignSample[]>();
          for (const sample of samples) {
            const own = sample.labels ?? {};
            const fits = Object.entries(labels).every(([name, value]) => own[name] === value);
            if (sample.metric !== metric || sample.timestamp < fromMs || sample.timestamp >= toMs || !fits) continue;
            const key = JSON.stringify([own.job, own.run, Math.floor(sample.timestamp / stepMs) * stepMs]);
            wanted.set(key, [...(wanted.get(key) ?? []), sample]);
          }
          const points = series.flatMap((one) => one.points.map((point) => ({ ...point, own: one.labels })));
          expect(points).toHaveLength(wanted.size);
          for (const { own, t, n, last, mean, least, most } of points) {
            const found = wanted.get(JSON.stringify([own.job, own.run, t]))!;
            const values = found.map(({ value }) => value);
            const newestMs = Math.max(...found.map(({ timestamp }) => timestamp));
            expect([n, least, most]).toEqual([found.length, Math.min(...values), Math.max(...values)]);
            expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / n, 9);
            expect(found.filter(({ timestamp }) => timestamp === newestMs).map(({ value }) => value)).toContain(last);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leaves out, with a count, the sets of labels beyond twenty that have fewest samples', async () => {
    const sample = (run: number) => ({ metric: 'rmse', value: run, timestamp: nowMs - run, labels: { run: `${run}` } });
    await store([...Array.from({ length: 23 }, (_, run) => sample(run)), sample(22)]);
    const { series, leftOut } = await queryExternalMetric(database, {
      metric: 'rmse',
      fromMs: nowMs - 60_000,
      toMs: nowMs + 1,
    });
    expect([series.length, leftOut, series[0]?.labels]).toEqual([20, 3, { run: '22' }]);
  });

  it('answers for values at the end of all numbers', async () => {
    const huge = [1, 2].map((ago) => ({ metric: 'huge', value: 1.7e308, timestamp: nowMs - ago }));
    await store(huge);
    const { series } = await queryExternalMetric(database, { metric: 'huge', fromMs: nowMs - 60_000, toMs: nowMs });
    expect(series[0]?.points[0]).toMatchObject({ n: 2, mean: 1.7e308 });
  });

  it('lists names with their count and newest value', async () => {
    expect(await listExternalMetrics(database, nowMs)).toEqual([]);
    const at = (agoMs: number, metric: string, value: number) => ({ metric, value, timestamp: nowMs - agoMs });
    await store([at(5, 'rmse', 0.5), at(9, 'rmse', 0.9), at(1, 'loss', 1e300)]);
    expect(await listExternalMetrics(database, nowMs)).toEqual([
      { metric: 'loss', samples: 1, newestAtMs: nowMs - 1, last: 1e300 },
      { metric: 'rmse', samples: 2, newestAtMs: nowMs - 5, last: 0.5 },
    ]);
  });
});
