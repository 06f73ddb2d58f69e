import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deadLetterPartitions, maintainPartitions, metricLogPartitions } from './maintain-partitions';
import { migrate } from './migrate';
import { createPool, type Pool } from './pool';
import { createScratchDatabase, type ScratchDatabase } from './scratch-database';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const nowMs = Date.parse('2026-11-22T21:34:10Z');
const few = { ...metricLogPartitions, aheadMs: 30 * minuteMs };
let database: ScratchDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createScratchDatabase(process.env.TEST_DATABASE_URL);
  await migrate(database.databaseUrl);
  pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'partitions-test', max: 6 });
});

beforeEach(async () => {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits
      WHERE inhparent IN ('metric_log'::regclass, 'dead_letter'::regclass) AND inhrelid::regclass::text !~ 'default$'`,
  );
  for (const { name } of rows) await pool.query(`DROP TABLE ${name}`);
  await pool.query('TRUNCATE metric_log, dead_letter');
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const store = (atMs: number, offset: number): Promise<unknown> =>
  pool.query(
    `INSERT INTO metric_log (committed_at, topic, partition, incarnation, from_offset, to_offset, payload)
     VALUES ($1, 'orders', 0, 'i', $2::bigint, $2::bigint + 1, '{}')`,
    [new Date(atMs), offset],
  );
const count = async (table: string): Promise<number> =>
  Number((await pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);

describe('maintainPartitions', () => {
  it('makes the partitions from now to the end of the time ahead, once', async () => {
    const first = await maintainPartitions(pool, few, nowMs);
    expect(first.created).toEqual([
      'metric_log_20261122_2130',
      'metric_log_20261122_2140',
      'metric_log_20261122_2150',
      'metric_log_20261122_2200',
    ]);
    expect(await maintainPartitions(pool, few, nowMs)).toEqual({ created: [], dropped: [], moved: 0, inDefault: 0 });
    await store(nowMs, 1);
    expect([await count('metric_log_20261122_2130'), await count('metric_log_default')]).toEqual([1, 0]);
  });

  it('makes days of dead letters 48 hours ahead', async () => {
    const { created } = await maintainPartitions(pool, deadLetterPartitions(30), nowMs);
    expect(created).toEqual(['dead_letter_20261122_0000', 'dead_letter_20261123_0000', 'dead_letter_20261124_0000']);
  });

  it('moves rows out of DEFAULT before it attaches their partition', async () => {
    for (const [offset, ageMs] of [0, 5 * minuteMs, 25 * minuteMs, -20 * minuteMs].entries())
      await store(nowMs - ageMs, offset);
    expect(await count('metric_log_default')).toBe(4);
    expect(await maintainPartitions(pool, few, nowMs)).toMatchObject({ moved: 4, inDefault: 0 });
    expect([await count('metric_log'), await count('metric_log_default')]).toEqual([4, 0]);
  });

  it('drops what is older than kept as whole partitions, and nothing younger', async () => {
    await maintainPartitions(pool, few, nowMs - 90 * minuteMs);
    await store(nowMs - 90 * minuteMs, 1);
    await store(nowMs - 61 * minuteMs, 2);
    const { dropped } = await maintainPartitions(pool, few, nowMs);
    expect(dropped).toEqual(['metric_log_20261122_2000', 'metric_log_20261122_2010', 'metric_log_20261122_2020']);
    expect(await count('metric_log')).toBe(1);
    await maintainPartitions(pool, few, nowMs + hourMs);
    expect(await count('metric_log')).toBe(0);
  });

  it('leaves in DEFAULT, and counts, what is of a time no partition is there for', async () => {
    await store(nowMs + 30 * 24 * hourMs, 1);
    expect(await maintainPartitions(pool, few, nowMs)).toMatchObject({ moved: 0, inDefault: 1 });
    expect(await maintainPartitions(pool, few, nowMs)).toMatchObject({ created: [], inDefault: 1 });
  });

  it('refuses no writer while it works, and loses no row', async () => {
    let offset = 0;
    let working = true;
    const write = async (): Promise<void> => {
      while (working) await store(nowMs + (offset % 3) * 10 * minuteMs, offset++);
    };
    const writers = [write(), write(), write()];
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { created } = await maintainPartitions(pool, few, nowMs);
    await new Promise((resolve) => setTimeout(resolve, 100));
    working = false;
    await Promise.all(writers);
    expect(created).toHaveLength(4);
    expect(await count('metric_log')).toBe(offset);
    await maintainPartitions(pool, few, nowMs);
    expect(await count('metric_log_default')).toBe(0);
  });
});
