import { tooOldForFilmMinute } from '../film-statements';
import type { FilmNode } from './film-index';
import type { FilmOp, FilmReference } from './film-op';
import { type FilmRow, isSameRow, joinedRow, newRow, updatedRow } from './film-row';
import type { ListEvent } from './movie-delta';

/** Valid records, or users, treated in a way worth knowing. */
export const movieNotes = {
  ignoredDelete: 'ignored_delete_of_absent_film',
  ignoredRating: 'ignored_rating_of_absent_film',
  addedByUpdate: 'update_of_absent_film_added_it',
  oldRatingDiffers: 'old_rating_differs_from_stored',
  joined: 'film_listed_under_two_names',
  scattered: 'user_in_two_partitions',
  tooOld: tooOldForFilmMinute,
} as const;

/** A film in a list before and after; null = it does not stand there. */
export interface RowChange {
  readonly before: FilmRow | null;
  readonly after: FilmRow | null;
}

export type Note = (note: string) => void;

/**
 * One user's films while events are folded onto them. Pure: what it ends with depends on what was loaded and on the
 * events of this user alone, never on those of others.
 */
export class UserList {
  /** Names that this user told together with an IMDb id since the load: node of the name -> film. */
  joinedNames: ReadonlyMap<number, number> = none;
  private readonly rows: Map<number, FilmRow>;

  constructor(
    private readonly loaded: ReadonlyMap<number, FilmRow>,
    private readonly loadedNames: ReadonlyMap<number, number>,
    private readonly idOf: (node: FilmNode) => number,
    private readonly note: Note,
  ) {
    this.rows = new Map(loaded);
  }

  apply(event: ListEvent): void {
    const before = event.replaces ? new Map(this.rows) : null;
    if (event.replaces) this.rows.clear();
    for (const op of event.ops) this.applyOp(op, event, before);
  }

  /** Films whose rows are not as they were loaded; null = not in the list. */
  changes(): readonly RowChange[] {
    const changed: RowChange[] = [];
    for (const [film, before] of this.loaded) {
      const after = this.rows.get(film) ?? null;
      if (after === null || !isSameRow(before, after)) changed.push({ before, after });
    }
    for (const [film, after] of this.rows) if (!this.loaded.has(film)) changed.push({ before: null, after });
    return changed;
  }

  /** `replaced`: the list that this event replaces; a film that stays is counted in the minute in which it came. */
  private applyOp(op: FilmOp, event: ListEvent, replaced: ReadonlyMap<number, FilmRow> | null): void {
    const film = this.filmOf(op);
    const row = this.rows.get(film);
    if (row === undefined) this.add(film, op, event, replaced?.get(film));
    else if (op.what === 'remove') this.rows.delete(film);
    else if (op.what === 'rate') {
      if (op.oldRating !== null && op.oldRating !== row.rating) this.note(movieNotes.oldRatingDiffers);
      this.rows.set(film, { ...row, rating: op.rating });
    } else this.rows.set(film, updatedRow(row, op));
  }

  private add(film: number, op: FilmOp, event: ListEvent, stayed: FilmRow | undefined): void {
    if (op.what === 'remove') this.note(movieNotes.ignoredDelete);
    else if (op.what === 'rate') this.note(movieNotes.ignoredRating);
    else {
      if (op.what === 'update') this.note(movieNotes.addedByUpdate);
      if (stayed === undefined && event.minute === null) this.note(movieNotes.tooOld);
      this.rows.set(film, newRow(film, op, event.month, stayed === undefined ? event.minute : stayed.countedMinute));
    }
  }

  /** The film that is meant, in this user's list. */
  private filmOf({ imdb, name, nameIsFree }: FilmReference): number {
    const named = name === null ? null : this.idOf(name);
    const owner = named === null ? null : (this.joinedNames.get(named) ?? this.loadedNames.get(named) ?? null);
    if (imdb === null) return owner ?? named!;
    const film = this.idOf(imdb);
    if (named !== null && nameIsFree && owner === null && named !== film) this.join(named, film);
    return film;
  }

  private join(named: number, film: number): void {
    this.joinedNames = new Map(this.joinedNames).set(named, film);
    const row = this.rows.get(named);
    if (row === undefined) return;
    const other = this.rows.get(film);
    this.rows.delete(named);
    this.rows.set(film, other === undefined ? { ...row, film } : joinedRow(other, row));
    this.note(movieNotes.joined);
  }
}

const none: ReadonlyMap<number, number> = new Map();
