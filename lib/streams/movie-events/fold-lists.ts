import { FilmCounts } from './film-counts';
import type { FilmNode } from './film-index';
import type { FilmRow } from './film-row';
import type { MovieDelta } from './movie-delta';
import { movieNotes, type RowChange, UserList } from './user-list';

/** What is known of a user before the events: a row of user_stat. */
export interface StoredUser {
  readonly partition: number;
  readonly scattered: boolean;
}

/** What was loaded, by user id: rows by film, and names that were told together with a film's IMDb id. */
export interface LoadedLists {
  readonly users: ReadonlyMap<string, StoredUser>;
  readonly rows: ReadonlyMap<string, ReadonlyMap<number, FilmRow>>;
  readonly names: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

export interface FoldedUser {
  readonly userId: string;
  readonly rows: readonly RowChange[];
  readonly joinedNames: ReadonlyMap<number, number>;
  readonly isScattered: boolean;
  /** Latest time of an event, Unix ms. */
  readonly lastMs: number;
}

/** What a delta does to the lists, sorted by user. */
export interface FoldedLists {
  readonly users: readonly FoldedUser[];
  readonly counts: FilmCounts;
  /** Valid records, or users, treated in a way worth knowing. */
  readonly notes: ReadonlyMap<string, number>;
}

/**
 * Folds what happened onto what was loaded. Pure. What a user's list becomes depends on that user's events alone, so
 * that the order between users, and how events are cut into deltas, changes nothing.
 */
export function foldLists(delta: MovieDelta, loaded: LoadedLists, idOf: (node: FilmNode) => number): FoldedLists {
  const notes = new Map<string, number>();
  const note = (name: string): void => void notes.set(name, (notes.get(name) ?? 0) + 1);
  const counts = new FilmCounts();
  const users = [...delta.users.keys()].sort().map((userId): FoldedUser => {
    const { events, lastMs, partition, scattered } = delta.users.get(userId)!;
    const list = new UserList(loaded.rows.get(userId) ?? noRows, loaded.names.get(userId) ?? noNames, idOf, note);
    for (const event of events) list.apply(event);
    const rows = list.changes();
    for (const { before, after } of rows) {
      if (before !== null) counts.count(before, -1);
      if (after !== null) counts.count(after, 1);
    }
    const stored = loaded.users.get(userId);
    const isScattered = scattered || (stored !== undefined && stored.partition !== partition);
    if (isScattered && stored?.scattered !== true) note(movieNotes.scattered);
    return { userId, rows, joinedNames: list.joinedNames, isScattered, lastMs };
  });
  return { users, counts, notes };
}

const noRows: ReadonlyMap<number, FilmRow> = new Map();
const noNames: ReadonlyMap<number, number> = new Map();
