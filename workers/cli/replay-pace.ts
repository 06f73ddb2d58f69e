import { createPacing } from '@/lib/domain/pacing';

/** How long to wait before the next record may go, in milliseconds; 0 = now. Calling it takes the record. */
export interface ReplayPace {
  waitMs(timestampMs: number | null, nowMs: number): number;
}

/** A steady rate; 0 = no wait at all. `startMs` and `nowMs` are of one clock that never goes back. */
export function ratePace(eventsPerSecond: number, startMs: number): ReplayPace {
  const pacing = createPacing({ eventsPerSecond, startMs });
  return {
    waitMs(_, nowMs) {
      const wait = pacing.due(nowMs) >= 1 ? 0 : pacing.waitMs(nowMs);
      pacing.take(1);
      return wait;
    },
  };
}

/**
 * The records' own pace, `speed` times as fast, from the first timestamp on. A record without one, or older than one
 * before it, goes at once after that one.
 */
export function ownPace(speed: number, startMs: number): ReplayPace {
  let firstMs: number | null = null;
  return {
    waitMs(timestampMs, nowMs) {
      if (timestampMs === null) return 0;
      firstMs ??= timestampMs;
      return Math.max(0, startMs + (timestampMs - firstMs) / speed - nowMs);
    },
  };
}
