import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrendingWindow } from '../contracts/engagement-panels';
import { type FilmMinute, rankTrending } from '../domain/trending';
import { createDatabase, type Database } from './client';
import { queryTrending } from './query-trending';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const minuteMs = 60_000;
const nowMs = Date.parse('2026-11-22T20:54:57.123Z');
const windows = ['1h', '24h', '7d'] as const;
const windowMs = { '1h': 3_600_000, '24h': 86_400_000, '7d': 604_800_000 };
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
        const found = await queryTrending(database, { window, nowMs, limit: 20, source: 'engagement' });
        const expected = rankTrending(rows, window, nowMs).slice(0, 20);
        expect(found.ranked.map(({ film, score }) => [film, score])).toEqual(
          expected.map(({ film, score }) => [film, score]),
        );
        for (const { score, parts } of found.ranked)
          expect(parts.views + parts.clicks + parts.ratings).toBeCloseTo(score, 9);
        const startMs = Math.floor(nowMs / minuteMs) * minuteMs - windowMs[window];
        const ended = rows.filter((row) => row.minuteMs < startMs);
        const before = rankTrending(ended, window, nowMs - windowMs[window]).map(({ film }) => film);
        expect(found.ranked.map((film) => film.rankBefore)).toEqual(
          expected.map(({ film }) => (before.includes(film) ? before.indexOf(film) + 1 : null)),
        );
        if (expected.length > 0) expect(found.filmsBefore).toBe(before.length);
      }),
      { numRuns: 25 },
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
    const { ranked } = await queryTrending(database, { window: '24h', nowMs, limit: 10, source: 'engagement' });
    expect(ranked.map(({ film, title }) => [film, title])).toEqual([
      [3, 'Żywot'],
      [5, null],
      [9, null],
    ]);
    expect(new Set(ranked.map(({ score }) => score)).size).toBe(1);
  });

  it('are one film where an alias joins two ids, with the counts and steps of both', async () => {
    await database.$executeRaw`TRUNCATE film_minute, film_alias`;
    await database.$executeRaw`
      INSERT INTO film_alias (film, target, preference, same_as) VALUES (1000007, 3, '3', 3)`;
    const minute = Math.floor(nowMs / minuteMs) * minuteMs;
    const row = { film: 3, views: 1, clicks: 0, ratings: 0 };
    await store(
      [
        { ...row, minuteMs: minute - minuteMs },
        { ...row, film: 1_000_007, minuteMs: minute - minuteMs },
        { ...row, film: 1_000_007, minuteMs: minute - 60 * minuteMs },
        { ...row, film: 1_000_007, minuteMs: minute - 61 * minuteMs },
        { ...row, film: 9, minuteMs: minute, views: 2 },
      ],
      3,
    );
    await database.$executeRaw`UPDATE film_minute SET adds = views, views = 0`;
    const found = await queryTrending(database, { window: '1h', nowMs, limit: 10, source: 'lists' });
    expect(found.ranked.map(({ film, rank, rankBefore }) => [film, rank, rankBefore])).toEqual([
      [3, 1, 1],
      [9, 2, null],
    ]);
    const [joined] = found.ranked;
    expect([joined!.counts.adds, joined!.eventsBefore]).toEqual([3, 1]);
    expect(joined!.steps.map(({ adds }) => adds)).toEqual([1, ...new Array(58).fill(0), 2]);
    expect({ ...found, ranked: [] }).toEqual({ ranked: [], events: 5, eventsBefore: 1, films: 2, filmsBefore: 1 });
  });

  it('are none where nothing is stored, or nothing of the source', async () => {
    await database.$executeRaw`TRUNCATE film_minute`;
    const question = { window: '7d', nowMs, limit: 10 } as const;
    const none = { ranked: [], events: 0, eventsBefore: 0, films: 0, filmsBefore: 0 };
    expect(await queryTrending(database, { ...question, source: 'lists' })).toEqual(none);
    await store([{ film: 1, minuteMs: Math.floor(nowMs / minuteMs) * minuteMs, views: 1, clicks: 0, ratings: 0 }]);
    expect(await queryTrending(database, { ...question, source: 'lists' })).toEqual(none);
  });
});
