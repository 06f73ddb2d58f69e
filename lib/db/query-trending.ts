import type { TrendingWindow } from '../contracts/engagement-panels';
import { type FilmSource, filmSources } from '../contracts/film-sources';
import { trendingScale, trendingWeights, trendingWindowMs } from '../domain/trending';
import { comparedSinceMs, minuteUnits, trendingRange } from '../domain/trending-window';
import type { Database } from './client';
import { Prisma } from './generated/client';
import type { Reader } from './query-orders-range';
import { filmOf, joinAlias, noCounts, queryTrendingSteps, type TrendingCounts } from './query-trending-steps';

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

interface Found {
  readonly film: number;
  /** Of each part, in the order of `partsOf`. */
  readonly units: readonly string[];
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
}

/** The columns that a source counts in. */
const partsOf: Readonly<Record<FilmSource, readonly Part[]>> = {
  ratings: ['ratings'],
  engagement: ['views', 'clicks', 'ratings'],
  lists: ['adds'],
};

const minuteMs = 60_000;
/** Above that of other questions: a long window reads weeks of minutes, and whoever asks does not wait for it. */
const longestMs = 300_000;
/** For one sum a film, of up to all films there are. */
const sortMemory = '64MB';
const none: Ranking = { ranked: [], events: 0, eventsBefore: 0, films: 0, filmsBefore: 0 };

/**
 * The `limit` films that trend at `nowMs`, as `rankTrending` ranks them (ties by id), beside their rank one window
 * earlier. Films that are one under two ids count as one. Weights are summed as whole numbers, so that the order of
 * adding changes nothing. Costs as the minutes do of ten windows, at most 35 days.
 */
export function queryTrending(database: Database, question: TrendingQuestion): Promise<Ranking> {
  return database.$transaction(
    async (reader) => {
      await reader.$queryRaw`
        SELECT set_config('statement_timeout', ${String(longestMs)}, true), set_config('work_mem', ${sortMemory}, true)`;
      const span = await readSpan(reader);
      return span === null ? none : rank(reader, question, span);
    },
    { isolationLevel: 'RepeatableRead', maxWait: 10_000, timeout: longestMs },
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
  const sinceMs = Math.ceil(comparedSinceMs(window, nowMs) / minuteMs) * minuteMs;
  const units = minuteUnits(window, nowMs, Math.max(span.firstMs, sinceMs), span.lastMs);
  const range = trendingRange(window, nowMs);
  const [first, from, before] = [units.firstMs, range.fromMs, range.fromMs - trendingWindowMs[window]].map(
    (ms) => Prisma.sql`to_timestamp(${ms / 1_000}::float8)`,
  );
  const parts = partsOf[source];
  const each = (sql: (part: Part) => string, between: string) => Prisma.raw(parts.map(sql).join(between));
  const weighted = (part: Part) => `${part} * ${trendingWeights[part]}::int8`;
  const events = each((part) => part, ' + ');
  // Units stand in arrays by minute: one look-up a row costs less than a power, or a join with the minutes.
  const rows = await reader.$queryRaw<Found[]>`
    WITH counted AS (
      SELECT film, ${each((part) => `sum(${weighted(part)} * now[at]) AS ${part}`, ', ')},
        sum((${each(weighted, ' + ')}) * earlier[at]) AS before,
        coalesce(sum(${events}) FILTER (WHERE minute >= ${from}), 0) AS events,
        coalesce(sum(${events}) FILTER (WHERE minute >= ${before} AND minute < ${from}), 0) AS events_before
      FROM (
        SELECT ${filmOf(source)} AS film, minute, ${each((part) => part, ', ')},
          ((date_part('epoch', minute) - ${units.firstMs / 1_000}::float8) / 60)::int + 1 AS at,
          ${[...units.now]}::int8[] AS now, ${[...units.earlier]}::int8[] AS earlier
        FROM film_minute m ${joinAlias(source)}
        WHERE minute >= ${first} AND source = ${filmSources[source]}::int2
      ) m GROUP BY film
    ), ranked AS (
      SELECT *, row_number() OVER (ORDER BY units DESC, film) AS rank,
        CASE WHEN before > 0 THEN row_number() OVER (ORDER BY before DESC, film) END AS rank_before,
        sum(events) OVER () AS all_events, sum(events_before) OVER () AS all_before,
        count(*) FILTER (WHERE events > 0) OVER () AS films, count(*) FILTER (WHERE before > 0) OVER () AS films_before
      FROM (SELECT *, ${each((part) => part, ' + ')} AS units FROM counted) c
    )
    SELECT r.film, r.rank, r.rank_before, ARRAY[${each((part) => `${part}::text`, ', ')}] AS units,
      r.events_before::int8, r.all_events::int8, r.all_before::int8, r.films, r.films_before, f.title, f.year, f.genres
    FROM ranked r LEFT JOIN film f ON f.id = r.film
    WHERE r.units > 0 AND r.rank <= ${limit}::int8 ORDER BY r.rank`;
  const [any] = rows;
  if (any === undefined) return none;
  const steps = await queryTrendingSteps(reader, { window, nowMs, source, films: rows.map((row) => row.film) });
  return {
    ranked: rows.map((row) => ({ ...rankedFilm(row, parts), ...steps.of(row.film) })),
    ...{ events: Number(any.all_events), eventsBefore: Number(any.all_before) },
    ...{ films: Number(any.films), filmsBefore: Number(any.films_before) },
  };
}

function rankedFilm(row: Found, parts: readonly Part[]): Omit<RankedFilm, 'counts' | 'steps'> {
  const units = row.units.map(BigInt);
  const score = (sum: bigint): number => Number(sum) / trendingScale;
  return {
    ...{ film: row.film, title: row.title, year: row.year, genres: row.genres ?? [] },
    rank: Number(row.rank),
    rankBefore: row.rank_before === null ? null : Number(row.rank_before),
    score: score(units.reduce((sum, part) => sum + part, 0n)),
    parts: { ...noCounts, ...Object.fromEntries(parts.map((part, at) => [part, score(units[at]!)])) },
    eventsBefore: Number(row.events_before),
  };
}
