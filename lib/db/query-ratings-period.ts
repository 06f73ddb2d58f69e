import { filmSources } from '../contracts/film-sources';
import { hourMs, type ZoneSegment } from '../domain/time-zone';
import { Prisma } from './generated/client';
import { type HourRange, hourWithin, type Reader, wholeHourSegments } from './query-orders-range';

/**
 * Which stored ratings are asked for. `recent`: the shortest of the usual periods that ends with the newest rating and
 * holds 19 of 20 stored ones, from the first of them on, six hours at least; a rating's time may be years ago.
 */
export interface RatingsQuestion {
  readonly tz: string;
  readonly period: 'recent' | 'all' | { readonly fromMs: number | null; readonly toMs: number | null };
}

export interface RatingsSelection {
  readonly range: HourRange | null;
  readonly stored: HourRange | null;
  readonly segments: readonly ZoneSegment[];
  /** Ratings in all that is stored. */
  readonly storedRatings: number;
  readonly where: Prisma.Sql;
}

const recentDays = [1, 7, 28, 90] as const;
const enoughOfTwenty = 19n;
const fewestHours = 6;
const dayMs = 24 * hourMs;
const ofRatings = Prisma.sql`source = ${filmSources.ratings}::int2`;

/** Resolves the period. Throws `UnanswerableQuestion` naming `tz` where its clock is not whole hours from UTC. */
export async function selectRatings(reader: Reader, { tz, period }: RatingsQuestion): Promise<RatingsSelection> {
  const [ends] = await reader.$queryRaw<{ first: bigint | null; last: bigint | null }[]>`
    SELECT extract(epoch FROM min(hour))::bigint AS first, extract(epoch FROM max(hour))::bigint AS last
    FROM rating_cell WHERE ${ofRatings}`;
  const stored =
    ends === undefined || ends.first === null || ends.last === null
      ? null
      : { fromMs: Number(ends.first) * 1_000, toMs: Number(ends.last) * 1_000 + hourMs };
  const counts = await countRatings(reader, stored?.toMs ?? 0);
  const range = rangeOf(period, stored, counts);
  return {
    range,
    stored,
    segments: range === null ? [] : keptSegments(tz, range),
    storedRatings: Number(counts.all),
    where: Prisma.sql`${ofRatings} AND ${range === null ? Prisma.sql`false` : hourWithin(range)}`,
  };
}

interface Counts {
  readonly all: bigint;
  /** In the last of `recentDays` days before the newest rating. */
  readonly recent: readonly bigint[];
}

async function countRatings(reader: Reader, toMs: number): Promise<Counts> {
  const since = recentDays.map((days) => (toMs - days * dayMs) / 1_000);
  const rows = await reader.$queryRaw<{ recency: number; ratings: bigint }[]>`
    SELECT width_bucket(extract(epoch FROM hour)::float8, ${[...since].reverse()}::float8[]) AS recency,
      sum(count)::int8 AS ratings
    FROM rating_cell WHERE ${ofRatings} GROUP BY 1`;
  const newerThan = (bucket: number) =>
    rows.filter((row) => row.recency >= bucket).reduce((sum, row) => sum + row.ratings, 0n);
  return { all: newerThan(0), recent: recentDays.map((_, at) => newerThan(recentDays.length - at)) };
}

function rangeOf(period: RatingsQuestion['period'], stored: HourRange | null, counts: Counts): HourRange | null {
  if (period === 'all') return stored;
  if (period === 'recent') {
    if (stored === null) return null;
    const at = counts.recent.findIndex((ratings) => ratings * 20n >= counts.all * enoughOfTwenty);
    if (at < 0) return stored;
    const { fromMs, toMs } = stored;
    return { fromMs: Math.max(toMs - recentDays[at]! * dayMs, Math.min(fromMs, toMs - fewestHours * hourMs)), toMs };
  }
  const fromMs = period.fromMs ?? stored?.fromMs ?? null;
  const toMs = period.toMs ?? stored?.toMs ?? null;
  return fromMs === null || toMs === null ? null : { fromMs, toMs: Math.max(fromMs, toMs) };
}

const mostKept = 50;
const kept = new Map<string, readonly ZoneSegment[]>();

/** Decades of a zone take long to cut, and everybody asks for the same ones. */
function keptSegments(tz: string, range: HourRange): readonly ZoneSegment[] {
  const key = `${tz} ${range.fromMs} ${range.toMs}`;
  const segments = kept.get(key) ?? wholeHourSegments(tz, range);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, segments);
  return segments;
}
