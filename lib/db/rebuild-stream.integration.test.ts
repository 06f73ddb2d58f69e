import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type StreamName, streamNames, streams } from '../contracts/streams';
import { createStreamRegistry } from '../streams/registry';
import { claimFirst } from './claim-partition';
import { commitBatch } from './commit-batch';
import { createNotifications } from './notifications';
import { createPool, type Pool } from './pool';
import { type RebuildPosition, rebuildStream } from './rebuild-stream';
import { samplePart } from './sample-part';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

/** Of no stream: the engine's own, and names. */
const sharedTables = [
  ...['_prisma_migrations', 'aggregator_group', 'consumer_cursor', 'producer_cursor', 'metric_log', 'dead_letter'],
  ...['gap', 'dimension', 'film', 'fold_note'],
  'snapshot',
];
const incarnation = 'cluster/topic';
const registry = createStreamRegistry();
let database: ScratchDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'test' });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const query = async (sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows;
const countOf = async (table: string, where = 'true') =>
  Number((await query(`SELECT count(*) FROM ${table} WHERE ${where}`))[0].count);

const positionsOf = (name: StreamName, changes: Partial<RebuildPosition> = {}): RebuildPosition[] =>
  streams[name].topics.map((topic) => ({ topic, partition: 0, incarnation, lowOffset: 0n, ...changes }));
const rebuild = (name: StreamName, changes: Partial<RebuildPosition> = {}, acceptLoss = false, dryRun = false) =>
  rebuildStream(
    pool,
    { stream: registry[name], topics: streams[name].topics, positions: positionsOf(name, changes), acceptLoss },
    dryRun,
  );

/** A cursor at 10 with a gap of 2 at 3 on each topic of a stream, and rows of everything else there is about it. */
async function consume(name: StreamName): Promise<void> {
  for (const { topic } of positionsOf(name)) {
    await claimFirst(pool, [{ topic, partition: 0, incarnation, lowOffset: 0n }], 'worker');
    await query(
      'UPDATE consumer_cursor SET next_offset = 10, valid = 8, gaps = 2, halted_reason = $2 WHERE topic = $1',
      [topic, 'why'],
    );
    await query("INSERT INTO gap VALUES ($1, 0, $2, 3, 5, 'retention')", [topic, incarnation]);
    await query("INSERT INTO producer_cursor VALUES ('p', $1, 0, 5)", [topic]);
    await query(
      `INSERT INTO dead_letter (appended_at, topic, partition, "offset", incarnation, code, field_path, sentence, headers)
       VALUES (now(), $1, 0, 0, $2, 'NOT_JSON', '', 's', '[]')`,
      [topic, incarnation],
    );
  }
  await query("INSERT INTO fold_note VALUES ($1, 'ignored', 1)", [name]);
}

beforeEach(() =>
  query('TRUNCATE consumer_cursor, producer_cursor, gap, dead_letter, fold_note, metric_log, film_stat, order_cell'),
);

describe('rebuilding a stream', () => {
  it('empties what was counted of it and nothing else, sets its cursors back and raises their epochs', async () => {
    for (const name of streamNames) await consume(name);
    for (const source of [1, 2, 3])
      await query('INSERT INTO film_stat (film, source, views) VALUES (1, $1, 1)', [source]);
    await query('INSERT INTO order_cell VALUES (now(), 1, 1, 1, 1, 1, 1, 1)');
    const others = "topic NOT LIKE 'events%'";
    const before = await query(`SELECT * FROM consumer_cursor WHERE ${others} ORDER BY topic`);
    expect(await rebuild('engagement')).toEqual({ counted: 24n, lost: 0n, done: true });
    const cursors = await query(`SELECT * FROM consumer_cursor WHERE NOT ${others}`);
    expect(cursors).toHaveLength(3);
    for (const cursor of cursors)
      expect(cursor).toMatchObject({
        ...{ start_offset: '0', next_offset: '0', valid: '0', dead: '0', gaps: '0', halted_reason: null },
        ...{ owner_epoch: '2', owner_id: '', rebuild_epoch: 1, recount_until: '10', incarnation },
      });
    expect(await query(`SELECT * FROM consumer_cursor WHERE ${others} ORDER BY topic`)).toEqual(before);
    for (const table of ['gap', 'producer_cursor', 'dead_letter'])
      expect([await countOf(table, others), await countOf(table, `NOT ${others}`)]).toEqual([4, 0]);
    expect(await query('SELECT source FROM film_stat ORDER BY source')).toEqual([{ source: 1 }, { source: 3 }]);
    expect(await query('SELECT stream FROM fold_note ORDER BY 1')).not.toContainEqual({ stream: 'engagement' });
    expect([await countOf('fold_note'), await countOf('order_cell')]).toEqual([4, 1]);
  });

  it('is refused with the count of what cannot be read again, unless that is accepted', async () => {
    await consume('orders');
    const before = await query('SELECT * FROM consumer_cursor');
    expect(await rebuild('orders', { lowOffset: 4n })).toEqual({ counted: 8n, lost: 3n, done: false });
    expect(await rebuild('orders', { lowOffset: 5n })).toMatchObject({ lost: 3n });
    expect(await rebuild('orders', { lowOffset: 40n })).toMatchObject({ lost: 8n });
    expect(await rebuild('orders', { incarnation: 'cluster/other' })).toMatchObject({ lost: 8n, done: false });
    expect(await rebuild('orders', {}, true, true)).toMatchObject({ lost: 0n, done: false });
    expect(await query('SELECT * FROM consumer_cursor')).toEqual(before);
    expect(await countOf('dead_letter')).toBe(1);
    const other = { incarnation: 'cluster/other', lowOffset: 7n };
    expect(await rebuild('orders', other, true)).toEqual({ counted: 8n, lost: 8n, done: true });
    expect(await query('SELECT incarnation, start_offset, next_offset, recount_until FROM consumer_cursor')).toEqual([
      { incarnation: 'cluster/other', start_offset: '7', next_offset: '7', recount_until: '0' },
    ]);
  });

  it('waits for a commit that runs, and leaves nothing of it', async () => {
    await claimFirst(pool, [{ topic: 'orders', partition: 0, incarnation, lowOffset: 0n }], 'worker');
    const counts = { valid: 1, dead: 0, deduplicated: 0, gaps: 0, control: 0, deadLetters: [], producers: [] };
    const commit = { topic: 'orders', partition: 0, ownerEpoch: 1n, fromOffset: 0n, toOffset: 1n, ...counts };
    let rebuilt: Promise<unknown> = Promise.resolve();
    const statements = [{ text: 'INSERT INTO order_cell VALUES (now(), 1, 1, 1, 1, 1, 1, 1)', values: [] }];
    const parts = () => [samplePart(commit)];
    const beforeCommit = () => {
      rebuilt = rebuild('orders');
    };
    const first = await commitBatch(pool, { commits: [commit], statements, parts, beforeCommit });
    expect([...first.values()]).toEqual(['good']);
    expect(await rebuilt).toMatchObject({ counted: 1n, done: true });
    const again = await commitBatch(pool, { commits: [commit], statements, parts });
    expect([...again.values()]).toEqual(['fenced']);
    expect(await countOf('order_cell')).toBe(0);
  });

  it('tells whoever listens when it is done, and not when it was refused', async () => {
    await consume('ratings');
    const heard: string[] = [];
    let told = () => {};
    const listening = new Promise<void>((resolve) => {
      told = resolve;
    });
    const notifications = createNotifications({
      databaseUrl: database.databaseUrl,
      applicationName: 'listens',
      onListening: told,
      onNotification: (channel, payload) => {
        heard.push(`${channel} ${payload}`);
        told();
      },
    });
    await notifications.start(new AbortController().signal);
    await listening;
    await rebuild('ratings', { lowOffset: 4n });
    const heardOne = new Promise<void>((resolve) => {
      told = resolve;
    });
    await rebuild('ratings');
    await heardOne;
    expect(heard).toEqual(['streamscope_rebuild ratings']);
    await notifications.stop();
  });

  it('knows every table: each is of a stream, or of none', async () => {
    const rows = await query(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
    );
    const owned = Object.values(registry).flatMap(({ tables }) => tables.map(({ name }) => name));
    expect([...new Set([...owned, ...sharedTables])].sort()).toEqual(rows.map(({ name }) => name).sort());
    const whole = Object.values(registry).flatMap(({ tables }) => tables.filter((table) => table.source === undefined));
    expect(new Set(whole.map(({ name }) => name)).size).toBe(whole.length);
    for (const name of streamNames) expect(await rebuild(name)).toMatchObject({ done: true });
  });
});
