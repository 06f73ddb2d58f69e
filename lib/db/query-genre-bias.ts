import { filmGenres } from '../streams/films/film';
import { fewestRatings, type GenreBias } from '../streams/ratings/genre-bias';
import type { Database } from './client';
import { Prisma } from './generated/client';

export interface StoredGenreBias extends GenreBias {
  /** Users with any rating. */
  readonly allUsers: number;
  /** Of those users who count, all together. */
  readonly ratings: number;
}

const genres = filmGenres.map((_, number) => number);
const list = (of: (number: number) => string): string => genres.map(of).join(', ');
/** Orders a user's genres: more ratings first, then the lower number; null without a rating. */
const keys = list((number) => `nullif(by_genre[${number + 1}], 0)::int8 * 32 + ${31 - number} AS k${number}`);
const greatestBelow = (bound: string): Prisma.Sql =>
  Prisma.raw(`greatest(${list((number) => `CASE WHEN k${number} < ${bound} THEN k${number} END`)})`);

/**
 * The statistic of `genreBias` over what is stored, found in the database: one pass over a row a user, of whom there are
 * at most 138,493, and as many rows to read as there are genres. OFFSET 0 keeps each step from being computed anew.
 */
export async function queryGenreBias(database: Database): Promise<StoredGenreBias> {
  const rows = await database.$queryRaw<{ genre: number | null; leading: bigint; among: bigint }[]>`
    SELECT 31 - (key & 31)::int4 AS genre, count(*) FILTER (WHERE place = 1) AS leading, count(*) AS among
    FROM (
      SELECT first, second, ${greatestBelow('second')} AS third FROM (
        SELECT *, ${greatestBelow('first')} AS second FROM (
          SELECT *, greatest(${Prisma.raw(list((number) => `k${number}`))}) AS first FROM (
            SELECT ${Prisma.raw(keys)} FROM user_genre WHERE ratings >= ${fewestRatings}::int4 OFFSET 0
          ) keyed OFFSET 0
        ) one OFFSET 0
      ) two OFFSET 0
    ) three, LATERAL (VALUES (1, first), (2, second), (3, third)) AS top(place, key)
    WHERE key IS NOT NULL GROUP BY 1`;
  const [sums] = await database.$queryRaw<{ users: bigint; all_users: bigint; ratings: bigint | null }[]>`
    SELECT count(*) FILTER (WHERE ratings >= ${fewestRatings}::int4) AS users, count(*) AS all_users,
      sum(ratings) FILTER (WHERE ratings >= ${fewestRatings}::int4)::int8 AS ratings
    FROM user_genre`;
  const leading = genres.map(() => 0);
  const amongTop = genres.map(() => 0);
  for (const { genre, ...counts } of rows) {
    leading[genre!] = Number(counts.leading);
    amongTop[genre!] = Number(counts.among);
  }
  return {
    ...{ users: Number(sums?.users ?? 0), leading, amongTop },
    ...{ allUsers: Number(sums?.all_users ?? 0), ratings: Number(sums?.ratings ?? 0) },
  };
}
