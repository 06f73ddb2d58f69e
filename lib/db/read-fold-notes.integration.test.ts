import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from './client';
import { readFoldNotes } from './read-fold-notes';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

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

it('lists every note exactly, by stream and the most frequent first', async () => {
  expect(await readFoldNotes(database)).toEqual([]);
  const huge = 2n ** 60n + 1n;
  const note = (stream: string, name: string, count: bigint) => ({ stream, note: name, count });
  await database.foldNote.createMany({
    data: [
      note('movie-events', 'b', 3n),
      note('movie-events', 'a', 3n),
      note('movie-events', 'c', huge),
      note('ratings', 'z', 1n),
    ],
  });
  expect(await readFoldNotes(database)).toEqual([
    note('ratings', 'z', 1n),
    note('movie-events', 'c', huge),
    note('movie-events', 'a', 3n),
    note('movie-events', 'b', 3n),
  ]);
});
