import { filmSources } from '../contracts/film-sources';
import type { FilmsTopFilters } from '../contracts/ratings-panels';
import { maxFilmId } from '../streams/films/film';
import type { Database } from './client';
import { Prisma } from './generated/client';
import { onOneSnapshot } from './query-orders-selection';

/** A film's mean is drawn to the mean of all ratings as by so many ratings of it. */
export const filmShrinkage = 20;

/** Means and deviation in stars. */
export interface TopFilm {
  readonly film: number;
  readonly title: string | null;
  readonly year: number | null;
  readonly genres: readonly string[];
  readonly ratings: number;
  readonly mean: number;
  readonly shrunkenMean: number;
  readonly deviation: number;
}

export interface TopFilms {
  readonly films: readonly TopFilm[];
  readonly qualifying: number;
  readonly rated: number;
  readonly catalogue: number;
  readonly globalMean: number | null;
}

interface Totals {
  readonly sum: string;
  readonly ratings: string;
  readonly rated: bigint;
  readonly qualifying: bigint;
  readonly catalogue: bigint;
}

/**
 * Films with at least `minimum` ratings by (sum + 20 x mean of all) / (n + 20), ties by ratings, then id; of one genre if
 * it is named. Compared to fifteen places. Of all time: a film's ratings are kept without theirs.
 */
export function queryFilmsTop(database: Database, { minimum, genre, limit }: FilmsTopFilters): Promise<TopFilms> {
  const ofGenre = genre === null ? Prisma.sql`true` : Prisma.sql`${genre} = ANY(f.genres)`;
  return onOneSnapshot(database, async (reader) => {
    const [totals] = await reader.$queryRaw<Totals[]>`
      SELECT coalesce(sum(s.rating_sum), 0)::text AS sum, coalesce(sum(s.ratings), 0)::text AS ratings,
        count(*) FILTER (WHERE ${ofGenre}) AS rated,
        count(*) FILTER (WHERE ${ofGenre} AND s.ratings >= ${minimum}::int8) AS qualifying,
        (SELECT count(*) FROM film f WHERE f.id <= ${maxFilmId} AND ${ofGenre}) AS catalogue
      FROM film_stat s LEFT JOIN film f ON f.id = s.film
      WHERE s.source = ${filmSources.ratings}::int2 AND s.ratings > 0`;
    const { sum = '0', ratings: all = '0', rated = 0n, qualifying = 0n, catalogue = 0n } = totals ?? {};
    const rows = await reader.$queryRaw<
      (Omit<TopFilm, 'ratings' | 'genres'> & { ratings: bigint; genres: string[] | null })[]
    >`
      SELECT s.film, f.title, f.year, f.genres, s.ratings,
        s.rating_sum::float8 / s.ratings / 2 AS mean, (t.shrunken / 2)::float8 AS "shrunkenMean",
        sqrt((s.ratings::numeric * s.rating_square - s.rating_sum::numeric * s.rating_sum)::float8) / s.ratings / 2
          AS deviation
      FROM film_stat s LEFT JOIN film f ON f.id = s.film
      CROSS JOIN LATERAL (
        SELECT round((s.rating_sum * ${all}::numeric + ${filmShrinkage}::numeric * ${sum}::numeric)
          / ((s.ratings + ${filmShrinkage}::int8) * ${all}::numeric), 15) AS shrunken
      ) t
      WHERE s.source = ${filmSources.ratings}::int2 AND s.ratings >= greatest(1, ${minimum}::int8) AND ${ofGenre}
      ORDER BY t.shrunken DESC, s.ratings DESC, s.film LIMIT ${limit}::int8`;
    return {
      films: rows.map((row) => ({ ...row, ratings: Number(row.ratings), genres: row.genres ?? [] })),
      ...{ qualifying: Number(qualifying), rated: Number(rated), catalogue: Number(catalogue) },
      globalMean: all === '0' ? null : Number(sum) / Number(all) / 2,
    };
  });
}
