import { type FilmSource, filmSources } from '../contracts/film-sources';
import {
  type TrendingFilm,
  type TrendingWindow,
  trendingScale,
  trendingSinceMs,
  trendingWeights,
  trendingWindowMs,
} from '../domain/trending';
import type { Database } from './client';

export interface NamedTrendingFilm extends TrendingFilm {
  /** null for a film that the catalogue does not have. */
  readonly title: string | null;
  readonly year: number | null;
}

interface FoundFilm {
  readonly film: number;
  readonly units: string;
  readonly views: bigint;
  readonly clicks: bigint;
  readonly ratings: bigint;
  readonly title: string | null;
  readonly year: number | null;
}

/**
 * The `limit` films that trend at `nowMs`, as `rankTrending` ranks them: views + 3 x clicks + 5 x ratings with the
 * window as half-life, ties by id. Weights are summed as whole numbers, so that the order of adding changes nothing.
 */
export async function queryTrending(
  database: Database,
  question: { window: TrendingWindow; nowMs: number; limit: number; source?: FilmSource },
): Promise<readonly NamedTrendingFilm[]> {
  const { window, nowMs, limit, source = 'engagement' } = question;
  const now = new Date(nowMs);
  const since = new Date(trendingSinceMs(window, nowMs));
  const rows = await database.$queryRaw<FoundFilm[]>`
    SELECT t.film, t.units::text, t.views, t.clicks, t.ratings, f.title, f.year
    FROM (
      SELECT film, sum(
          (views::int8 * ${trendingWeights.views}::int8 + clicks::int8 * ${trendingWeights.clicks}::int8
            + ratings::int8 * ${trendingWeights.ratings}::int8)
          * round(${trendingScale}::float8 * power(2::float8,
              -greatest(0, extract(epoch FROM ${now}::timestamptz - minute)::float8 * 1000)
              / ${trendingWindowMs[window]}::float8))::int8::numeric
        ) AS units, sum(views)::int8 AS views, sum(clicks)::int8 AS clicks, sum(ratings)::int8 AS ratings
      FROM film_minute
      WHERE minute >= ${since}::timestamptz AND source = ${filmSources[source]}::int2
      GROUP BY film
      HAVING sum(views) + sum(clicks) + sum(ratings) > 0
      ORDER BY units DESC, film
      LIMIT ${limit}::int8
    ) t LEFT JOIN film f ON f.id = t.film
    ORDER BY t.units DESC, t.film`;
  return rows.map(({ film, units, views, clicks, ratings, title, year }) => ({
    ...{ film, title, year, score: Number(BigInt(units)) / trendingScale },
    ...{ views: Number(views), clicks: Number(clicks), ratings: Number(ratings) },
  }));
}
