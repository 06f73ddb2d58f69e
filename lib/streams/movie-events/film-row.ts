import type { FilmOp } from './film-op';

/** A film in a user's list: a row of user_movie. Lists of names as one text (`joinNames`). */
export interface FilmRow {
  readonly film: number;
  /** Halves, 1..20; null = not rated. */
  readonly rating: number | null;
  readonly month: string;
  /** Length in minutes, 0 = not known. */
  readonly minutes: number;
  /** Minute since 1970 under which film_minute counts the film; null = it does not. */
  readonly countedMinute: number | null;
  readonly director: string;
  readonly genres: string;
  readonly actors: string;
}

export const isSameRow = (a: FilmRow, b: FilmRow): boolean =>
  a === b ||
  (a.film === b.film &&
    a.rating === b.rating &&
    a.month === b.month &&
    a.minutes === b.minutes &&
    a.countedMinute === b.countedMinute &&
    a.director === b.director &&
    a.genres === b.genres &&
    a.actors === b.actors);

/** A film that comes into the list: what is not told is the catalogue's. */
export const newRow = (film: number, op: FilmOp, month: string, minute: number | null): FilmRow => ({
  film,
  rating: op.rating,
  month: op.month ?? month,
  minutes: op.minutes ?? op.catalogue?.minutes ?? 0,
  countedMinute: minute,
  director: op.director ?? op.catalogue?.director ?? '',
  genres: op.genres ?? op.catalogue?.genres ?? '',
  actors: op.actors ?? op.catalogue?.actors ?? '',
});

/** A film that was in the list: what is not told stays. */
export const updatedRow = (row: FilmRow, op: FilmOp): FilmRow => ({
  ...row,
  rating: op.rating ?? row.rating,
  month: op.month ?? row.month,
  minutes: op.minutes ?? row.minutes,
  director: op.director ?? row.director,
  genres: op.genres ?? row.genres,
  actors: op.actors ?? row.actors,
});

/** One film that stood in the list twice, under its IMDb id and under its name: the former counts. */
export const joinedRow = (row: FilmRow, named: FilmRow): FilmRow => ({
  ...row,
  rating: row.rating ?? named.rating,
  minutes: row.minutes || named.minutes,
  director: row.director || named.director,
  genres: row.genres || named.genres,
  actors: row.actors || named.actors,
});
