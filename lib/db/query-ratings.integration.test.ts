import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filmGenres } from '../streams/films/film';
import { createDatabase, type Database } from './client';
import { createPool, type Pool } from './pool';
import { queryFilmsTop } from './query-films-top';
import { queryGenreBias } from './query-genre-bias';
import { queryRatingsDistribution } from './query-ratings-distribution';
import { queryRatingsOverTime } from './query-ratings-over-time';
import type { RatingsQuestion } from './query-ratings-period';
import { events, storeRawRatings } from './raw-ratings';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const hourMs = 3_600_000;
let scratch: ScratchDatabase;
let pool: Pool;
let database: Database;

const rows = async (sql: string, values: readonly unknown[] = []) => (await pool.query(sql, [...values])).rows;

beforeAll(async () => {
  scratch = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  pool = createPool({ databaseUrl: scratch.databaseUrl, applicationName: 'ratings-queries-test' });
  database = createDatabase(scratch.databaseUrl);
});
afterAll(async () => {
  await database.$disconnect();
  await pool.end();
  await scratch.drop();
});

it('nothing stored is no error, and no figures', async () => {
  const question: RatingsQuestion = { tz: 'Europe/Warsaw', period: 'recent' };
  expect(await queryRatingsDistribution(database, question)).toMatchObject({
    ...{ selection: { range: null, stored: null, storedRatings: 0 }, counts: new Array(10).fill(0) },
  });
  expect((await queryRatingsOverTime(database, question)).columns).toEqual([]);
  expect(await queryGenreBias(database)).toMatchObject({ users: 0, allUsers: 0, ratings: 0 });
  expect(await queryFilmsTop(database, { minimum: 1, genre: null, limit: 10 })).toEqual({
    ...{ films: [], qualifying: 0, rated: 0, catalogue: 0, globalMean: null },
  });
});

describe(`${events} ratings, folded and stored, beside plain SQL over each of them`, () => {
  beforeAll(async () => {
    await storeRawRatings(pool);
  });

  const periods: readonly (readonly [string, RatingsQuestion['period'], string, string])[] = [
    ['everything', 'all', '1900-01-01Z', '2100-01-01Z'],
    ['the hours around the end of summer time', range('2026-10-24T20:00Z', '2026-10-25T20:00Z')],
    ['the hours around its beginning', range('2026-03-28T20:00Z', '2026-03-29T20:00Z')],
    ['four weeks with the change', range('2026-10-01T22:00Z', '2026-10-29T23:00Z')],
    ['years', range('1999-12-31T23:00Z', '2004-12-31T23:00Z')],
    ['two decades', range('1995-12-31T23:00Z', '2015-12-31T23:00Z')],
    ['hours without any', range('2026-06-01T00:00Z', '2026-06-02T00:00Z')],
  ].map((one) => (one.length === 4 ? one : [one[0], ...(one[1] as readonly unknown[])]) as never);

  function range(from: string, to: string) {
    return [{ fromMs: Date.parse(from), toMs: Date.parse(to) }, from, to] as const;
  }

  it.each(periods)('counts each value of %s', async (_, period, from, to) => {
    const { counts, selection, users } = await queryRatingsDistribution(database, { tz: 'Europe/Warsaw', period });
    const found = await rows(
      'SELECT (rating * 2)::int AS halves, count(*)::int AS count FROM raw WHERE at >= $1::timestamptz AND at < $2::timestamptz GROUP BY 1',
      [from, to],
    );
    const expected = new Array(10).fill(0);
    for (const { halves, count } of found) expected[halves - 1] = count;
    expect(counts).toEqual(expected);
    expect(selection.storedRatings).toBe(events);
    const [raters] = await rows('SELECT count(DISTINCT "user")::int AS n FROM raw');
    expect(users).toBe(raters.n);
  });

  it.each(periods)('counts each step of %s on the clock of Warsaw', async (_, period, from, to) => {
    const { step, columns } = await queryRatingsOverTime(database, { tz: 'Europe/Warsaw', period });
    const found = await rows(
      `SELECT to_char(date_trunc($3, at AT TIME ZONE 'Europe/Warsaw'), 'YYYY-MM-DD"T"HH24:MI') AS time,
         (rating * 2)::int AS halves, count(*)::int AS count
       FROM raw WHERE at >= $1::timestamptz AND at < $2::timestamptz GROUP BY 1, 2 ORDER BY 1, 2`,
      [from, to, step],
    );
    const shown = columns.flatMap(({ localMs, counts }) =>
      counts.flatMap((count, at) =>
        count === 0 ? [] : [{ time: new Date(localMs).toISOString().slice(0, 16), halves: at + 1, count }],
      ),
    );
    const startOf = (time: string) => time.slice(0, { hour: 13, day: 10, month: 7, year: 4 }[step]);
    expect(shown.map((row) => ({ ...row, time: startOf(row.time) }))).toEqual(
      found.map((row) => ({ ...row, time: startOf(row.time) })),
    );
    for (const [at, column] of columns.entries()) if (at > 0) expect(column.fromMs).toBe(columns[at - 1]!.toMs);
  });

  it('has one column for the hour that the clock repeats, none for the one that it skips, a zero where nobody rated', async () => {
    const at = async (from: string, to: string) => {
      const period = { fromMs: Date.parse(from), toMs: Date.parse(to) };
      const { columns } = await queryRatingsOverTime(database, { tz: 'Europe/Warsaw', period });
      return columns.map(({ localMs, fromMs, toMs }) => [new Date(localMs).getUTCHours(), (toMs - fromMs) / hourMs]);
    };
    expect(await at('2026-10-24T23:00Z', '2026-10-25T03:00Z')).toEqual([
      [1, 1],
      [2, 2],
      [3, 1],
    ]);
    expect(await at('2026-03-28T23:00Z', '2026-03-29T03:00Z')).toEqual([
      [0, 1],
      [1, 1],
      [3, 1],
      [4, 1],
    ]);
    const hours = { fromMs: Date.parse('2026-10-24T00:00Z'), toMs: Date.parse('2026-10-26T00:00Z') };
    const { columns } = await queryRatingsOverTime(database, { tz: 'UTC', period: hours });
    const empty = columns.filter(({ counts }) => counts.every((count) => count === 0));
    expect(empty.map(({ localMs }) => new Date(localMs).getUTCHours())).toEqual([0, 5, 10, 15, 20, 1, 6, 11, 16, 21]);
  });

  it('shows by default the shortest usual period before the newest rating with 19 of 20 of them, no earlier than they begin', async () => {
    const question: RatingsQuestion = { tz: 'UTC', period: 'recent' };
    const { selection } = await queryRatingsDistribution(database, question);
    // A tenth is decades old, three tenths are from March: only everything holds enough.
    expect(selection.range).toEqual(selection.stored);
    await pool.query('CREATE TABLE old_cell AS SELECT * FROM rating_cell');
    await pool.query(`DELETE FROM rating_cell WHERE hour < '2026-10-01'`);
    const newer = await queryRatingsDistribution(database, question);
    await pool.query(`INSERT INTO rating_cell VALUES ('2020-01-01T00:00Z', 1, 5, 7)`);
    const withOld = await queryRatingsDistribution(database, question);
    await pool.query(`DELETE FROM rating_cell WHERE hour < $1::timestamptz`, [
      new Date(newer.selection.stored!.toMs - hourMs).toISOString(),
    ]);
    const oneHour = await queryRatingsDistribution(database, question);
    const toMs = newer.selection.stored!.toMs;
    // All that is left lies within three days: from its first hour on. One that is old is not looked back to.
    expect(newer.selection.range).toEqual(newer.selection.stored);
    expect(withOld.selection.range).toEqual({ fromMs: toMs - 168 * hourMs, toMs });
    expect(oneHour.selection.range).toEqual({ fromMs: toMs - 6 * hourMs, toMs });
    await pool.query('TRUNCATE rating_cell');
    await pool.query('INSERT INTO rating_cell SELECT * FROM old_cell');
    const [last] = await rows(`SELECT extract(epoch FROM date_trunc('hour', max(at)))::int8 AS hour FROM raw`);
    expect(newer.selection.range!.toMs).toBe(Number(last.hour) * 1_000 + hourMs);
  });

  it.each(['Asia/Kolkata', 'Asia/Kathmandu'])('refuses %s, naming tz', async (tz) => {
    const refused = { name: 'UnanswerableQuestion', parameter: 'tz' };
    await expect(queryRatingsDistribution(database, { tz, period: 'all' })).rejects.toMatchObject(refused);
    await expect(queryRatingsOverTime(database, { tz, period: 'recent' })).rejects.toMatchObject(refused);
  });

  it('finds what users rate most, ties by the number of the genre', async () => {
    const found = await rows(
      `WITH counted AS (SELECT "user", count(*) AS n FROM raw GROUP BY 1),
       liked AS (
         SELECT r."user", array_position($1::text[], g) - 1 AS genre, count(*) AS n
         FROM raw r JOIN film f ON f.id = r.film, unnest(f.genres) g GROUP BY 1, 2
       ),
       ranked AS (
         SELECT genre, row_number() OVER (PARTITION BY "user" ORDER BY liked.n DESC, genre) AS place
         FROM liked JOIN counted USING ("user") WHERE counted.n >= 20
       )
       SELECT genre, count(*) FILTER (WHERE place = 1)::int AS leading, count(*) FILTER (WHERE place <= 3)::int AS top
       FROM ranked GROUP BY 1`,
      [filmGenres],
    );
    const bias = await queryGenreBias(database);
    const of = (name: 'leading' | 'top') =>
      filmGenres.map((_, genre) => found.find((row) => row.genre === genre)?.[name] ?? 0);
    expect(bias.leading).toEqual(of('leading'));
    expect(bias.amongTop).toEqual(of('top'));
    const [users] = await rows(
      `SELECT count(*) FILTER (WHERE n >= 20)::int AS users, count(*)::int AS "allUsers",
         (sum(n) FILTER (WHERE n >= 20))::int AS ratings
       FROM (SELECT count(*) AS n FROM raw GROUP BY "user") t`,
    );
    expect(bias).toMatchObject(users);
    expect(users.users).toBeLessThan(users.allUsers);
  });

  it.each([
    [20, null, 10],
    [1, null, 100],
    [150, null, 5],
    [50, 'War', 20],
    [100_000, null, 10],
  ])('ranks films with at least %i ratings, genre %s, best %i', async (minimum, genre, limit) => {
    const expected = await rows(
      `WITH everything AS (SELECT avg(rating) AS mean FROM raw),
       stats AS (
         SELECT film, count(*)::int AS ratings, avg(rating) AS mean, stddev_pop(rating) AS deviation, sum(rating) AS sum
         FROM raw GROUP BY film
       )
       SELECT film, f.title, f.year, coalesce(f.genres, '{}') AS genres, ratings, stats.mean::float8 AS mean,
         ((sum + 20 * everything.mean) / (ratings + 20))::float8 AS shrunken, deviation::float8 AS deviation
       FROM stats LEFT JOIN film f ON f.id = film, everything
       WHERE ratings >= $1 AND ($2::text IS NULL OR $2 = ANY(f.genres))
       ORDER BY round((sum + 20 * everything.mean) / (ratings + 20), 12) DESC, ratings DESC, film LIMIT $3`,
      [minimum, genre, limit],
    );
    const found = await queryFilmsTop(database, { minimum, genre, limit });
    expect(
      found.films.map(({ film, title, year, genres, ratings }) => ({ film, title, year, genres, ratings })),
    ).toEqual(expected.map(({ film, title, year, genres, ratings }) => ({ film, title, year, genres, ratings })));
    for (const [at, film] of found.films.entries()) {
      expect(film.mean).toBeCloseTo(expected[at].mean, 9);
      expect(film.shrunkenMean).toBeCloseTo(expected[at].shrunken, 9);
      expect(film.deviation).toBeCloseTo(expected[at].deviation, 9);
    }
    const [totals] = await rows(
      `SELECT count(*) FILTER (WHERE n >= $1)::int AS qualifying, count(*)::int AS rated,
         (SELECT count(*)::int FROM film WHERE $2::text IS NULL OR $2 = ANY(genres)) AS catalogue
       FROM (SELECT film, count(*) AS n FROM raw GROUP BY film) t LEFT JOIN film f ON f.id = t.film
       WHERE $2::text IS NULL OR $2 = ANY(f.genres)`,
      [minimum, genre],
    );
    const { qualifying, rated, catalogue } = found;
    expect({ qualifying, rated, catalogue }).toEqual(totals);
  });

  it('asks by cells: a thousand times the ratings in the same cells are the same rows', async () => {
    await pool.query('UPDATE rating_cell SET count = count * 1000');
    const { columns } = await queryRatingsOverTime(database, { tz: 'UTC', period: 'all' });
    expect(columns.reduce((sum, { counts }) => sum + counts.reduce((all, count) => all + count, 0), 0)).toBe(
      events * 1_000,
    );
  });
});
