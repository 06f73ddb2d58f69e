import type { TrendingWindow } from '../contracts/engagement-panels';

/** Windows of the trending list: a thing that happened so long ago counts half. */
export const trendingWindowMs: Readonly<Record<TrendingWindow, number>> = {
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 604_800_000,
};

export const trendingWeights = { views: 1, clicks: 3, ratings: 5, adds: 1 } as const;

/** What is older than ten half-lives (it would count less than a thousandth), or than any row is kept, is left out. */
const halfLives = 10;
const longestMs = 35 * 86_400_000;

/**
 * Scores are whole numbers of 2^-32: sums are then exact in any order, and films that did equally well tie. A score of
 * 2^53 of them is 2,000,000 views now.
 */
export const trendingScale = 2 ** 32;

/** First moment that counts, Unix ms. */
export const trendingSinceMs = (window: TrendingWindow, nowMs: number): number =>
  nowMs - Math.min(halfLives * trendingWindowMs[window], longestMs);

/** What a view in the minute that begins at `minuteMs` counts at `nowMs`, in 2^-32; the future counts as now. */
export const decayedUnit = (window: TrendingWindow, minuteMs: number, nowMs: number): number =>
  Math.round(trendingScale * 2 ** (-Math.max(0, nowMs - minuteMs) / trendingWindowMs[window]));

/** What happened to a film in the minute that begins at `minuteMs`. */
export interface FilmMinute {
  readonly film: number;
  readonly minuteMs: number;
  readonly views: number;
  readonly clicks: number;
  readonly ratings: number;
}

export interface TrendingFilm {
  readonly film: number;
  /** Views + 3 x clicks + 5 x ratings, each halved per window of age. */
  readonly score: number;
  /** Of the minutes that count, undecayed. */
  readonly views: number;
  readonly clicks: number;
  readonly ratings: number;
}

/** Films by score, ties by id; those without anything in the minutes that count are left out. */
export function rankTrending(rows: readonly FilmMinute[], window: TrendingWindow, nowMs: number): TrendingFilm[] {
  const sinceMs = trendingSinceMs(window, nowMs);
  const films = new Map<number, { units: bigint; views: number; clicks: number; ratings: number }>();
  for (const { film, minuteMs, views, clicks, ratings } of rows) {
    if (minuteMs < sinceMs) continue;
    const sums = films.get(film) ?? { units: 0n, views: 0, clicks: 0, ratings: 0 };
    films.set(film, sums);
    const weight = views * trendingWeights.views + clicks * trendingWeights.clicks + ratings * trendingWeights.ratings;
    sums.units += BigInt(weight) * BigInt(decayedUnit(window, minuteMs, nowMs));
    sums.views += views;
    sums.clicks += clicks;
    sums.ratings += ratings;
  }
  return [...films]
    .filter(([, { units }]) => units > 0n)
    .sort(([a, { units: ofA }], [b, { units: ofB }]) => (ofA === ofB ? a - b : ofA > ofB ? -1 : 1))
    .map(([film, { units, ...counts }]) => ({ film, score: Number(units) / trendingScale, ...counts }));
}
