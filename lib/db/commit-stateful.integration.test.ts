import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimFirst, claimPartitions } from './claim-partition';
import { commitBatch, type PartitionCommit, type StatefulWork } from './commit-batch';
import { createPool, type Pool } from './pool';
import { readCursors } from './read-cursors';
import { samplePart } from './sample-part';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const topic = 'orders';
let database: ScratchDatabase;
let pools: Pool[];
let pool: Pool;

beforeAll(async () => {
  database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  pools = [1, 2].map((worker) =>
    createPool({ databaseUrl: database.databaseUrl, applicationName: `test-${worker}`, max: 2 }),
  );
  pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'test' });
  await pool.query('CREATE TABLE tally (key int PRIMARY KEY, sum bigint NOT NULL, marks text NOT NULL)');
});
afterAll(async () => {
  await Promise.all([pool, ...pools].map((one) => one.end()));
  await database.drop();
});
beforeEach(async () => {
  await pool.query('TRUNCATE consumer_cursor, producer_cursor, metric_log, tally');
  const at = (partition: number) => ({ topic, partition, incarnation: 'cluster/topic', lowOffset: 0n });
  await claimFirst(pool, [at(0), at(1)], 'a');
});

/** Reads sum and marks of each key, then writes what they become: an addition made in our memory, not in SQL. */
const tallyWork = (adds: ReadonlyMap<number, number>, mark: string, lock = 'FOR UPDATE'): StatefulWork => {
  const keys = [...adds.keys()].sort((a, b) => a - b);
  return {
    load: [
      {
        text: `INSERT INTO tally SELECT key, 0, '' FROM unnest($1::int[]) AS v(key)
          WHERE NOT EXISTS (SELECT FROM tally t WHERE t.key = v.key) ON CONFLICT DO NOTHING`,
        values: [keys],
      },
      { text: `SELECT * FROM tally WHERE key = ANY($1::int[]) ORDER BY key ${lock}`, values: [keys] },
    ],
    apply: ([, rows = []]) => [
      {
        text: `UPDATE tally t SET sum = v.sum, marks = v.marks
          FROM unnest($1::int[], $2::bigint[], $3::text[]) AS v(key, sum, marks) WHERE t.key = v.key`,
        values: [
          rows.map((row) => row.key),
          rows.map((row) => BigInt(row.sum as string) + BigInt(adds.get(row.key as number)!)),
          rows.map((row) => `${row.marks}${mark}`),
        ],
      },
    ],
  };
};

const commitOf = (partition: number, fromOffset: bigint, ownerEpoch = 1n): PartitionCommit => ({
  ...{ topic, partition, ownerEpoch, fromOffset, toOffset: fromOffset + 1n },
  ...{ valid: 1, dead: 0, deduplicated: 0, gaps: 0, control: 0, deadLetters: [], producers: [] },
});
const commit = async (by: Pool, one: PartitionCommit, work: StatefulWork) => {
  const parts = () => [samplePart(one)];
  return [...(await commitBatch(by, { commits: [one], statements: [], stateful: [work], parts })).values()][0];
};
const stored = async () => (await pool.query('SELECT * FROM tally ORDER BY key')).rows;

describe('stateful work', () => {
  it.each([
    ['is folded onto what another transaction leaves that holds the rows', 'FOR UPDATE', { sum: '105', marks: 'ya' }],
    ['overwrites it where the rows are not locked', '', { sum: '15', marks: 'xa' }],
  ])('%s', async (_, lock, found) => {
    await pool.query("INSERT INTO tally VALUES (1, 10, 'x')");
    const other = await pool.connect();
    await other.query('BEGIN');
    await other.query("UPDATE tally SET sum = 100, marks = 'y' WHERE key = 1");
    const waiting = commit(pools[0]!, commitOf(0, 0n), tallyWork(new Map([[1, 5]]), 'a', lock));
    const blocked = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'test-1' AND wait_event_type = 'Lock'";
    while ((await pool.query(blocked)).rows.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await other.query('COMMIT');
    other.release();
    expect(await waiting).toBe('good');
    expect(await stored()).toEqual([{ key: 1, ...found }]);
  });

  it('reads and writes nothing of a fenced commit, and nothing again of one whose answer was lost', async () => {
    await claimPartitions(pool, [{ topic, partition: 0 }], 'b');
    const work = tallyWork(new Map([[1, 5]]), 'a');
    expect(await commit(pools[0]!, commitOf(0, 0n), work)).toBe('fenced');
    expect(await stored()).toEqual([]);
    expect(await commit(pools[0]!, commitOf(0, 0n, 2n), work)).toBe('good');
    expect(await commit(pools[0]!, commitOf(0, 0n, 2n), work)).toBe('already');
    expect(await stored()).toEqual([{ key: 1, sum: '5', marks: 'a' }]);
  });

  it('takes the cursor back with it when it fails', async () => {
    const failing = { ...tallyWork(new Map([[1, 5]]), 'a'), apply: () => [{ text: 'SELECT 1 / 0', values: [] }] };
    await expect(commit(pools[0]!, commitOf(0, 0n), failing)).rejects.toThrow(/division/);
    expect(await stored()).toEqual([]);
    expect((await readCursors(pool)).map((cursor) => cursor.nextOffset)).toEqual([0n, 0n]);
  });

  it('adds up exactly under two workers that share the rows and lose their connections', async () => {
    const wanted = [0, 0, 0, 0, 0, 0];
    let deadlocks = 0;
    let ended = 0;
    const run = async (partition: number): Promise<void> => {
      for (let at = 0n; at < 40n; ) {
        const adds = new Map([0, 1, 2].map((step) => [(Number(at) * (partition + 1) + step * 2) % 6, Number(at) + 1]));
        try {
          await commit(pools[partition]!, commitOf(partition, at), tallyWork(adds, 'a'));
        } catch (error) {
          if ((error as { code?: string }).code === '40P01') deadlocks++;
          continue;
        }
        for (const [key, add] of adds) wanted[key]! += add;
        at += 1n;
      }
      ended++;
    };
    const killAtRandom = async (): Promise<void> => {
      while (ended < 2) {
        await pool.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'test-_' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1",
        );
        await new Promise((resolve) => setTimeout(resolve, 7));
      }
    };
    await Promise.all([run(0), run(1), killAtRandom()]);
    expect((await stored()).map((row) => Number(row.sum))).toEqual(wanted);
    expect(deadlocks).toBe(0);
  });
});
