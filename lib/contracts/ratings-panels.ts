import { type StoredAnswer, storedWindows, type UtcRange } from './stored-answer';

/** What the stored ratings panels answer: `/api/panels/<panel>.json`, pages and embeds read the same shape. */

/** Periods that end with the running hour, and everything stored. */
export const ratingsWindows = [...storedWindows, 'all'] as const;
export type RatingsWindow = (typeof ratingsWindows)[number];

/** The ten values of a rating, in the order of their columns. */
export const ratingValues = ['0.5', '1.0', '1.5', '2.0', '2.5', '3.0', '3.5', '4.0', '4.5', '5.0'] as const;
export type RatingValue = (typeof ratingValues)[number];

/** The model whose figures stand beside the measured ones. */
export interface ExpectationModel {
  /** Users, genres, genres kept a user, Dirichlet alpha and noise of the generator, as `produce ratings` has them. */
  readonly users: number;
  readonly genres: number;
  readonly topK: number;
  readonly alpha: number;
  readonly noise: number;
}

/** The period as it was resolved. */
export interface PeriodFilters {
  /** First local hour, `2026-10-25T00:00` on the wall clock of `tz`; null when nothing is stored. */
  readonly from: string | null;
  /** Local hour after the last. */
  readonly to: string | null;
  readonly tz: string;
}

export interface PeriodAnswer<Row> extends StoredAnswer<Row> {
  readonly filters: PeriodFilters;
  /** Ratings in the period. */
  readonly total: number;
  /** Stored ratings outside the period. */
  readonly leftOut: number;
  /** null when nothing is stored and no period was named. */
  readonly range: UtcRange | null;
  /** From the first to the last hour that has a rating. */
  readonly stored: UtcRange | null;
}

/** A rating's share of all beside the model's. Shares 0..1 to nine places. */
export interface DistributionRow {
  readonly rating: RatingValue;
  readonly count: number;
  readonly share: number;
  readonly expectedShare: number;
  /** Ends of the range in which 95 of 100 samples of this size lie. */
  readonly low: number;
  readonly high: number;
  readonly difference: number;
  readonly outside: boolean;
}

export interface RatingsDistribution extends PeriodAnswer<DistributionRow> {
  readonly model: ExpectationModel;
  /** Who have ever rated; the ranges count that they are drawn. */
  readonly users: number;
}

/** Counts of one step by rating; null where no rating can be known: before the first, after the last, and to come. */
export type OverTimeRow = Readonly<Record<RatingValue, number | null>> & {
  /** Local start, `2026-10-25T13:00`. */
  readonly time: string;
  /** UTC, ISO 8601; `to` is exclusive. */
  readonly from: string;
  readonly to: string;
  /** `measured`: a true count, also zero. `ahead`: has not come. `unknown`: nothing is stored of that time. */
  readonly kind: 'measured' | 'ahead' | 'unknown';
  readonly ratings: number | null;
};

export interface RatingsOverTime extends PeriodAnswer<OverTimeRow> {
  readonly step: 'hour' | 'day' | 'month' | 'year';
}

/** Users who like a genre, of those with enough ratings. Shares 0..1 to nine places. */
export interface GenreRow {
  readonly genre: string;
  /** Users whose most-rated genre it is. */
  readonly leading: number;
  readonly leadingShare: number;
  readonly leadingExpected: number;
  readonly leadingLow: number;
  readonly leadingHigh: number;
  readonly leadingOutside: boolean;
  /** Users who have it among the three that they rated most. */
  readonly top: number;
  readonly topShare: number;
  readonly topExpected: number;
  readonly topLow: number;
  readonly topHigh: number;
  readonly topOutside: boolean;
}

export interface RatingsGenres extends StoredAnswer<GenreRow> {
  /** Users with at least `fewestRatings` ratings. */
  readonly users: number;
  readonly allUsers: number;
  readonly fewestRatings: number;
  readonly model: ExpectationModel;
  /** Ratings a user of the simulation, and its users with enough of them. */
  readonly simulated: { readonly ratingsPerUser: number; readonly users: number };
}

/** A film's ratings of all time, in stars. */
export interface FilmsTopRow {
  readonly rank: number;
  readonly film: number;
  /** null for a film that the catalogue does not have. */
  readonly title: string | null;
  readonly year: number | null;
  readonly genres: readonly string[];
  readonly ratings: number;
  readonly mean: number;
  readonly shrunkenMean: number;
  /** Standard deviation of its ratings. */
  readonly deviation: number;
}

export interface FilmsTopFilters {
  readonly minimum: number;
  readonly genre: string | null;
  readonly limit: number;
}

export interface FilmsTop extends StoredAnswer<FilmsTopRow> {
  readonly filters: FilmsTopFilters;
  /** Films of the genre with at least `minimum` ratings, with any, and in the catalogue. */
  readonly qualifying: number;
  readonly rated: number;
  readonly catalogue: number;
  /** Of all ratings, in stars; null without one. */
  readonly globalMean: number | null;
  /** A film's mean is drawn to the mean of all as by so many ratings. */
  readonly shrinkage: number;
}
