import type { TrendingWindow } from '../contracts/engagement-panels';
import { decayedUnit, trendingSinceMs, trendingWindowMs } from './trending';

const minuteMs = 60_000;
/** A window is drawn in so many steps; each is a whole number of minutes. */
export const trendingSteps = 60;

export const trendingStepMs = (window: TrendingWindow): number => trendingWindowMs[window] / trendingSteps;

/** The whole minutes of the window that ends now, Unix ms; the running minute is behind `toMs`. */
export function trendingRange(window: TrendingWindow, nowMs: number): { fromMs: number; toMs: number } {
  const toMs = Math.floor(nowMs / minuteMs) * minuteMs;
  return { fromMs: toMs - trendingWindowMs[window], toMs };
}

/** First moment that counts for the scores of now or for those of one window earlier, Unix ms. */
export const comparedSinceMs = (window: TrendingWindow, nowMs: number): number =>
  trendingSinceMs(window, nowMs - trendingWindowMs[window]);

/** What an event counts per minute, in 2^-32. */
export interface MinuteUnits {
  readonly firstMs: number;
  /** For the score of now, one for each minute from `firstMs` to the last. */
  readonly now: readonly number[];
  /** For the score of one window earlier, from the minutes that had ended then. */
  readonly earlier: readonly number[];
}

/** Units of the minutes from `firstMs` to `lastMs`, which begin whole minutes; older ones than count have 0. */
export function minuteUnits(window: TrendingWindow, nowMs: number, firstMs: number, lastMs: number): MinuteUnits {
  const thenMs = nowMs - trendingWindowMs[window];
  const { fromMs } = trendingRange(window, nowMs);
  const minutes = Array.from(
    { length: Math.max(0, (lastMs - firstMs) / minuteMs + 1) },
    (_, at) => firstMs + at * minuteMs,
  );
  const [sinceMs, earlierSinceMs] = [trendingSinceMs(window, nowMs), comparedSinceMs(window, nowMs)];
  return {
    firstMs,
    now: minutes.map((atMs) => (atMs < sinceMs ? 0 : decayedUnit(window, atMs, nowMs))),
    earlier: minutes.map((atMs) => (atMs < earlierSinceMs || atMs >= fromMs ? 0 : decayedUnit(window, atMs, thenMs))),
  };
}
