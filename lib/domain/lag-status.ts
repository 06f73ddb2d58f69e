/** One look at a consumer group: `end` and `lag` in records, summed over its partitions. */
export interface LagLook {
  readonly atMs: number;
  readonly end: number;
  readonly lag: number;
}

export type LagStatus = 'ok' | 'warn' | 'crit' | 'unknown';

/** Records that are always in flight between two looks of a healthy group, in milliseconds of production. */
const inFlightMs = 2_000;
/** A group that drains within this is behind, not lost. */
const drainSoonMs = 30_000;

/** Records per second appended between the first and the last look; 0 for fewer than two. */
export function productionRate(looks: readonly LagLook[]): number {
  const first = looks[0];
  const last = looks.at(-1);
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return 0;
  return Math.max(0, ((last.end - first.end) * 1_000) / (last.atMs - first.atMs));
}

/**
 * Judges a group over a window of looks, oldest first, without a threshold in records: ok when it was at most two
 * seconds of production behind at some look, warn when it is behind but catching up soon, crit when it falls behind.
 */
export function lagStatus(looks: readonly LagLook[]): LagStatus {
  const first = looks[0];
  const last = looks.at(-1);
  if (first === undefined || last === undefined) return 'unknown';
  // The newest looks count by themselves: a flow that has just begun is slow on average.
  const rate = Math.max(productionRate(looks), productionRate(looks.slice(-3)));
  const inFlight = (rate * inFlightMs) / 1_000;
  if (looks.some((look) => look.lag <= inFlight) && last.lag <= Math.max(inFlight, first.lag)) return 'ok';
  if (last.lag >= first.lag) return looks.length < 3 ? 'warn' : 'crit';
  const drainPerMs = (first.lag - last.lag) / Math.max(1, last.atMs - first.atMs);
  return last.lag / drainPerMs <= drainSoonMs ? 'warn' : 'crit';
}
