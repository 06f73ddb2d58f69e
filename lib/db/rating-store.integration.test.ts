import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filmGenres } from '../streams/films/film';
import type { RatingDelta } from '../streams/ratings/rating-delta';
import { createRatingsStream } from '../streams/ratings/ratings-stream';
import { createDimensionIds } from './dimension-ids';
import { fillEmptyCatalogue } from './film-catalogue';
import { createPool, type Pool } from './pool';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const nowMs = Date.parse('2026-11-22T20:54:57.123Z');
const hourMs = 3_600_000;
let database: ScratchDatabase;
let pool: Pool;

/** As a worker's start does. */
const startStream = async () => {
  const stream = createRatingsStream();
  for (const { statement, accept } of stream.reference ?? [])
    accept((await pool.query(statement.text, [...statement.values])).rows);
  return stream;
};
type Stream = Awaited<ReturnType<typeof startStream>>;

const deltaOf = (
  stream: Stream,
  ratings: readonly (readonly [user: number, film: number, rating: number, at?: number])[],
) => {
  const fold = stream.createFold('ratings');
  for (const [userId, movieId, rating, timestamp = nowMs] of ratings) {
    const bytes = Buffer.from(JSON.stringify({ userId, movieId, rating, timestamp }));
    expect(fold.fold(bytes, 0, bytes.length, { appendedAtMs: nowMs, producedAtMs: Number.NaN })).toBeNull();
  }
  return fold.take();
};
const write = async (stream: Stream, delta: RatingDelta): Promise<number> => {
  const statements = await stream.statements(delta, createDimensionIds(pool));
  for (const { text, values } of statements) await pool.query(text, [...values]);
  return statements.length;
};
const rows = async (sql: string) => (await pool.query(sql)).rows.map((row) => Object.values(row).join(' '));
const byGenre = (counts: Partial<Record<(typeof filmGenres)[number], number>>) =>
  `${filmGenres.map((genre) => counts[genre] ?? 0)}`;

describe('rating store', () => {
  beforeAll(async () => {
    database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
    pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'rating-store-test' });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(async () => {
    await pool.query('TRUNCATE film, film_stat, film_minute, rating_cell, user_genre, fold_note');
    const film = { year: 2000, minutes: 90, director: null, actors: [], imdbId: null };
    await fillEmptyCatalogue(pool, () => [
      { ...film, id: 1, title: 'One', genres: ['Drama'] },
      { ...film, id: 2, title: 'Two', genres: ['Action', 'Drama', '(no genres listed)'] },
    ]);
  });

  it('adds to what is stored: hours, films, minutes, genres of users, notes', async () => {
    const stream = await startStream();
    await write(
      stream,
      deltaOf(stream, [
        [7, 1, 4.5],
        [7, 2, 0.5],
        [8, 2, 5, nowMs - 40 * 24 * hourMs],
      ]),
    );
    await write(
      stream,
      deltaOf(stream, [
        [7, 1, 4.5, nowMs - 60_000],
        [9, 131_262, 3],
      ]),
    );
    expect(
      await rows(
        `SELECT to_char(hour, 'YYYY-MM-DD HH24'), source, rating, count FROM rating_cell ORDER BY hour, rating`,
      ),
    ).toEqual(['2026-10-13 20 1 10 1', '2026-11-22 20 1 1 1', '2026-11-22 20 1 6 1', '2026-11-22 20 1 9 2']);
    expect(
      await rows(
        'SELECT film, source, ratings, rating_sum, rating_square, views, clicks, adds FROM film_stat ORDER BY film',
      ),
    ).toEqual(['1 1 2 18 162 0 0 0', '2 1 2 11 101 0 0 0', '131262 1 1 6 36 0 0 0']);
    expect(
      await rows(`SELECT to_char(minute, 'HH24:MI'), film, source, ratings FROM film_minute ORDER BY minute, film`),
    ).toEqual(['20:53 1 1 1', '20:54 1 1 1', '20:54 2 1 1', '20:54 131262 1 1']);
    expect(await rows('SELECT "user", ratings, by_genre::text FROM user_genre ORDER BY 1')).toEqual([
      `7 3 {${byGenre({ Drama: 3, Action: 1, '(no genres listed)': 1 })}}`,
      `8 1 {${byGenre({ Drama: 1, Action: 1, '(no genres listed)': 1 })}}`,
      `9 1 {${byGenre({})}}`,
    ]);
    expect(await rows('SELECT stream, note, count FROM fold_note ORDER BY note')).toEqual([
      ...['ratings too_old_for_film_minute 1', 'ratings unknown_film 1'],
    ]);
  });

  it('writes 12,000 users in statements of at most 5,000 rows, sorted, none lost', async () => {
    const stream = await startStream();
    const ratings = Array.from({ length: 12_000 }, (_, n) => [1 + ((n * 7_919) % 138_493), 2, 1] as const);
    const delta = deltaOf(stream, ratings);
    expect(await write(stream, delta)).toBe(1 + 1 + 1 + 3);
    expect(await write(stream, delta)).toBe(6);
    expect(
      await rows(
        'SELECT count(*), sum(ratings) AS a, sum(by_genre[1]) AS b, sum(by_genre[8]) AS c, max(ratings) FROM user_genre',
      ),
    ).toEqual(['12000 24000 24000 24000 2']);
    expect(await rows('SELECT ratings, rating_sum FROM film_stat')).toEqual(['24000 48000']);
  });

  it('adds up users with more than nine ratings of a genre in one flush, beside those with fewer', async () => {
    const stream = await startStream();
    const ratings = Array.from({ length: 1_000 }, (_, n) => [1 + (n % 3 === 0 ? 0 : n), 1 + (n % 2), 3] as const);
    await write(stream, deltaOf(stream, ratings));
    expect(
      await rows('SELECT "user", ratings, by_genre::text FROM user_genre WHERE "user" IN (1, 2, 3) ORDER BY 1'),
    ).toEqual([
      `1 334 {${byGenre({ Drama: 334, Action: 167, '(no genres listed)': 167 })}}`,
      `2 1 {${byGenre({ Drama: 1, Action: 1, '(no genres listed)': 1 })}}`,
      `3 1 {${byGenre({ Drama: 1 })}}`,
    ]);
    expect(await rows('SELECT count(*), sum(by_genre[8]) AS sum FROM user_genre')).toEqual(['667 1000']);
  });

  it('writes nothing for nothing', async () => {
    const stream = await startStream();
    expect(await write(stream, deltaOf(stream, []))).toBe(0);
  });

  it('a worker that starts on an empty catalogue counts every rating for no genre and notes it', async () => {
    await pool.query('TRUNCATE film');
    const stream = await startStream();
    await write(stream, deltaOf(stream, [[7, 1, 4.5]]));
    expect(await rows('SELECT ratings, by_genre::text FROM user_genre')).toEqual([`1 {${byGenre({})}}`]);
    expect(await rows('SELECT note, count FROM fold_note')).toEqual(['unknown_film 1']);
  });

  it('a worker that starts anew predicts by what is stored', async () => {
    const first = await startStream();
    await write(
      first,
      deltaOf(
        first,
        Array.from({ length: 200 }, (_, n) => [n + 1, 1, 5] as const),
      ),
    );
    await write(
      first,
      deltaOf(
        first,
        Array.from({ length: 200 }, (_, n) => [n + 1, 2, 1] as const),
      ),
    );
    const second = await startStream();
    deltaOf(second, [
      [1, 1, 5],
      [2, 2, 1],
    ]);
    const { rmse, baselineRmse, n } = second.takeModelFigures!()!;
    expect(n).toBe(2);
    expect(rmse).toBeLessThan(0.2);
    expect(baselineRmse).toBeCloseTo(2, 1);
  });
});
