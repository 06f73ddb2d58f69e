import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDatabase } from './empty-database';
import { migrate } from './migrate';
import { createPool, type Pool } from './pool';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

let database: ScratchDatabase;
let pool: Pool;

/** Rows by table, of all tables that have some. */
async function contents(): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace
        AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> '_prisma_migrations'`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const { rows: counted } = await pool.query(`SELECT count(*)::int AS n FROM "${name}"`);
    if (counted[0].n > 0) counts[name] = counted[0].n;
  }
  return counts;
}

async function fill(): Promise<void> {
  await pool.query(
    `INSERT INTO consumer_cursor (topic, partition, cluster_id, incarnation, start_offset, next_offset, valid, rebuild_epoch)
     VALUES ('orders', 0, 'c', 'c/t', 5, 50, 45, 2), ('orders', 1, 'c', 'c/old', 0, 7, 7, 0)`,
  );
  await pool.query("INSERT INTO dimension (kind, value) VALUES ('item', 'tea'), ('item', 'salt')");
  await pool.query(
    "CREATE TABLE metric_log_part PARTITION OF metric_log FOR VALUES FROM ('2026-01-01') TO ('2026-01-02')",
  );
  for (const day of ['2026-01-01', '2026-02-01'])
    await pool.query(
      `INSERT INTO metric_log (committed_at, topic, partition, incarnation, from_offset, to_offset, payload)
       VALUES ($1, 'orders', 0, 'c/t', 0, 1, '{}')`,
      [day],
    );
  await pool.query(
    `INSERT INTO dead_letter (appended_at, topic, partition, "offset", incarnation, code, field_path, sentence, headers)
     VALUES (now(), 'orders', 0, 1, 'c/t', 'NOT_JSON', '', 'no', '[]')`,
  );
  await pool.query("INSERT INTO film (id, title) VALUES (131262, 'of the catalogue')");
  await pool.query("INSERT INTO film (title) VALUES ('met in an event')");
}

describe('emptying the database', () => {
  beforeAll(async () => {
    database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
    pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'empty-database-test', max: 2 });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('leaves the schema and the catalogue, and nothing else', async () => {
    await fill();
    expect(Object.keys(await contents())).toEqual(
      expect.arrayContaining(['consumer_cursor', 'dimension', 'metric_log', 'dead_letter', 'film']),
    );
    const tables = await emptyDatabase(pool);
    expect(tables).toEqual(expect.arrayContaining(['order_cell', 'film_minute', 'metric_log']));
    expect(tables).not.toContain('film');
    expect(await contents()).toEqual({ film: 1 });
    expect((await migrate(database.databaseUrl)).applied).toEqual([]);
  });

  it('lets ids count from their first again', async () => {
    const { rows: dimensions } = await pool.query(
      "INSERT INTO dimension (kind, value) VALUES ('item', 'x') RETURNING id",
    );
    const { rows: films } = await pool.query("INSERT INTO film (title) VALUES ('x') RETURNING id");
    expect([dimensions[0].id, films[0].id]).toEqual([1, 1_000_001]);
  });

  it('puts cursors back to the low offsets, one rebuild later, where there were some', async () => {
    await pool.query('DELETE FROM consumer_cursor');
    await pool.query(
      `INSERT INTO consumer_cursor (topic, partition, cluster_id, incarnation, start_offset, next_offset, valid, rebuild_epoch)
       VALUES ('orders', 0, 'c', 'c/t', 5, 50, 45, 2)`,
    );
    await emptyDatabase(pool, [
      { topic: 'orders', partition: 0, incarnation: 'c/t', lowOffset: 12n },
      { topic: 'ratings', partition: 0, incarnation: 'c/r', lowOffset: 3n },
    ]);
    const { rows } = await pool.query(
      'SELECT topic, partition, cluster_id, incarnation, start_offset, next_offset, valid, rebuild_epoch FROM consumer_cursor',
    );
    expect(rows).toEqual([
      {
        ...{ topic: 'orders', partition: 0, cluster_id: 'c', incarnation: 'c/t' },
        ...{ start_offset: '12', next_offset: '12', valid: '0', rebuild_epoch: 3 },
      },
    ]);
  });

  it('waits for a page that reads, and empties nothing when it cannot', async () => {
    const reader = await pool.connect();
    await reader.query('BEGIN');
    await reader.query('SELECT count(*) FROM consumer_cursor');
    const impatient = createPool({
      databaseUrl: database.databaseUrl,
      applicationName: 'impatient',
      max: 1,
    });
    impatient.options.lock_timeout = 100;
    const emptied = emptyDatabase(impatient).then(
      () => 'emptied',
      (error: Error) => error.message,
    );
    expect(await emptied).toMatch(/lock timeout/);
    expect(await contents()).toMatchObject({ consumer_cursor: 1 });
    await reader.query('COMMIT');
    reader.release();
    expect(await emptyDatabase(pool)).toContain('consumer_cursor');
    expect(await contents()).toEqual({ film: 1 });
    await impatient.end();
  });
});
