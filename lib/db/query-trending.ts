import type { TrendingWindow } from '../contracts/engagement-panels';
import { type FilmSource, filmSources } from '../contracts/film-sources';
import { trendingScale, trendingWeights, trendingWindowMs } from '../domain/trending';
import { comparedSinceMs, minuteUnits, trendingRange } from '../domain/trending-window';
import type { Database } from './client';
import type { Reader } from './query-orders-range';
import { queryTrendingSteps, type TrendingCounts } from './query-trending-steps';

export interface TrendingQuestion {
  readonly window: TrendingWindow;
  readonly nowMs: number;
  readonly limit: number;
  readonly source: FilmSource;
}

export interface RankedFilm {
  readonly film: number;
  readonly rank: number;
  /** null = it had no score one window earlier. */
  readonly rankBefore: number | null;
  /** null for a film that the catalogue does not have. */
  readonly title: string | null;
  readonly year: number | null;
  readonly genres: readonly string[];
  /** Views + 3 x clicks + 5 x ratings + additions, each halved per window of age. */
  readonly score: number;
  /** The parts of the score. */
  readonly parts: TrendingCounts;
  /** Of the window, undecayed, with the running minute. */
  readonly counts: TrendingCounts;
  readonly eventsBefore: number;
  /** Of each sixtieth of the window, oldest first, without the running minute. */
  readonly steps: readonly TrendingCounts[];
}

export interface Ranking {
  readonly ranked: readonly RankedFilm[];
  /** Over all films: events of the window, of the one before, films with any, films that had a score before. */
  readonly events: number;
  readonly eventsBefore: number;
  readonly films: number;
  readonly filmsBefore: number;
}

type Part = keyof TrendingCounts;
type Found = { readonly [Name in Part]: bigint } & { readonly [Name in `${Part}_units`]: string } & {
  readonly film: number;
  readonly same: readonly number[];
  readonly units: string;
  readonly rank: bigint;
  readonly rank_before: bigint | null;
  readonly events_before: bigint;
  readonly all_events: bigint;
  readonly all_before: bigint;
  readonly films: bigint;
  readonly films_before: bigint;
  readonly title: string | null;
  readonly year: number | null;
  readonly genres: readonly string[] | null;
};

/** Above that of other questions: a long window reads weeks of minutes, and whoever asks does not wait for it. */
const longestMs = 60_000;
const none: Ranking = { ranked: [], events: 0, eventsBefore: 0, films: 0, filmsBefore: 0 };

/**
 * The `limit` films that trend at `nowMs`, as `rankTrending` ranks them (ties by id), beside their rank one window
 * earlier. Films that are one under two ids count as one. Weights are summed as whole numbers, so that the order of
 * adding changes nothing. Costs as the minutes do of ten windows, at most 35 days.
 */
export function queryTrending(database: Database, question: TrendingQuestion): Promise<Ranking> {
  return database.$transaction(
    async (reader) => {
      await reader.$executeRaw`SELECT set_config('statement_timeout', ${String(longestMs)}, true)`;
      const span = await readSpan(reader);
      return span === null ? none : rank(reader, question, span);
    },
    { isolationLevel: 'RepeatableRead', timeout: longestMs },
  );
}

/** First and last minute stored, Unix ms; null when there is none. */
async function readSpan(reader: Reader): Promise<{ firstMs: number; lastMs: number } | null> {
  const [row] = await reader.$queryRaw<{ first: Date | null; last: Date | null }[]>`
    SELECT min(minute) AS first, max(minute) AS last FROM film_minute`;
  return row?.first && row.last ? { firstMs: row.first.getTime(), lastMs: row.last.getTime() } : null;
}

async function rank(
  reader: Reader,
  { window, nowMs, limit, source }: TrendingQuestion,
  span: { firstMs: number; lastMs: number },
): Promise<Ranking> {
  const minuteMs = 60_000;
  const sinceMs = Math.ceil(comparedSinceMs(window, nowMs) / minuteMs) * minuteMs;
  const units = minuteUnits(window, nowMs, Math.max(span.firstMs, sinceMs), span.lastMs);
  const range = trendingRange(window, nowMs);
  const [first, from, before] = [units.firstMs, range.fromMs, range.fromMs - trendingWindowMs[window]].map(
    (ms) => ms / 1_000,
  );
  const { views, clicks, ratings, adds } = trendingWeights;
  const rows = await reader.$queryRaw<Found[]>`
    WITH by_id AS (
      SELECT m.film,
        sum(m.views::int8 * d.unit) * ${views}::int8 AS views_units,
        sum(m.clicks::int8 * d.unit) * ${clicks}::int8 AS clicks_units,
        sum(m.ratings::int8 * d.unit) * ${ratings}::int8 AS ratings_units,
        sum(m.adds::int8 * d.unit) * ${adds}::int8 AS adds_units,
        sum((m.views * ${views}::int8 + m.clicks * ${clicks}::int8 + m.ratings * ${ratings}::int8
          + m.adds * ${adds}::int8) * d.earlier) AS units_before,
        sum(m.views) FILTER (WHERE d.epoch >= ${from}::int8) AS views,
        sum(m.clicks) FILTER (WHERE d.epoch >= ${from}::int8) AS clicks,
        sum(m.ratings) FILTER (WHERE d.epoch >= ${from}::int8) AS ratings,
        sum(m.adds) FILTER (WHERE d.epoch >= ${from}::int8) AS adds,
        sum(m.views::int8 + m.clicks + m.ratings + m.adds)
          FILTER (WHERE d.epoch >= ${before}::int8 AND d.epoch < ${from}::int8) AS events_before
      FROM film_minute m
      JOIN (
        SELECT ${first}::int8 + (n - 1) * 60 AS epoch, unit, earlier
        FROM unnest(${[...units.now]}::int8[], ${[...units.earlier]}::int8[]) WITH ORDINALITY AS u(unit, earlier, n)
      ) d ON to_timestamp(d.epoch) = m.minute
      WHERE m.minute >= to_timestamp(${first}::float8) AND m.source = ${filmSources[source]}::int2
      GROUP BY m.film
    ), by_film AS (
      SELECT coalesce(a.same_as, i.film) AS film, array_agg(i.film) AS same,
        sum(views_units + clicks_units + ratings_units + adds_units) AS units, sum(units_before) AS units_before,
        sum(views_units) AS views_units, sum(clicks_units) AS clicks_units, sum(ratings_units) AS ratings_units,
        sum(adds_units) AS adds_units, coalesce(sum(views), 0)::int8 AS views, coalesce(sum(clicks), 0)::int8 AS clicks,
        coalesce(sum(ratings), 0)::int8 AS ratings, coalesce(sum(adds), 0)::int8 AS adds,
        coalesce(sum(events_before), 0)::int8 AS events_before
      FROM by_id i LEFT JOIN film_alias a ON a.film = i.film GROUP BY 1
    ), ranked AS (
      SELECT *, row_number() OVER (ORDER BY units DESC, film) AS rank,
        CASE WHEN units_before > 0 THEN row_number() OVER (ORDER BY units_before DESC, film) END AS rank_before,
        sum(views + clicks + ratings + adds) OVER ()::int8 AS all_events, sum(events_before) OVER ()::int8 AS all_before,
        count(*) FILTER (WHERE views + clicks + ratings + adds > 0) OVER () AS films,
        count(*) FILTER (WHERE units_before > 0) OVER () AS films_before
      FROM by_film
    )
    SELECT r.film, r.same, r.rank, r.rank_before, r.units::text, r.views_units::text, r.clicks_units::text,
      r.ratings_units::text, r.adds_units::text, r.views, r.clicks, r.ratings, r.adds, r.events_before,
      r.all_events, r.all_before, r.films, r.films_before, f.title, f.year, f.genres
    FROM ranked r LEFT JOIN film f ON f.id = r.film
    WHERE r.units > 0 AND r.rank <= ${limit}::int8 ORDER BY r.rank`;
  const [any] = rows;
  if (any === undefined) return none;
  const steps = await queryTrendingSteps(reader, { window, nowMs, source, films: rows.flatMap((row) => row.same) });
  return {
    ranked: rows.map((row) => ({ ...rankedFilm(row), steps: steps.of(row.same) })),
    ...{ events: Number(any.all_events), eventsBefore: Number(any.all_before) },
    ...{ films: Number(any.films), filmsBefore: Number(any.films_before) },
  };
}

const scoreOf = (units: string): number => Number(BigInt(units)) / trendingScale;

const rankedFilm = (row: Found): Omit<RankedFilm, 'steps'> => ({
  ...{ film: row.film, title: row.title, year: row.year, genres: row.genres ?? [] },
  rank: Number(row.rank),
  rankBefore: row.rank_before === null ? null : Number(row.rank_before),
  score: scoreOf(row.units),
  parts: {
    views: scoreOf(row.views_units),
    clicks: scoreOf(row.clicks_units),
    ratings: scoreOf(row.ratings_units),
    adds: scoreOf(row.adds_units),
  },
  counts: {
    ...{ views: Number(row.views), clicks: Number(row.clicks) },
    ...{ ratings: Number(row.ratings), adds: Number(row.adds) },
  },
  eventsBefore: Number(row.events_before),
});
