import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { maintainPartitions } from './maintain-partitions';
import { partitionedTables } from './partitioned-tables';
import { createPool, type Pool } from './pool';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const nowMs = Date.parse('2026-11-22T21:34:10Z');
const tables = partitionedTables({
  ...{ deadLetterDays: 30, filmMinuteDays: 35, metricLogMinutes: 60, externalSampleDays: 30 },
  ...{ metric10sDays: 2, metric1minDays: 30, metric1hDays: 400 },
});
const specOf = (table: string) => tables.find((spec) => spec.table === table)!;
const few = { ...specOf('metric_log'), aheadMs: 30 * minuteMs };
let database: ScratchDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'partitions-test', max: 6 });
});

beforeEach(async () => {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits
      WHERE inhparent::regclass::text = ANY($1) AND inhrelid::regclass::text !~ 'default$'`,
    [tables.map(({ table }) => table)],
  );
  for (const { name } of rows) await pool.query(`DROP TABLE ${name}`);
  await pool.query(`TRUNCATE ${tables.map(({ table }) => table).join(', ')}`);
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

const partitionsOf = async (table: string): Promise<string[]> => {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass
      AND inhrelid::regclass::text !~ 'default$' ORDER BY 1`,
    [table],
  );
  return rows.map(({ name }) => name);
};

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
    const { created } = await maintainPartitions(pool, specOf('dead_letter'), nowMs);
    expect(created).toEqual(['dead_letter_20261122_0000', 'dead_letter_20261123_0000', 'dead_letter_20261124_0000']);
  });

  it.each(['dead_letter', 'film_minute', 'metric_rollup_10s', 'metric_rollup_1min', 'external_sample'])(
    'keeps of %s the days that are asked for, and drops the days before as partitions',
    async (table) => {
      const spec = specOf(table);
      const dayMs = 24 * hourMs;
      const keptDays = spec.keepMs / dayMs;
      for (let day = -keptDays - 1; day <= 0; day += 1)
        await maintainPartitions(pool, { ...spec, aheadMs: 0 }, nowMs + day * dayMs);
      const { created, inDefault } = await maintainPartitions(pool, spec, nowMs);
      expect(created).toEqual([`${table}_20261123_0000`, `${table}_20261124_0000`]);
      expect(inDefault).toBe(0);
      const left = await partitionsOf(table);
      expect(left).toHaveLength(keptDays + 3);
      expect(left[0]).toBe(
        `${table}_${new Date(nowMs - spec.keepMs).toISOString().slice(0, 10).replaceAll('-', '')}_0000`,
      );
      const { dropped } = await maintainPartitions(pool, spec, nowMs + dayMs);
      expect(dropped).toEqual([left[0]]);
    },
  );

  it('keeps the hours of 400 days in partitions of twenty, 48 hours ahead', async () => {
    const spec = specOf('metric_rollup_1h');
    const { created } = await maintainPartitions(pool, spec, nowMs);
    expect(created).toEqual(['metric_rollup_1h_20261103_0000', 'metric_rollup_1h_20261123_0000']);
    const { created: later } = await maintainPartitions(pool, spec, Date.parse('2026-12-11T00:00:01Z'));
    expect(later).toEqual(['metric_rollup_1h_20261213_0000']);
    const end = Date.parse('2026-11-23T00:00:00Z');
    expect((await maintainPartitions(pool, spec, end + spec.keepMs - 1)).dropped).toEqual([]);
    expect((await maintainPartitions(pool, spec, end + spec.keepMs)).dropped).toEqual([created[0]]);
  });

  it('finds a partition for minutes that are filled in later, up to the oldest kept one', async () => {
    const spec = specOf('film_minute');
    await maintainPartitions(pool, spec, nowMs);
    const minutes = [0, 1, 34, 36].map((days) => nowMs - days * 24 * hourMs);
    const add = () =>
      pool.query(
        `INSERT INTO film_minute AS t (minute, film, source, views) SELECT unnest($1::timestamptz[]), 7, 2, 1
         ON CONFLICT (minute, film, source) DO UPDATE SET views = t.views + excluded.views`,
        [minutes.map((ms) => new Date(ms))],
      );
    await add();
    expect(await maintainPartitions(pool, spec, nowMs)).toMatchObject({
      created: ['film_minute_20261019_0000', 'film_minute_20261121_0000'],
      ...{ moved: 2, inDefault: 0 },
    });
    await add();
    const { rows } = await pool.query(
      'SELECT views, tableoid::regclass::text AS part FROM film_minute ORDER BY minute',
    );
    expect(rows).toEqual([
      { views: 1, part: 'film_minute_default' },
      { views: 2, part: 'film_minute_20261019_0000' },
      { views: 2, part: 'film_minute_20261121_0000' },
      { views: 2, part: 'film_minute_20261122_0000' },
    ]);
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
