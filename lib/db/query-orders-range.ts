import { firstUtcHourOf, hourMs, type ZoneSegment, zoneOffsetMs, zoneSegments } from '../domain/time-zone';
import { Prisma } from './generated/client';
import { UnanswerableQuestion } from './unanswerable-question';

/** A transaction of Prisma's, or the client itself. */
export type Reader = Pick<Prisma.TransactionClient, '$queryRaw'>;

/** Unix ms, whole hours; `toMs` is exclusive. */
export interface HourRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** From the first to the last hour that has an order; null when there is none. */
export async function readStoredRange(reader: Reader): Promise<HourRange | null> {
  const [row] = await reader.$queryRaw<{ first: bigint | null; last: bigint | null }[]>`
    SELECT extract(epoch FROM min(hour))::bigint AS first, extract(epoch FROM max(hour))::bigint AS last
    FROM order_hour_channel`;
  if (row === undefined || row.first === null || row.last === null) return null;
  return { fromMs: Number(row.first) * 1_000, toMs: Number(row.last) * 1_000 + hourMs };
}

/** The range cut where the zone's clock changes. Throws, naming `tz`, where it is not whole hours from UTC. */
export function wholeHourSegments(zone: string, range: HourRange): readonly ZoneSegment[] {
  if (range.fromMs >= range.toMs) return [];
  const segments = zoneSegments(zone, range.fromMs, range.toMs);
  const partial = segments.find(({ offsetMs, fromMs, toMs }) =>
    [offsetMs, fromMs, toMs].some((ms) => ms % hourMs !== 0),
  );
  if (partial !== undefined)
    throw new UnanswerableQuestion(
      'tz',
      `${zone} is not a whole number of hours from UTC in ${new Date(partial.fromMs).getUTCFullYear()}; aggregates are kept by the hour. Choose another zone or period.`,
    );
  return segments;
}

/** `2026-10-25T00:00`: the wall clock of a zone at a moment. */
export function localHourText(zone: string, utcMs: number): string {
  return new Date(utcMs + zoneOffsetMs(zone, utcMs)).toISOString().slice(0, -8);
}

/** Reads what `localHourText` writes, and a bare date; null for anything but a whole hour of the years 1900 to 2199. */
export function utcOfLocalHour(zone: string, text: string): number | null {
  const match = /^((?:19|20|21)\d\d-\d\d-\d\d)(?:T(\d\d)(?::00)?)?$/.exec(text);
  if (match === null) return null;
  const iso = `${match[1]}T${match[2] ?? '00'}:00:00.000Z`;
  const localMs = Date.parse(iso);
  if (Number.isNaN(localMs) || new Date(localMs).toISOString() !== iso) return null;
  return firstUtcHourOf(zone, localMs);
}

/** SQL: the aggregate's hour lies in the range. Epoch seconds, so that no session time zone plays a part. */
export const hourWithin = ({ fromMs, toMs }: HourRange): Prisma.Sql =>
  Prisma.sql`hour >= to_timestamp(${fromMs / 1_000}::float8) AND hour < to_timestamp(${toMs / 1_000}::float8)`;

const shiftOf = ({ offsetMs }: ZoneSegment): Prisma.Sql => Prisma.sql`${offsetMs / hourMs}::int`;

/** SQL: the hour of the local week of the aggregate's `hour` (see `weekdayOfSlot`), on the clock that each segment has. */
export function slotOfHour(segments: readonly ZoneSegment[]): Prisma.Sql {
  const earlier = segments.slice(0, -1);
  const last = segments.at(-1);
  const shift = earlier.reduceRight(
    (later, segment) =>
      Prisma.sql`CASE WHEN hour < to_timestamp(${segment.toMs / 1_000}::float8) THEN ${shiftOf(segment)} ELSE ${later} END`,
    last === undefined ? Prisma.sql`0` : shiftOf(last),
  );
  return Prisma.sql`(((date_part('epoch', hour) / 3600)::int + ${shift} + 72) % 168 + 168) % 168`;
}
