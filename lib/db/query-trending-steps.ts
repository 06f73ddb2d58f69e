import type { TrendingWindow } from '../contracts/engagement-panels';
import { type FilmSource, filmSources } from '../contracts/film-sources';
import { trendingRange, trendingStepMs, trendingSteps } from '../domain/trending-window';
import { Prisma } from './generated/client';
import type { Reader } from './query-orders-range';

export interface TrendingCounts {
  readonly views: number;
  readonly clicks: number;
  readonly ratings: number;
  readonly adds: number;
}

/** Of two ids of one film the one that it is counted under; only lists name films that the catalogue does not know. */
export const filmOf = (source: FilmSource): Prisma.Sql =>
  source === 'lists' ? Prisma.sql`coalesce(a.same_as, m.film)` : Prisma.sql`m.film`;
export const joinAlias = (source: FilmSource): Prisma.Sql =>
  source === 'lists' ? Prisma.sql`LEFT JOIN film_alias a ON a.film = m.film` : Prisma.empty;

export const noCounts: TrendingCounts = { views: 0, clicks: 0, ratings: 0, adds: 0 };

type FoundStep = { readonly [Name in keyof TrendingCounts]: bigint } & { readonly film: number; readonly step: number };

export interface CountedFilm {
  /** Of the window with the running minute. */
  readonly counts: TrendingCounts;
  /** Of each sixtieth of the window, oldest first, without the running minute. */
  readonly steps: readonly TrendingCounts[];
}

const add = (a: TrendingCounts, b: FoundStep): TrendingCounts => ({
  views: a.views + Number(b.views),
  clicks: a.clicks + Number(b.clicks),
  ratings: a.ratings + Number(b.ratings),
  adds: a.adds + Number(b.adds),
});

/** What happened to a few films in the window that ends at `nowMs`. */
export async function queryTrendingSteps(
  reader: Reader,
  question: { window: TrendingWindow; nowMs: number; source: FilmSource; films: readonly number[] },
): Promise<{ of(film: number): CountedFilm }> {
  const { window, nowMs, source, films } = question;
  const { fromMs } = trendingRange(window, nowMs);
  const [from, seconds] = [fromMs, trendingStepMs(window)].map((ms) => ms / 1_000);
  const rows = await reader.$queryRaw<FoundStep[]>`
    SELECT ${filmOf(source)} AS film, least(${trendingSteps}::int, floor((date_part('epoch', minute) - ${from}::float8) / ${seconds}::float8)::int)
        AS step,
      sum(views)::int8 AS views, sum(clicks)::int8 AS clicks, sum(ratings)::int8 AS ratings, sum(adds)::int8 AS adds
    FROM film_minute m ${joinAlias(source)}
    WHERE minute >= to_timestamp(${from}::float8) AND source = ${filmSources[source]}::int2
      AND ${filmOf(source)} = ANY(${[...films]}::int4[])
    GROUP BY 1, 2`;
  return {
    of(wanted) {
      const steps = new Array<TrendingCounts>(trendingSteps + 1).fill(noCounts);
      let counts = noCounts;
      for (const row of rows.filter(({ film }) => film === wanted)) {
        steps[row.step] = add(steps[row.step]!, row);
        counts = add(counts, row);
      }
      return { counts, steps: steps.slice(0, trendingSteps) };
    },
  };
}
