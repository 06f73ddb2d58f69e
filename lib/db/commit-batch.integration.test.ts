import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimFirst, claimPartitions, loadProducers } from './claim-partition';
import { commitBatch, type PartitionCommit } from './commit-batch';
import type { DeadLetter } from './dead-letter-statement';
import { createPool, inTransaction, type Pool } from './pool';
import { readCursors } from './read-cursors';
import { samplePart } from './sample-part';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const topic = 'orders';
const incarnation = 'cluster/topic';
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
beforeEach(async () => {
  await pool.query('TRUNCATE consumer_cursor, producer_cursor, dead_letter, metric_log, gap, dimension');
});

const commitOf = (values: Partial<PartitionCommit> = {}): PartitionCommit => ({
  topic,
  partition: 0,
  ownerEpoch: 1n,
  fromOffset: 0n,
  toOffset: 10n,
  valid: 10,
  dead: 0,
  deduplicated: 0,
  gaps: 0,
  control: 0,
  deadLetters: [],
  producers: [],
  ...values,
});

/** The aggregate of these tests: how often a statement ran. */
const counting = { text: "INSERT INTO dimension (kind, value) SELECT 'ran', gen_random_uuid()", values: [] };
const timesRun = async () =>
  Number((await pool.query("SELECT count(*) FROM dimension WHERE kind = 'ran'")).rows[0].count);
const commit = async (commits: readonly PartitionCommit[], options = {}) => [
  ...(
    await commitBatch(pool, { commits, statements: [counting], parts: () => commits.map(samplePart), ...options })
  ).values(),
];
const first = (partition: number, lowOffset = 0n) =>
  claimFirst(pool, [{ topic, partition, incarnation, lowOffset }], 'a');
const cursorOf = async (partition: number) =>
  (await readCursors(pool)).find((cursor) => cursor.partition === partition)!;

describe('claiming', () => {
  it('fences the commit of the owner before', async () => {
    await first(0);
    await claimPartitions(pool, [{ topic, partition: 0 }], 'b');
    expect(await commit([commitOf()])).toEqual(['fenced']);
    expect(await timesRun()).toBe(0);
    expect(await commit([commitOf({ ownerEpoch: 2n })])).toEqual(['good']);
  });

  it('waits for a commit that holds the cursor, and then sees its offsets', async () => {
    await first(0);
    let claimed: Promise<readonly { nextOffset: bigint }[]> = Promise.resolve([]);
    await commit([commitOf()], {
      beforeCommit: () => {
        claimed = claimPartitions(pool, [{ topic, partition: 0 }], 'b');
      },
    });
    expect((await claimed)[0]).toMatchObject({ nextOffset: 10n, ownerEpoch: 2n });
  });
});

describe('committing', () => {
  it('moves the cursor and its counters together with the statements', async () => {
    await first(0);
    expect(await commit([commitOf({ valid: 6, dead: 1, deduplicated: 2, control: 1 })])).toEqual(['good']);
    const { rows } = await pool.query(
      'SELECT next_offset, valid, dead, deduplicated, gaps, control FROM consumer_cursor',
    );
    expect(rows).toEqual([{ next_offset: '10', valid: '6', dead: '1', deduplicated: '2', gaps: '0', control: '1' }]);
    expect(await timesRun()).toBe(1);
    expect((await pool.query('SELECT committed_at FROM metric_log')).rows[0].committed_at.getTime()).toBe(
      1_790_000_000_123,
    );
  });

  it('recognises an attempt whose answer was lost and changes nothing again', async () => {
    await first(0);
    await commit([commitOf()]);
    expect(await commit([commitOf()])).toEqual(['already']);
    expect(await timesRun()).toBe(1);
    expect(await cursorOf(0)).toMatchObject({ nextOffset: 10n });
  });

  it('tells a statement what it returned once that is committed, and nothing when it is not', async () => {
    await first(0);
    const told: unknown[] = [];
    const asking = {
      text: 'SELECT 7 AS seven',
      values: [],
      onCommitted: (rows: readonly object[]) => void told.push(...rows),
    };
    const failing = { text: 'SELECT 1 / 0', values: [] };
    await expect(commit([commitOf()], { statements: [asking, failing] })).rejects.toThrow('division by zero');
    expect(await commit([commitOf({ fromOffset: 5n })], { statements: [asking] })).toEqual(['fenced']);
    const beforeCommit = () => expect(told).toEqual([]);
    expect(await commit([commitOf()], { statements: [asking], beforeCommit })).toEqual(['good']);
    expect(told).toEqual([{ seven: 7 }]);
  });

  it('writes nothing unless every partition is good, and says how each stands', async () => {
    await Promise.all([first(0), first(1), first(2)]);
    await commit([commitOf({ partition: 1 })]);
    const commits = [
      commitOf({ partition: 2 }),
      commitOf({ partition: 1 }),
      commitOf({ partition: 0, fromOffset: 4n }),
      commitOf({ partition: 9 }),
    ];
    const outcomes = await commitBatch(pool, { commits, statements: [counting], parts: () => commits.map(samplePart) });
    expect(commits.map((one) => outcomes.get(one))).toEqual(['good', 'already', 'fenced', 'fenced']);
    expect(await timesRun()).toBe(1);
    expect(await cursorOf(2)).toMatchObject({ nextOffset: 0n });
  });

  it('leaves nothing behind when a statement fails', async () => {
    await first(0);
    const failing = { text: 'SELECT 1 / 0', values: [] };
    await expect(
      commitBatch(pool, { commits: [commitOf()], statements: [counting, failing], parts: () => [] }),
    ).rejects.toThrow('division by zero');
    expect(await timesRun()).toBe(0);
    expect(await cursorOf(0)).toMatchObject({ nextOffset: 0n });
    expect(await commit([commitOf()])).toEqual(['good']);
  });

  it('counts a commit only when the server answers COMMIT', async () => {
    const work = inTransaction(pool, async (client) => {
      await client.query('SELECT 1 / 0').catch(() => {});
      return { result: 'done' };
    });
    await expect(work).rejects.toThrow('the server answered ROLLBACK to COMMIT');
  });

  it('frees the cursor of a worker that is stopped inside its transaction', { timeout: 20_000 }, async () => {
    await first(0);
    const stopped = await pool.connect();
    await stopped.query('BEGIN');
    await stopped.query('SELECT FROM consumer_cursor FOR UPDATE');
    const [taken] = await claimPartitions(pool, [{ topic, partition: 0 }], 'b');
    expect(taken).toMatchObject({ ownerEpoch: 2n });
    await expect(stopped.query('COMMIT')).rejects.toThrow();
    stopped.release(true);
  });

  it('keeps the highest sequence number per producer and adds up its holes', async () => {
    await first(0);
    const producers = (lastSeq: number, holes: number) => [{ producerId: 'p', lastSeq, holes }];
    await commit([commitOf({ producers: producers(10, 1) })]);
    await commit([commitOf({ fromOffset: 10n, toOffset: 20n, producers: producers(20, 2) })]);
    expect(await loadProducers(pool, { topic, partition: 0 }, 86_400_000)).toEqual([{ producerId: 'p', lastSeq: 20 }]);
    expect((await pool.query('SELECT holes FROM producer_cursor')).rows).toEqual([{ holes: '3' }]);
    await pool.query("UPDATE producer_cursor SET updated_at = now() - interval '2 days'");
    expect(await loadProducers(pool, { topic, partition: 0 }, null)).toHaveLength(1);
    expect(await loadProducers(pool, { topic, partition: 0 }, 86_400_000)).toEqual([]);
  });

  it('stores dead letters byte for byte: NUL, bad UTF-8, null, empty, and what text cannot hold', async () => {
    await first(0);
    const bytes = Buffer.from([0, 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x5c, 0x22, 0x7b]);
    const letter = (offset: bigint, values: Partial<DeadLetter>): DeadLetter => ({
      topic,
      partition: 0,
      offset,
      incarnation,
      appendedAtMs: 1_790_000_000_000,
      code: 'BAD_ENCODING',
      fieldPath: 'a\0b\ud800',
      sentence: 'has a NUL \0',
      key: null,
      value: null,
      headers: [],
      valueBytes: null,
      valueSha256: null,
      ...values,
    });
    const odd = letter(0n, {
      key: bytes,
      value: bytes,
      valueBytes: 10,
      headers: [
        ['h\0', bytes],
        ['', null],
      ],
    });
    const deadLetters = [odd, letter(1n, {}), letter(2n, { value: Buffer.alloc(0), appendedAtMs: 9e15 })];
    const many = Array.from({ length: 1_200 }, (_, i) => letter(BigInt(3 + i), { value: Buffer.from(`${i}`) }));
    await commit([commitOf({ toOffset: 1_203n, valid: 0, dead: 1_203, deadLetters: [...deadLetters, ...many] })]);
    const { rows } = await pool.query('SELECT * FROM dead_letter ORDER BY "offset"');
    expect(rows).toHaveLength(1_203);
    expect(rows[0]).toMatchObject({ key: bytes, value: bytes, value_bytes: '10', field_path: 'a\u2400b\ufffd' });
    expect(rows[0].headers).toEqual([
      ['h\u2400', bytes.toString('base64'), Buffer.from('h\0').toString('base64')],
      ['', null],
    ]);
    expect(rows[1]).toMatchObject({ key: null, value: null, value_bytes: null });
    expect(rows[2].value).toEqual(Buffer.alloc(0));
    expect(rows[1_202].value.toString()).toBe('1199');
  });

  it('is broken on purpose by the unsafe switches, so that tests can notice', async () => {
    await first(0);
    expect(await commit([commitOf({ ownerEpoch: 5n })], { unsafe: 'no-fence' })).toEqual(['good']);
    const failing = [{ text: 'SELECT 1 / 0', values: [] }];
    await commit([commitOf({ fromOffset: 10n, toOffset: 30n, valid: 20 })], {
      unsafe: 'cursor-apart',
      statements: failing,
    }).catch(() => {});
    expect(await cursorOf(0)).toMatchObject({ nextOffset: 30n });
  });

  it('refuses a cursor that does not balance, also where the compare-and-swap is off', async () => {
    await first(0);
    await commit([commitOf()]);
    const gone = commitOf({ ownerEpoch: 0n, fromOffset: 4n, toOffset: 8n, valid: 4 });
    await expect(commit([gone], { unsafe: 'no-fence' })).rejects.toThrow(/consumer_cursor_balances/);
    expect(await cursorOf(0)).toMatchObject({ nextOffset: 10n });
  });
});
