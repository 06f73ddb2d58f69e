import type { TrendingWindow } from '../contracts/engagement-panels';
import { type FilmSource, filmSources } from '../contracts/film-sources';
import { trendingRange, trendingStepMs, trendingSteps } from '../domain/trending-window';
import type { Reader } from './query-orders-range';

export interface TrendingCounts {
  readonly views: number;
  readonly clicks: number;
  readonly ratings: number;
  readonly adds: number;
}

interface FoundStep {
  readonly film: number;
  readonly step: number;
  readonly views: bigint;
  readonly clicks: bigint;
  readonly ratings: bigint;
  readonly adds: bigint;
}

/** What happened to a few films in each sixtieth of the window that ends at `nowMs`, by id. */
export async function queryTrendingSteps(
  reader: Reader,
  question: { window: TrendingWindow; nowMs: number; source: FilmSource; films: readonly number[] },
): Promise<{ of(films: readonly number[]): readonly TrendingCounts[] }> {
  const { window, nowMs, source, films } = question;
  const { fromMs, toMs } = trendingRange(window, nowMs);
  const [from, to, seconds] = [fromMs, toMs, trendingStepMs(window)].map((ms) => ms / 1_000);
  const rows = await reader.$queryRaw<FoundStep[]>`
    SELECT film, floor((date_part('epoch', minute) - ${from}::float8) / ${seconds}::float8)::int AS step,
      sum(views)::int8 AS views, sum(clicks)::int8 AS clicks, sum(ratings)::int8 AS ratings, sum(adds)::int8 AS adds
    FROM film_minute
    WHERE minute >= to_timestamp(${from}::float8) AND minute < to_timestamp(${to}::float8)
      AND source = ${filmSources[source]}::int2 AND film = ANY(${[...films]}::int4[])
    GROUP BY 1, 2`;
  return {
    of(ids) {
      const steps = Array.from({ length: trendingSteps }, () => ({ views: 0, clicks: 0, ratings: 0, adds: 0 }));
      for (const row of rows) {
        if (!ids.includes(row.film)) continue;
        const step = steps[row.step]!;
        step.views += Number(row.views);
        step.clicks += Number(row.clicks);
        step.ratings += Number(row.ratings);
        step.adds += Number(row.adds);
      }
      return steps;
    },
  };
}
