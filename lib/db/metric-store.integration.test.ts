import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ForeignSample, MetricSample } from '../contracts/metric-sample';
import { MetricsFold } from '../streams/metrics/fold';
import { madeForeign, madeNowMs, madeSamples } from '../streams/metrics/made-samples';
import type { MetricsDelta } from '../streams/metrics/metrics-delta';
import { metricsStatements } from '../streams/metrics/store';
import { createPool, type Pool } from './pool';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const tables = [
  ...['metric_rollup_10s', 'metric_rollup_1min', 'metric_rollup_1h', 'annotation', 'external_sample', 'fold_note'],
] as const;
let database: ScratchDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'metric-store-test' });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
const empty = () => pool.query(`TRUNCATE ${tables.join(', ')}`);
beforeEach(empty);

function foldAll(samples: readonly (MetricSample | ForeignSample)[]): MetricsDelta {
  const fold = new MetricsFold();
  for (const sample of samples) {
    const bytes = Buffer.from(JSON.stringify(sample));
    expect(fold.fold(bytes, 0, bytes.length, { appendedAtMs: madeNowMs, producedAtMs: Number.NaN })).toBe(null);
  }
  return fold.take();
}

async function store(samples: readonly (MetricSample | ForeignSample)[]): Promise<void> {
  for (const { text, values } of metricsStatements(foldAll(samples))) await pool.query(text, [...values]);
}

/** Every row as text, but for the serial ids. */
async function stored(): Promise<string[]> {
  const lists = tables.map(async (table) => {
    const { rows } = await pool.query<{ row: string }>(
      `SELECT ((to_jsonb(t) - 'id') || CASE WHEN '${table}' = 'annotation' THEN jsonb_build_object('id', to_jsonb(t)->'id') ELSE '{}' END)::text AS row FROM ${table} t`,
    );
    return rows.map(({ row }) => `${table} ${row}`);
  });
  return (await Promise.all(lists)).flat().sort();
}

describe('the store of metric samples', () => {
  it('ends in the same rows however the samples are split into commits', async () => {
    const made = fc.oneof({ weight: 5, arbitrary: madeSamples }, { weight: 1, arbitrary: madeForeign });
    const batches = fc.array(fc.array(made, { maxLength: 8 }), { minLength: 1, maxLength: 5 });
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(batches, async (split) => {
        await empty();
        for (const batch of split) await store(batch);
        const inParts = await stored();
        await empty();
        await store(split.flat());
        expect(inParts).toEqual(await stored());
        rows += inParts.length;
      }),
      { numRuns: 40 },
    );
    expect(rows).toBeGreaterThan(200);
  });

  it('keeps a sketch to the last count, in the order of its buckets', async () => {
    const merge = async (a: readonly bigint[], b: readonly bigint[]) =>
      (await pool.query('SELECT merge_sketch($1::int8[], $2::int8[]) AS merged', [a, b])).rows[0].merged;
    const entry = (bucket: number, count: number): bigint => (BigInt(bucket) << 50n) | BigInt(count);
    const merged = await merge([entry(2, 5), entry(9, 1)], [entry(2, 7), entry(2_688, 1_000_000_000)]);
    expect(merged.map(BigInt)).toEqual([entry(2, 12), entry(9, 1), entry(2_688, 1_000_000_000)]);
    expect((await merge([], [entry(2, 7)])).map(BigInt)).toEqual([entry(2, 7)]);
    const full = 2 ** 50 - 1;
    expect((await merge([entry(2_688, full)], [entry(2_688, full)])).map(BigInt)).toEqual([entry(2_688, full)]);
  });

  it('stores an hour of samples of ten sources in seconds', async () => {
    const fold = new MetricsFold();
    const sketch = {
      buckets: Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? 700 + n : 3)),
      count: 90,
      sumMs: 9_000,
    };
    const startMs = madeNowMs - 3_600_000;
    const records: { bytes: Buffer; appendedAtMs: number }[] = [];
    for (let step = 0; step < 36_000; step++) {
      const sampledAtMs = startMs + step * 100;
      const part = (topic: string) => ({
        ...{
          topic,
          partition: step % 6,
          incarnation: 'abcdefghijklmnopqrstuv/abcdefghijklmnopqrstuv',
          rebuildEpoch: 0,
        },
        ...{ fromOffset: String(step), toOffset: String(step + 90), committedAtMs: sampledAtMs, valid: 90, dead: 0 },
        ...{ deduplicated: 0, gaps: 0, control: 0, historic: 0, clamped: 0, deadByCode: {} },
        ...{ endToEnd: sketch, madeToAppended: sketch, appendedToConsumed: sketch, consumedToStored: sketch },
      });
      const sample = {
        ...{
          v: 1,
          kind: 'consumer',
          source: `aggregator-${step % 10}`,
          sequence: 1 + Math.floor(step / 10),
          sampledAtMs,
        },
        ...{ fromMs: sampledAtMs - 1_000, toMs: sampledAtMs, owned: [{ topic: 'orders', partition: 0 }] },
        ...{ parts: [part('orders'), part('ratings')], failedFlushes: 0, fencedFlushes: 0, commitMs: 5, halted: [] },
      };
      records.push({ bytes: Buffer.from(JSON.stringify(sample)), appendedAtMs: sampledAtMs });
    }
    const startedMs = performance.now();
    for (const { bytes, appendedAtMs } of records)
      fold.fold(bytes, 0, bytes.length, { appendedAtMs, producedAtMs: Number.NaN });
    const foldedMs = performance.now();
    for (const { text, values } of metricsStatements(fold.take())) await pool.query(text, [...values]);
    const storedMs = performance.now();
    console.log(`36,000 samples: folded in ${foldedMs - startedMs} ms, stored in ${storedMs - foldedMs} ms`);
    const { rows } = await pool.query('SELECT sum(valid)::text AS valid FROM metric_rollup_1h');
    expect(rows[0].valid).toBe(String(36_000 * 180));
    expect(storedMs - startedMs).toBeLessThan(20_000);
  });
});
