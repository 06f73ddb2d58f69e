import { afterAll, beforeAll, expect, it } from 'vitest';
import { adoptAggregatorGroup, ForeignGroup } from './aggregator-group';
import { createDimensionIds } from './dimension-ids';
import { createPool, type Pool } from './pool';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

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

it('gives a name one id, whichever worker asks, in the order of the question', async () => {
  const workers = [createDimensionIds(pool), createDimensionIds(pool), createDimensionIds(pool)];
  const names = Array.from({ length: 50 }, (_, i) => `name ${i}`);
  const answers = await Promise.all(
    workers.map((worker, i) => worker.resolve('item', i % 2 === 0 ? names : [...names].reverse())),
  );
  expect(new Set(answers[0]).size).toBe(50);
  expect([...answers[1]!].reverse()).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

it('keeps kinds apart and answers from memory what it knows', async () => {
  const ids = createDimensionIds(pool);
  const [item] = await ids.resolve('item', ['same']);
  const [channel] = await ids.resolve('channel', ['same']);
  expect(channel).not.toBe(item);
  const mute = { query: () => Promise.reject(new Error('asked again')) } as unknown as Pool;
  await expect(createDimensionIds(mute).resolve('item', ['same'])).rejects.toThrow('asked again');
  expect(await ids.resolve('item', ['same', 'same'])).toEqual([item, item]);
});

it('refuses a second aggregator group in one database', async () => {
  await adoptAggregatorGroup(pool, 'one');
  await adoptAggregatorGroup(pool, 'one');
  await expect(adoptAggregatorGroup(pool, 'two')).rejects.toThrow(ForeignGroup);
});
