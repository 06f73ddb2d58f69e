import { hourMs } from '../domain/time-zone';
import { type EngagementKind, engagementKinds } from '../streams/engagement/engagement-kind';
import { kindDimension } from '../streams/engagement/store';
import { type HourRange, hourWithin, type Reader, wholeHourSegments } from './query-orders-range';

/** What is asked of the stored engagement: Unix ms, whole hours, `toMs` exclusive; null = as far as anything is stored. */
export interface EngagementQuestion {
  readonly tz: string;
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** The question with everything resolved that the answers share. */
export interface EngagementSelection {
  readonly range: HourRange | null;
  /** As many hours before it; null where nothing is stored that is older than the range. */
  readonly before: HourRange | null;
  readonly stored: HourRange | null;
}

/** Events of the range, and of the window before; null = nothing is stored of it. */
export interface CountBeside {
  readonly count: number;
  readonly countBefore: number | null;
}

async function readStored(reader: Reader): Promise<HourRange | null> {
  const [row] = await reader.$queryRaw<{ first: Date | null; last: Date | null }[]>`
    SELECT min(hour) AS first, max(hour) AS last FROM engagement_cell`;
  if (!row?.first || !row.last) return null;
  return { fromMs: row.first.getTime(), toMs: row.last.getTime() + hourMs };
}

/** Resolves the question. Throws `UnanswerableQuestion` naming `tz` where the zone is not whole hours from UTC. */
export async function selectEngagement(reader: Reader, asked: EngagementQuestion): Promise<EngagementSelection> {
  const stored = await readStored(reader);
  const fromMs = asked.fromMs ?? stored?.fromMs ?? null;
  const toMs = asked.toMs ?? stored?.toMs ?? null;
  if (fromMs === null || toMs === null) return { range: null, before: null, stored };
  const range = { fromMs, toMs: Math.max(fromMs, toMs) };
  wholeHourSegments(asked.tz, range);
  const hasBefore = stored !== null && stored.fromMs < range.fromMs;
  return {
    ...{ range, stored },
    before: hasBefore ? { fromMs: range.fromMs - (range.toMs - range.fromMs), toMs: range.fromMs } : null,
  };
}

/** Events of each kind and detail (device, click type, rating) in the selected range and the window before. */
export async function countEngagement(
  reader: Reader,
  { range, before }: EngagementSelection,
): Promise<(kind: EngagementKind, detail?: string) => CountBeside> {
  const rows =
    range === null
      ? []
      : await reader.$queryRaw<{ kind: string; detail: string; count: bigint; before: bigint }[]>`
          SELECT k.value AS kind, d.value AS detail, sum(e.count) FILTER (WHERE NOT e.earlier)::int8 AS count,
            sum(e.count) FILTER (WHERE e.earlier)::int8 AS before
          FROM (
            SELECT kind, detail, hour < to_timestamp(${range.fromMs / 1_000}::float8) AS earlier, sum(count) AS count
            FROM engagement_cell WHERE ${hourWithin({ fromMs: (before ?? range).fromMs, toMs: range.toMs })}
            GROUP BY 1, 2, 3
          ) e JOIN dimension k ON k.id = e.kind JOIN dimension d ON d.id = e.detail
          WHERE k.kind = ${kindDimension} GROUP BY 1, 2`;
  return (kind, detail) => {
    const counted = rows.filter((row) => row.kind === kind && (detail === undefined || row.detail === detail));
    const sum = (name: 'count' | 'before') => counted.reduce((total, row) => total + Number(row[name] ?? 0), 0);
    return { count: sum('count'), countBefore: before === null ? null : sum('before') };
  };
}

/** Events of each kind per step of whole hours, oldest first. */
export async function countSteps(
  reader: Reader,
  { fromMs, hours, count }: { fromMs: number; hours: number; count: number },
): Promise<Readonly<Record<EngagementKind, readonly number[]>>> {
  const toMs = fromMs + count * hours * hourMs;
  const rows = await reader.$queryRaw<{ kind: string; step: number; count: bigint }[]>`
    SELECT k.value AS kind, e.step, e.count FROM (
      SELECT kind, ((date_part('epoch', hour)::int8 - ${fromMs / 1_000}::int8) / ${hours * 3_600}::int8)::int AS step,
        sum(count)::int8 AS count
      FROM engagement_cell WHERE ${hourWithin({ fromMs, toMs })} GROUP BY 1, 2
    ) e JOIN dimension k ON k.id = e.kind`;
  const steps = (kind: EngagementKind): readonly number[] => {
    const counts = new Array<number>(count).fill(0);
    for (const row of rows) if (row.kind === kind) counts[row.step] = Number(row.count);
    return counts;
  };
  return Object.fromEntries(engagementKinds.map((kind) => [kind, steps(kind)])) as Record<EngagementKind, number[]>;
}
