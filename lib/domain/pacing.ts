/** A schedule further behind than this gives up the lost time instead of catching up in a burst. */
const maxCatchUpMs = 1_000;

export interface Pacing {
  /** How many events are due and not yet taken; Infinity without a rate. */
  due(nowMs: number): number;
  /** Notes that `count` events were made. */
  take(count: number): void;
  /** Milliseconds until the next event is due. */
  waitMs(nowMs: number): number;
  /** Time given up because events could not be made when they were due. */
  readonly slippedMs: number;
}

/**
 * Keeps a rate by schedule, not by sleeping: event n is due at start + n / rate, so that late timers are made up for.
 * `eventsPerSecond` 0 = always due. Times are of a clock that never goes back, in milliseconds.
 */
export function createPacing(options: { eventsPerSecond: number; startMs: number }): Pacing {
  const { eventsPerSecond } = options;
  let startMs = options.startMs;
  let taken = 0;
  let slippedMs = 0;
  return {
    get slippedMs() {
      return slippedMs;
    },
    due(nowMs) {
      if (eventsPerSecond === 0) return Number.POSITIVE_INFINITY;
      const behindMs = nowMs - startMs - (taken * 1_000) / eventsPerSecond;
      const allowedMs = maxCatchUpMs + 1_000 / eventsPerSecond;
      if (behindMs > allowedMs) {
        startMs += behindMs - allowedMs;
        slippedMs += behindMs - allowedMs;
      }
      return Math.max(0, Math.floor(((nowMs - startMs) * eventsPerSecond) / 1_000 + 1e-6) - taken);
    },
    take(count) {
      taken += count;
    },
    waitMs(nowMs) {
      if (eventsPerSecond === 0) return 0;
      return Math.max(0, startMs + ((taken + 1) * 1_000) / eventsPerSecond - nowMs);
    },
  };
}
