import type { FilmRow } from './film-row';
import { splitNames } from './name-list';

/** What is added to one row of a table of sums; negative parts take away what was counted. */
export interface Sums {
  films: number;
  /** Films with a rating; their ratings' sum in halves. */
  rated: number;
  ratingSum: number;
  minutes: number;
}

export type AffinityKind = 'director' | 'actor' | 'genre';

/** What the changes of one user's list add to the sums that are kept of it. Keys of `affinities`: kind, blank, name. */
export class ListChanges {
  readonly total: Sums = { films: 0, rated: 0, ratingSum: 0, minutes: 0 };
  readonly months = new Map<string, Sums>();
  readonly ratings = new Map<number, Sums>();
  readonly affinities = new Map<string, Sums>();

  /** Counts a row of the list, or takes back (`sign` -1) what it counted. */
  count(row: FilmRow, sign: 1 | -1): void {
    add(this.total, row, sign);
    addTo(this.months, row.month, row, sign);
    if (row.rating !== null) addTo(this.ratings, row.rating, row, sign);
    if (row.director !== '') addTo(this.affinities, `director ${row.director}`, row, sign);
    for (const name of splitNames(row.genres)) addTo(this.affinities, `genre ${name}`, row, sign);
    for (const name of splitNames(row.actors)) addTo(this.affinities, `actor ${name}`, row, sign);
  }
}

function addTo<Key>(table: Map<Key, Sums>, key: Key, row: FilmRow, sign: 1 | -1): void {
  let sums = table.get(key);
  if (sums === undefined) {
    sums = { films: 0, rated: 0, ratingSum: 0, minutes: 0 };
    table.set(key, sums);
  }
  add(sums, row, sign);
}

function add(sums: Sums, row: FilmRow, sign: 1 | -1): void {
  sums.films += sign;
  sums.minutes += sign * row.minutes;
  if (row.rating === null) return;
  sums.rated += sign;
  sums.ratingSum += sign * row.rating;
}
