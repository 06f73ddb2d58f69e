import { hourMs, type ZoneSegment } from './time-zone';

/** How wide a column of a stored time axis is, on a wall clock. */
export type LocalStep = 'hour' | 'day' | 'month' | 'year';

/** One column: a stretch of UTC that a wall clock calls by one name. Unix ms, `toMs` exclusive. */
export interface LocalColumn {
  readonly fromMs: number;
  readonly toMs: number;
  /** Wall clock at its start, written as if it were UTC: the step's own start, or the range's if that is later. */
  readonly localMs: number;
}

const dayMs = 24 * hourMs;

/** The finest step that gives at most about 120 columns; years may be more. */
export function stepFor(lengthMs: number): LocalStep {
  if (lengthMs <= 4 * dayMs) return 'hour';
  if (lengthMs <= 120 * dayMs) return 'day';
  return lengthMs <= 10 * 366 * dayMs ? 'month' : 'year';
}

/** Start of the step in which a wall-clock time lies, both written as if they were UTC. */
export function startOfStep(localMs: number, step: LocalStep): number {
  if (step === 'hour') return Math.floor(localMs / hourMs) * hourMs;
  if (step === 'day') return Math.floor(localMs / dayMs) * dayMs;
  const date = new Date(localMs);
  return Date.UTC(date.getUTCFullYear(), step === 'month' ? date.getUTCMonth() : 0);
}

/** Start of the step after the one that starts at `startMs`. */
export function nextStart(startMs: number, step: LocalStep): number {
  if (step === 'hour') return startMs + hourMs;
  if (step === 'day') return startMs + dayMs;
  const date = new Date(startMs);
  return step === 'month'
    ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
    : Date.UTC(date.getUTCFullYear() + 1, 0);
}

/**
 * Cuts the segments of a zone into steps of its wall clock, oldest first. An hour that the clock repeats is one column
 * of both, one that it skips is none; a day of a clock's change has 23 or 25 hours.
 */
export function localColumns(segments: readonly ZoneSegment[], step: LocalStep): readonly LocalColumn[] {
  const starts: { fromMs: number; localMs: number }[] = [];
  let named = Number.NEGATIVE_INFINITY;
  for (const { fromMs, toMs, offsetMs } of segments) {
    for (let localMs = fromMs + offsetMs; localMs < toMs + offsetMs; ) {
      const start = startOfStep(localMs, step);
      if (start > named) {
        starts.push({ fromMs: localMs - offsetMs, localMs });
        named = start;
      }
      localMs = nextStart(start, step);
    }
  }
  const endMs = segments.at(-1)?.toMs ?? 0;
  return starts.map((start, at) => ({ ...start, toMs: starts[at + 1]?.fromMs ?? endMs }));
}
