import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { claimFirst, claimPartitions, recordGap, storeHalt } from './claim-partition';
import { createPool, type Pool } from './pool';
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

const first = (partition: number, lowOffset = 0n) =>
  claimFirst(pool, [{ topic, partition, incarnation, lowOffset }], 'a');
const cursorOf = async (partition: number) =>
  (await readCursors(pool)).find((cursor) => cursor.partition === partition)!;

it('starts an unknown partition at its low offset and raises the epoch of a known one', async () => {
  expect(await claimPartitions(pool, [{ topic, partition: 3 }], 'a')).toEqual([]);
  const [made] = await first(3, 7n);
  expect(made).toMatchObject({ startOffset: 7n, nextOffset: 7n, ownerEpoch: 1n, incarnation });
  const [taken] = await claimPartitions(pool, [{ topic, partition: 3 }], 'b');
  expect(taken).toMatchObject({ nextOffset: 7n, ownerEpoch: 2n });
  const [raced] = await first(3, 9n);
  expect(raced).toMatchObject({ startOffset: 7n, nextOffset: 7n, ownerEpoch: 3n });
});

it('writes a gap with its row and its part, and only for the owner', async () => {
  const [cursor] = await first(0, 5n);
  const part = { ...samplePart({ partition: 0, fromOffset: 5n, toOffset: 9n }), gaps: 4 };
  expect(await recordGap(pool, { ...cursor!, ownerEpoch: 7n }, { cause: 'retention', part })).toBe(false);
  expect(await recordGap(pool, cursor!, { cause: 'retention', part })).toBe(true);
  expect(await cursorOf(0)).toMatchObject({ nextOffset: 9n, gaps: 4n });
  const { rows } = await pool.query('SELECT from_offset, to_offset, cause FROM gap');
  expect(rows).toEqual([{ from_offset: '5', to_offset: '9', cause: 'retention' }]);
  expect((await pool.query('SELECT payload FROM metric_log')).rows).toEqual([{ payload: part }]);
});

it('stores why a partition is halted, and forgets it, only for the owner', async () => {
  await first(0);
  await storeHalt(pool, { topic, partition: 0, ownerEpoch: 9n }, 'not mine');
  expect((await cursorOf(0)).haltedReason).toBeNull();
  await storeHalt(pool, { topic, partition: 0, ownerEpoch: 1n }, 'recreated');
  expect((await cursorOf(0)).haltedReason).toBe('recreated');
  await storeHalt(pool, { topic, partition: 0, ownerEpoch: 1n }, null);
  expect((await cursorOf(0)).haltedReason).toBeNull();
});
