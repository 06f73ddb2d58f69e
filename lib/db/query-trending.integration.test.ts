import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FilmMinute, rankTrending, type TrendingWindow } from '../domain/trending';
import { createDatabase, type Database } from './client';
import { queryTrending } from './query-trending';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const minuteMs = 60_000;
const nowMs = Date.parse('2026-11-22T20:54:57.123Z');
const windows = ['1h', '24h', '7d'] as const;
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

const store = async (rows: readonly FilmMinute[], source = 2): Promise<void> => {
  await database.$executeRaw`
    INSERT INTO film_minute (minute, film, source, views, clicks, ratings)
    SELECT to_timestamp(minute), film, ${source}::int2, views, clicks, ratings
    FROM unnest(${rows.map((row) => row.minuteMs / 1_000)}::float8[], ${rows.map((row) => row.film)}::int4[],
      ${rows.map((row) => row.views)}::int4[], ${rows.map((row) => row.clicks)}::int4[],
      ${rows.map((row) => row.ratings)}::int4[]) AS v(minute, film, views, clicks, ratings)`;
};

const rowsOfMinutes = fc.uniqueArray(
  fc.record({
    film: fc.integer({ min: 1, max: 30 }),
    minuteMs: fc
      .oneof(fc.integer({ min: -3, max: 200 }), fc.integer({ min: 0, max: 40 * 1_440 }))
      .map((age) => Math.floor(nowMs / minuteMs - age) * minuteMs),
    views: fc.integer({ min: 0, max: 50 }),
    clicks: fc.integer({ min: 0, max: 20 }),
    ratings: fc.integer({ min: 0, max: 5 }),
  }),
  { maxLength: 150, size: 'max', selector: ({ film, minuteMs: minute }) => `${film} ${minute}` },
);

describe('trending films from the database', () => {
  it('are those of the pure ranking, to the last bit, in every window', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOfMinutes, fc.constantFrom<TrendingWindow>(...windows), async (rows, window) => {
        await database.$executeRaw`TRUNCATE film_minute`;
        await store(rows);
        await store(
          rows.map((row) => ({ ...row, film: row.film + 50, views: row.views + 9 })),
          1,
        );
        const found = await queryTrending(database, { window, nowMs, limit: 20 });
        expect(found.map(({ title: _, year: __, ...film }) => film)).toEqual(
          rankTrending(rows, window, nowMs).slice(0, 20),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('tie by id, and have their title where the catalogue knows them', async () => {
    await database.$executeRaw`TRUNCATE film_minute`;
    await database.$executeRaw`INSERT INTO film (id, title, year) VALUES (3, 'Żywot', 1999)`;
    const at = Math.floor(nowMs / minuteMs) * minuteMs;
    const row = { minuteMs: at, views: 0, clicks: 0, ratings: 0 };
    await store([
      { ...row, film: 9, ratings: 3 },
      { ...row, film: 5, clicks: 5 },
      { ...row, film: 3, views: 15 },
      { ...row, film: 1 },
    ]);
    const found = await queryTrending(database, { window: '24h', nowMs, limit: 10 });
    expect(found.map(({ film, title }) => [film, title])).toEqual([
      [3, 'Żywot'],
      [5, null],
      [9, null],
    ]);
    expect(new Set(found.map(({ score }) => score)).size).toBe(1);
  });
});
