import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lagSamplerSettings } from '@/lib/config/lag-sampler-settings';
import { readSettings } from '@/lib/config/settings';
import { partitionedTables } from '@/lib/db/partitioned-tables';
import { createPool, type Pool } from '@/lib/db/pool';
import { createMigratedDatabase, type ScratchDatabase } from '@/lib/db/scratch-database';
import type { Log } from '@/lib/runtime/log';
import { eventually } from '../../e2e/support/eventually';
import { createPartitionUpkeep } from './upkeep';

const dayMs = 86_400_000;
const startMs = Date.parse('2026-11-22T21:34:10Z');
const required = { KAFKA_BROKERS: 'localhost:1', DATABASE_URL: 'postgresql://localhost/x' };
const tables = partitionedTables(readSettings(lagSamplerSettings, required));
const pauses = { firstMs: 0, intervalMs: 20, retryMs: 20 };
let database: ScratchDatabase;
let sql: Pool;

beforeAll(async () => {
  database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  sql = createPool({ databaseUrl: database.databaseUrl, applicationName: 'upkeep-test' });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

const partitions = async (): Promise<string[]> =>
  (
    await sql.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits JOIN pg_class parent ON parent.oid = inhparent
        WHERE parent.relkind = 'p' AND inhrelid::regclass::text !~ 'default$' ORDER BY 1`,
    )
  ).rows.map(({ name }) => name);

describe('the partition upkeep', () => {
  it('knows every partitioned table of the schema', async () => {
    const { rows } = await sql.query("SELECT relname FROM pg_class WHERE relkind = 'p' ORDER BY 1");
    expect(tables.map(({ table }) => table).sort()).toEqual(rows.map(({ relname }) => relname));
  });

  it('follows the clock while it is the active one, and a table that fails holds up no other', async () => {
    let nowMs = startMs;
    let active = false;
    const alarms: unknown[] = [];
    const log = {
      info() {},
      warn() {},
      error: (facts: object, text: string) => alarms.push({ ...facts, text }),
    } as unknown as Log;
    const upkeep = createPartitionUpkeep({
      pool: createPool({ databaseUrl: database.databaseUrl, applicationName: 'upkeep', max: 1 }),
      tables: [{ ...tables[0]!, table: 'absent' }, ...tables],
      active: () => active,
      log,
      now: () => nowMs,
      pauses,
    });
    await upkeep.start(new AbortController().signal);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await partitions()).toEqual([]);
    active = true;
    await eventually('every table is kept', () => tables.every(({ table }) => upkeep.inDefault.has(table)));
    const first = await partitions();
    for (const { table, stepMs } of tables)
      expect(first.filter((name) => name.startsWith(`${table}_2`))).toHaveLength(
        Math.floor((startMs + 2 * dayMs) / stepMs) - Math.floor(startMs / stepMs) + 1,
      );

    const late = new Date(startMs + 60 * dayMs);
    await sql.query("INSERT INTO external_sample (at, metric, labels, value) VALUES ($1, 'rmse', '{}', 1)", [late]);
    await eventually('the alarm is raised', () => upkeep.inDefault.get('external_sample') === 1);
    expect(alarms).toContainEqual({ table: 'external_sample', rows: 1, text: expect.stringMatching(/ALARM.*DEFAULT/) });

    nowMs += 60 * dayMs;
    await eventually('the row has moved', () => upkeep.inDefault.get('external_sample') === 0);
    await eventually('nothing old is left', async () =>
      (await partitions()).every((name) => !first.includes(name) || name.startsWith('metric_rollup_1h')),
    );
    expect((await sql.query('SELECT tableoid::regclass::text AS part FROM external_sample')).rows).toEqual([
      { part: 'external_sample_20270121_0000' },
    ]);
    await upkeep.stop();
  });
});
