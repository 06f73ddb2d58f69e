import type { StoredAnswer } from './stored-answer';

/** What the stored panels of film lists answer: `/api/panels/<panel>.json`, pages and embeds read the same shape. */

export const affinityKinds = ['director', 'actor', 'genre'] as const;
export type AffinityKind = (typeof affinityKinds)[number];

/** What the list of users can be ordered by. */
export const userSorts = ['films', 'watch-time', 'ratings', 'mean', 'changed', 'user'] as const;
export type UserSort = (typeof userSorts)[number];

/** Below so many ratings a mean says little: it is drawn muted, and does not rank. */
export const fewRatings = 5;

/** Totals of one list. Means are of the ratings 0.5 to 10, to nine places; null without a rating. */
export interface ListFigures {
  readonly films: number;
  readonly watchMinutes: number;
  readonly rated: number;
  readonly meanRating: number | null;
}

export interface UserRow extends ListFigures {
  readonly user: string;
  /** UTC, ISO 8601: time of the newest event. */
  readonly lastChangeAt: string;
}

export interface UsersFilters {
  readonly prefix: string;
  readonly sort: UserSort;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
}

/** A page of the list of users. */
export interface UsersList extends StoredAnswer<UserRow> {
  readonly filters: UsersFilters;
  /** Of all lists, whatever the filters; with the moment at which they were added up, UTC. */
  readonly total: ListFigures & { readonly users: number; readonly asOf: string };
  /** Users that the prefix fits and the order takes; null = more than were counted. */
  readonly found: number | null;
  /** Place of the first row in the order, from 1; null behind the first 5,000, where nobody counts. */
  readonly firstPlace: number | null;
  /** What `after` and `before` take to turn the page; null at the ends. */
  readonly next: string | null;
  readonly previous: string | null;
}

/** Whose numbers, and whose beside them. `user` is null when nothing is stored and nobody was named. */
export interface PairFilters {
  readonly user: string | null;
  readonly with: string | null;
}

export interface SummaryRow extends UserRow {
  /** Months that hold a film, and the first and last of them as `2026-11`. */
  readonly months: number;
  readonly firstMonth: string | null;
  readonly lastMonth: string | null;
}

export interface UserSummary extends StoredAnswer<SummaryRow> {
  readonly filters: PairFilters;
  /** What both lists share; a film counts once under all its names. The correlation is null where it does not exist. */
  readonly common: { readonly films: number; readonly bothRated: number; readonly correlation: number | null } | null;
  /** The genre of most films. */
  readonly topGenre: { readonly name: string; readonly films: number } | null;
  /** Events of the user came from two partitions, so that their order was not promised. */
  readonly scattered: boolean;
  /** Neighbours by id. */
  readonly previous: string | null;
  readonly next: string | null;
}

/** A month in which one of both watched a film; the other's are null where there is no other. */
export interface MonthRow {
  readonly month: string;
  readonly films: number;
  readonly watchMinutes: number;
  readonly rated: number;
  readonly withFilms: number | null;
  readonly withWatchMinutes: number | null;
}

export interface UserMonths extends StoredAnswer<MonthRow> {
  readonly filters: PairFilters;
  /** The month that is not over, in the zone `tz`. */
  readonly currentMonth: string;
  readonly tz: string;
}

/** Films with this rating, and their share of the list's rated films, 0..1. */
export interface RatingRow {
  readonly rating: number;
  readonly films: number;
  readonly share: number;
  readonly withFilms: number | null;
  readonly withShare: number | null;
}

export interface UserRatings extends StoredAnswer<RatingRow> {
  readonly filters: PairFilters;
  readonly rated: number;
  readonly meanRating: number | null;
  readonly withRated: number | null;
  readonly withMeanRating: number | null;
}

export interface AffinityRow {
  readonly rank: number;
  readonly name: string;
  readonly films: number;
  readonly rated: number;
  readonly meanRating: number | null;
  readonly withFilms: number | null;
  readonly withMeanRating: number | null;
}

export interface UserAffinities extends StoredAnswer<AffinityRow> {
  readonly filters: PairFilters & { readonly kind: AffinityKind; readonly limit: number };
  /** Names of the kind in the whole list. */
  readonly names: number;
  /** Films of the whole lists: what shares are of. */
  readonly films: number;
  readonly withFilms: number | null;
}

export interface NewestRow {
  /** UTC, ISO 8601, whole minutes: when the film came into the list. */
  readonly addedAt: string;
  /** null when nobody told a name. */
  readonly title: string | null;
  readonly year: number | null;
  readonly rating: number | null;
  /** null = not known. */
  readonly watchMinutes: number | null;
  readonly month: string;
}

export interface UserNewest extends StoredAnswer<NewestRow> {
  readonly filters: { readonly user: string | null; readonly limit: number };
  /** Films of the whole list. */
  readonly films: number;
}
