import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from './migrate';
import { everySchemaObject, withSchemaEngine } from './schema-engine';
import { createScratchDatabase, type ScratchDatabase } from './scratch-database';

let database: ScratchDatabase;
let copy: string;
let directory: URL;

beforeEach(async () => {
  database = await createScratchDatabase(process.env.TEST_DATABASE_URL);
  copy = await mkdtemp(join(tmpdir(), 'migrations-'));
  await cp(new URL('../../prisma/migrations/', import.meta.url), copy, { recursive: true });
  directory = pathToFileURL(`${copy}/`);
});

afterEach(async () => {
  await database.drop();
  await rm(copy, { recursive: true });
});

const query = async (sql: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: database.databaseUrl });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
};

it('a second run applies nothing', async () => {
  const first = await migrate(database.databaseUrl);
  expect(first.applied).toContain('20261122210000_start');
  expect(await migrate(database.databaseUrl)).toEqual({ applied: [] });
});

it('two that start at once apply each migration once', async () => {
  const runs = await Promise.all([migrate(database.databaseUrl), migrate(database.databaseUrl)]);
  expect(runs.flatMap((run) => run.applied)).toEqual(
    (await query('SELECT * FROM _prisma_migrations')).map((r) => r.migration_name),
  );
});

it('an applied migration that was changed is refused, by name', async () => {
  await migrate(database.databaseUrl, { directory });
  await writeFile(join(copy, '20261122210000_start/migration.sql'), 'CREATE TABLE other (id int);');
  await expect(migrate(database.databaseUrl, { directory })).rejects.toThrow(/20261122210000_start.*new migration/);
});

it('a migration that failed half-way stops the next run', async () => {
  await cp(join(copy, '20261122210000_start'), join(copy, '20261123000000_next'), { recursive: true });
  await writeFile(join(copy, '20261123000000_next/migration.sql'), 'SELECT nothing_here;');
  await expect(migrate(database.databaseUrl, { directory })).rejects.toThrow();
  await expect(migrate(database.databaseUrl, { directory })).rejects.toThrow(/Failed before.*20261123000000_next/);
});

it('the migrations make the columns and keys that schema.prisma describes', async () => {
  const shape = `SELECT table_name, column_name, data_type, is_nullable, numeric_precision, datetime_precision
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name !~ '_default$|^_prisma' ORDER BY 1, 2`;
  // An index on an expression cannot be described.
  const keys = `SELECT tablename, replace(indexdef, ' ONLY ', ' ') AS indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND tablename !~ '_default$|^_prisma' AND indexname <> 'order_extreme_outward_idx'
    ORDER BY 1, 2`;
  await migrate(database.databaseUrl);
  const migrated = [await query(shape), await query(keys)];
  const sql = await withSchemaEngine(database.databaseUrl, async (engine, content) => {
    const to = { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] };
    const from = { tag: 'empty' as const };
    return (await engine.diff({ from, to, script: true, exitCode: null, filters: everySchemaObject } as never)).stdout;
  });
  await query(`DROP SCHEMA public CASCADE; ${sql}`);
  expect(migrated).toEqual([await query(shape), await query(keys)]);
});

it('dead letters and committed parts find a partition from the first moment', async () => {
  await migrate(database.databaseUrl);
  await query(`INSERT INTO dead_letter (appended_at, topic, partition, "offset", incarnation, code, field_path, sentence, headers)
    VALUES (now(), 't', 0, 0, 'i', 'NOT_JSON', '', 's', '[]')`);
  expect(await query('SELECT tableoid::regclass::text AS part FROM dead_letter')).toEqual([
    { part: 'dead_letter_default' },
  ]);
});

it('a database that does not answer is named with its variable, its password is not', async () => {
  const failed = migrate('postgresql://me:hunter2@127.0.0.1:1/nothing', { patienceMs: 300 });
  await expect(failed).rejects.toThrow(/127\.0\.0\.1:1\/nothing \(DATABASE_URL\).*ECONNREFUSED/);
  await expect(failed).rejects.not.toThrow(/hunter2/);
});

it('a database that does not exist fails at once', async () => {
  const url = database.databaseUrl.replace(/scratch_\w+$/, 'absent');
  await expect(migrate(url, { patienceMs: 60_000 })).rejects.toThrow(/absent/);
});
