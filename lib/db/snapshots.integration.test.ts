import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from './client';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';
import { readSnapshot, storeSnapshot } from './snapshots';

let scratch: ScratchDatabase;
let database: Database;

beforeAll(async () => {
  scratch = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  database = createDatabase(scratch.databaseUrl);
});
afterAll(async () => {
  await database.$disconnect();
  await scratch.drop();
});

const snapshot = (atMs: number) => ({
  panel: 'orders-heatmap',
  parameters: { channel: ['web', 'store'], tz: 'UTC' },
  answer: { rows: [{ revenue: '12.50' }], range: null },
  capturedAt: new Date(atMs),
});

it('gives back what was stored, under an id that nobody guesses, for its own panel alone', async () => {
  const { id } = await storeSnapshot(database, snapshot(1_000));
  expect(id).toMatch(/^[\w-]{22}$/);
  expect(await readSnapshot(database, 'orders-heatmap', id)).toEqual({ id, ...snapshot(1_000) });
  expect(await readSnapshot(database, 'lag', id)).toBeNull();
  expect(await readSnapshot(database, 'orders-heatmap', 'A'.repeat(22))).toBeNull();
});

it('keeps the newest, and says how many went', async () => {
  await database.snapshot.deleteMany();
  const stored = [];
  for (const atMs of [1_000, 3_000, 2_000]) stored.push(await storeSnapshot(database, snapshot(atMs), 3));
  expect(stored.map(({ dropped }) => dropped)).toEqual([0, 0, 0]);
  expect((await storeSnapshot(database, snapshot(4_000), 3)).dropped).toBe(1);
  const kept = await database.snapshot.findMany({ orderBy: { capturedAt: 'asc' } });
  expect(kept.map((row) => row.capturedAt.getTime())).toEqual([2_000, 3_000, 4_000]);
});

it('keeps the one just stored although the clock went back', async () => {
  const { id } = await storeSnapshot(database, snapshot(10), 3);
  expect(await readSnapshot(database, 'orders-heatmap', id)).not.toBeNull();
  expect(await database.snapshot.count()).toBe(3);
});
