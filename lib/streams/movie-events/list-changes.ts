import type { FilmRow } from './film-row';
import { splitNames } from './name-list';
import type { RowChange } from './user-list';

/** What is added to one row of a table of sums; negative parts take away what was counted. */
export interface Sums {
  films: number;
  /** Films with a rating; their ratings' sum in halves. */
  rated: number;
  ratingSum: number;
  minutes: number;
}

export type AffinityKind = 'director' | 'actor' | 'genre';

/** Takes the sums that a user's changed rows come to: each key at most once a user; all-zero sums may be among them. */
export interface SumsOfUser {
  total(sums: Sums): void;
  month(month: string, sums: Sums): void;
  /** In halves. */
  rating(rating: number, sums: Sums): void;
  affinity(kind: AffinityKind, name: string, sums: Sums): void;
}

/** Adds up what the changed rows of one user's list add to the sums that are kept of it. */
export function addUpChanges(rows: readonly RowChange[], into: SumsOfUser): void {
  const [only] = rows;
  if (only === undefined) return;
  // Most users come with one film between two commits: nothing to add up by name then.
  if (rows.length === 1 && haveSameKeys(only)) addOne(only, into);
  else addMany(rows, into);
}

const haveSameKeys = ({ before, after }: RowChange): boolean =>
  before === null ||
  after === null ||
  (before.month === after.month &&
    before.director === after.director &&
    before.genres === after.genres &&
    before.actors === after.actors);

function addOne({ before, after }: RowChange, into: SumsOfUser): void {
  const sums = zero();
  if (before !== null) count(sums, before, -1);
  if (after !== null) count(sums, after, 1);
  const row = (after ?? before)!;
  into.total(sums);
  into.month(row.month, sums);
  if (before?.rating !== after?.rating) {
    if (before !== null && before.rating !== null) into.rating(before.rating, single(before, -1));
    if (after !== null && after.rating !== null) into.rating(after.rating, single(after, 1));
  }
  if (row.director !== '') into.affinity('director', row.director, sums);
  for (const name of splitNames(row.genres)) into.affinity('genre', name, sums);
  for (const name of splitNames(row.actors)) into.affinity('actor', name, sums);
}

function addMany(rows: readonly RowChange[], into: SumsOfUser): void {
  const total = zero();
  const months = new Map<string, Sums>();
  const ratings = new Map<number, Sums>();
  const names = { director: new Map<string, Sums>(), genre: new Map<string, Sums>(), actor: new Map<string, Sums>() };
  const add = (row: FilmRow, sign: 1 | -1): void => {
    count(total, row, sign);
    count(sumsOf(months, row.month), row, sign);
    if (row.rating !== null) count(sumsOf(ratings, row.rating), row, sign);
    if (row.director !== '') count(sumsOf(names.director, row.director), row, sign);
    for (const name of splitNames(row.genres)) count(sumsOf(names.genre, name), row, sign);
    for (const name of splitNames(row.actors)) count(sumsOf(names.actor, name), row, sign);
  };
  for (const { before, after } of rows) {
    if (before !== null) add(before, -1);
    if (after !== null) add(after, 1);
  }
  into.total(total);
  for (const [month, sums] of months) into.month(month, sums);
  for (const [rating, sums] of ratings) into.rating(rating, sums);
  for (const kind of ['director', 'genre', 'actor'] as const)
    for (const [name, sums] of names[kind]) into.affinity(kind, name, sums);
}

export const zero = (): Sums => ({ films: 0, rated: 0, ratingSum: 0, minutes: 0 });

function single(row: FilmRow, sign: 1 | -1): Sums {
  const sums = zero();
  count(sums, row, sign);
  return sums;
}

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
