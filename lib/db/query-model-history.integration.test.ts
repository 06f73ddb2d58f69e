import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnnotationSample, ForeignSample, MetricSample } from '../contracts/metric-sample';
import { MetricsFold } from '../streams/metrics/fold';
import { metricsStatements } from '../streams/metrics/store';
import { createDatabase, type Database } from './client';
import { createPool, type Pool } from './pool';
import { queryAnnotations } from './query-annotations';
import { queryModelHistory } from './query-model-history';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const nowMs = Date.parse('2026-11-22T21:00:00Z');
const minuteMs = 60_000;
let scratch: ScratchDatabase;
let pool: Pool;
let database: Database;

beforeAll(async () => {
  scratch = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  pool = createPool({ databaseUrl: scratch.databaseUrl, applicationName: 'model-history-test' });
  database = createDatabase(scratch.databaseUrl);
});
afterAll(async () => {
  await database.$disconnect();
  await pool.end();
  await scratch.drop();
});
beforeEach(() =>
  pool.query(
    'TRUNCATE metric_rollup_10s, metric_rollup_1min, metric_rollup_1h, external_sample, annotation, fold_note',
  ),
);

async function store(samples: readonly (MetricSample | ForeignSample)[]): Promise<void> {
  const fold = new MetricsFold();
  for (const sample of samples) {
    const bytes = Buffer.from(JSON.stringify(sample));
    expect(fold.fold(bytes, 0, bytes.length, { appendedAtMs: nowMs, producedAtMs: Number.NaN })).toBe(null);
  }
  for (const { text, values } of metricsStatements(fold.take())) await pool.query(text, [...values]);
}

const model = (agoMs: number, source: string, rmse: number, n: number): MetricSample => ({
  ...({ v: 1, kind: 'model', source, sequence: 1, sampledAtMs: nowMs - agoMs, stream: 'ratings' } as const),
  ...{ fromMs: nowMs - agoMs - 10_000, toMs: nowMs - agoMs, rmse, baselineRmse: 2 * rmse, n },
});
const range = { fromMs: nowMs - 15 * minuteMs, toMs: nowMs, nowMs };

describe('queryModelHistory', () => {
  it('says that nobody has ever published', async () => {
    const { own, others } = await queryModelHistory(database, range);
    expect([own.publishing, own.newestAtMs, others.publishing, others.newestAtMs]).toEqual([
      'never',
      null,
      'never',
      null,
    ]);
    expect(own.points.every((point) => point.model === null)).toBe(true);
    expect(others.series).toEqual([]);
  });

  it('merges the workers by squares weighted with n, and puts what others report beside it', async () => {
    await store([
      model(20_000, 'a', 1, 300),
      model(20_000, 'b', 0.5, 100),
      model(20_000, 'b', 0.25, 0),
      { metric: 'rmse', value: 0.9, timestamp: nowMs - 5_000, labels: { job: 'als' } },
      { metric: 'loss', value: 7, timestamp: nowMs - 5_000 },
    ]);
    const { own, others } = await queryModelHistory(database, range);
    const points = own.points.filter((point) => point.model !== null);
    expect(points).toEqual([
      { t: nowMs - 30_000, model: { n: 400, rmse: Math.sqrt(325 / 400), baselineRmse: Math.sqrt(1_300 / 400) } },
    ]);
    expect([own.publishing, own.newestAtMs]).toEqual(['live', nowMs - 20_000]);
    expect([others.publishing, others.newestAtMs]).toEqual(['live', nowMs - 5_000]);
    expect(others.series.map(({ labels, points: list }) => [labels, list.map(({ last }) => last)])).toEqual([
      [{ job: 'als' }, [0.9]],
    ]);
  });

  it('says that who published before is silent, after days too', async () => {
    await store([model(2 * minuteMs, 'a', 1, 1), { metric: 'rmse', value: 1, timestamp: nowMs - 61_000 }]);
    const { own, others } = await queryModelHistory(database, range);
    expect([own.publishing, others.publishing]).toEqual(['silent', 'silent']);
    await pool.query('TRUNCATE metric_rollup_10s, metric_rollup_1min');
    const later = await queryModelHistory(database, { ...range, nowMs: nowMs + 3 * 86_400_000 });
    expect([later.own.publishing, later.own.newestAtMs]).toEqual(['silent', nowMs]);
  });
});

describe('queryAnnotations', () => {
  it('brings what happened in a range, of the stream and of all, once each', async () => {
    const annotation = (
      id: string,
      agoMs: number,
      stream: string | null,
      untilMs: number | null = null,
    ): AnnotationSample => ({
      ...({ v: 1, kind: 'annotation', source: 'w', sequence: 1, sampledAtMs: nowMs, type: 'halt' } as const),
      ...{ id, atMs: nowMs - agoMs, untilMs, text: `text of ${id}`, stream },
    });
    await store([
      annotation('late', 1_000, 'orders'),
      annotation('early', 10_000, null),
      annotation('other', 5_000, 'ratings'),
      annotation('lasting', 120_000, 'orders', nowMs - 15_000),
      annotation('before', 120_000, 'orders'),
    ]);
    await store([
      { ...annotation('late', 2_000, 'orders'), sequence: 2, text: 'corrected' },
      annotation('late', 9_000, null),
    ]);
    const ids = async (stream: string | null) =>
      (await queryAnnotations(database, { stream, fromMs: nowMs - 20_000, toMs: nowMs })).map(({ id }) => id);
    expect(await ids('orders')).toEqual(['lasting', 'early', 'late']);
    expect(await ids(null)).toEqual(['lasting', 'early', 'other', 'late']);
    const [late] = await queryAnnotations(database, { stream: 'orders', fromMs: nowMs - 3_000, toMs: nowMs });
    expect(late).toEqual({
      ...{ id: 'late', atMs: nowMs - 2_000, untilMs: null, type: 'halt', text: 'corrected', stream: 'orders' },
    });
  });
});
