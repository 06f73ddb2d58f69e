import type { FilmRow } from './film-row';
import type { RowChange } from './user-list';

/** What is added to one row of a table of sums; negative parts take away what was counted. */
export interface Sums {
  films: number;
  /** Films with a rating; their ratings' sum in halves. */
  rated: number;
  ratingSum: number;
  minutes: number;
}

/** Takes the sums that a user's changed rows come to: each month and rating at most once; all-zero sums may be among them. */
export interface SumsOfUser {
  total(sums: Sums): void;
  month(month: string, sums: Sums): void;
  /** In halves. */
  rating(rating: number, sums: Sums): void;
  /** To be added to each name of the row: director, genres, actors. A name may come in several rows. */
  names(row: FilmRow, sums: Sums): void;
}

/** Adds up what the changed rows of one user's list add to the sums that are kept of it. */
export function addUpChanges(rows: readonly RowChange[], into: SumsOfUser): void {
  const [only] = rows;
  if (only === undefined) return;
  // Most users come with one film between two commits: nothing to add up by name then.
  if (rows.length === 1 && haveSameKeys(only)) addOne(only, into);
  else addMany(rows, into);
}

const haveSameNames = ({ before, after }: RowChange): boolean =>
  before === null ||
  after === null ||
  (before.director === after.director && before.genres === after.genres && before.actors === after.actors);

const haveSameKeys = (change: RowChange): boolean =>
  haveSameNames(change) &&
  (change.before === null || change.after === null || change.before.month === change.after.month);

function differenceOf({ before, after }: RowChange): Sums {
  const sums = zero();
  if (before !== null) count(sums, before, -1);
  if (after !== null) count(sums, after, 1);
  return sums;
}

function addOne(change: RowChange, into: SumsOfUser): void {
  const { before, after } = change;
  const sums = differenceOf(change);
  const row = (after ?? before)!;
  into.total(sums);
  into.month(row.month, sums);
  if (before?.rating !== after?.rating) {
    if (before !== null && before.rating !== null) into.rating(before.rating, differenceOf({ before, after: null }));
    if (after !== null && after.rating !== null) into.rating(after.rating, differenceOf({ before: null, after }));
  }
  into.names(row, sums);
}

function addMany(rows: readonly RowChange[], into: SumsOfUser): void {
  const total = zero();
  const months = new Map<string, Sums>();
  const ratings = new Map<number, Sums>();
  const add = (row: FilmRow, sign: 1 | -1): void => {
    count(total, row, sign);
    count(sumsOf(months, row.month), row, sign);
    if (row.rating !== null) count(sumsOf(ratings, row.rating), row, sign);
  };
  for (const change of rows) {
    const { before, after } = change;
    if (before !== null) add(before, -1);
    if (after !== null) add(after, 1);
    if (haveSameNames(change)) into.names((after ?? before)!, differenceOf(change));
    else {
      into.names(before!, differenceOf({ before, after: null }));
      into.names(after!, differenceOf({ before: null, after }));
    }
  }
  into.total(total);
  for (const [month, sums] of months) into.month(month, sums);
  for (const [rating, sums] of ratings) into.rating(rating, sums);
}

export const zero = (): Sums => ({ films: 0, rated: 0, ratingSum: 0, minutes: 0 });

function sumsOf<Key>(table: Map<Key, Sums>, key: Key): Sums {
  let sums = table.get(key);
  if (sums === undefined) {
    sums = zero();
    table.set(key, sums);
  }
  return sums;
}

function count(sums: Sums, row: FilmRow, sign: 1 | -1): void {
  sums.films += sign;
  sums.minutes += sign * row.minutes;
  if (row.rating === null) return;
  sums.rated += sign;
  sums.ratingSum += sign * row.rating;
}
