import type { Film } from '../films/film';
import type { MovieEvent, ToldFilm } from './event';

/** For tests: a film in a plain list. Ratings in halves. */
export interface ListedFilm {
  id: string;
  rating: number | null;
  month: string;
  minutes: number;
  minute: number | null;
  director: string;
  genres: readonly string[];
  actors: readonly string[];
}

/** An event with what the broker says of it. */
export interface ReferenceEvent extends MovieEvent {
  readonly partition: number;
  readonly appendedAtMs: number;
}

/** For tests: what film lists mean, as plain lists of films, written from the description and nothing else. */
export class ReferenceLists {
  readonly lists = new Map<string, ListedFilm[]>();
  readonly partitions = new Map<string, Set<number>>();
  readonly notes: Record<string, number> = {};
  /** By user and name: the IMDb id that the user told with it. */
  private readonly owners = new Map<string, string>();

  constructor(private readonly catalogue: readonly Film[]) {}

  add(event: ReferenceEvent): void {
    const { userId, type, films } = event;
    this.partitions.set(userId, (this.partitions.get(userId) ?? new Set()).add(event.partition));
    const old = this.lists.get(userId) ?? [];
    const list = type === 'RECALCULATE' ? [] : old;
    this.lists.set(userId, list);
    for (const told of films) this.addFilm(event, told, list, type === 'RECALCULATE' ? old : []);
  }

  private addFilm({ type, userId, ...event }: ReferenceEvent, told: ToldFilm, list: ListedFilm[], old: ListedFilm[]) {
    const { id, known } = this.identify(userId, told, list);
    const film = list.find((one) => one.id === id);
    const at = film === undefined ? -1 : list.indexOf(film);
    if (type === 'DELETE') return film ? list.splice(at, 1) : this.note('ignored_delete_of_absent_film');
    if (type === 'UPDATE_RATING') {
      if (film === undefined) return this.note('ignored_rating_of_absent_film');
      if (told.old_rating != null && told.old_rating * 2 !== film.rating) this.note('old_rating_differs_from_stored');
      film.rating = told.new_rating! * 2;
      return;
    }
    if (type === 'UPDATE' && film === undefined) this.note('update_of_absent_film_added_it');
    const stayed = old.find((one) => one.id === id);
    const minute = Math.floor(event.timeMs / 60_000);
    const isOld = minute * 60_000 < event.appendedAtMs - 35 * 86_400_000;
    if (film === undefined && stayed === undefined && isOld) this.note('too_old_for_film_minute');
    const before: ListedFilm = film ?? {
      id,
      rating: null,
      month: new Date(event.timeMs).toISOString().slice(0, 7),
      minutes: known?.minutes ?? 0,
      minute: stayed !== undefined ? stayed.minute : isOld ? null : minute,
      director: known?.director ?? '',
      genres: known?.genres ?? [],
      actors: known?.actors ?? [],
    };
    const after: ListedFilm = {
      ...before,
      rating: told.rating == null ? before.rating : told.rating * 2,
      month: told.date?.slice(0, 7) || before.month,
      minutes: told.duration ?? before.minutes,
      director: told.director?.trim() || before.director,
      genres: once(told.genres) ?? before.genres,
      actors: once(told.actors) ?? before.actors,
    };
    if (film === undefined) list.push(after);
    else list[at] = after;
  }

  /** A film is its IMDb id, else name and year; a name told with an IMDb id is that film's for this user, once it is. */
  private identify(userId: string, told: ToldFilm, list: ListedFilm[]): { id: string; known: Film | undefined } {
    const { imdb_id: imdbId, name, year } = told;
    const byImdb = imdbId ? this.catalogue.find((film) => film.imdbId === imdbId) : undefined;
    const titled = this.catalogue.filter((film) => film.title === name && (year == null || film.year === year));
    const byName = titled.length === 1 ? titled[0] : undefined;
    const imdb = imdbId ? (byImdb ? `#${byImdb.id}` : imdbId) : null;
    const named = name ? (byName ? `#${byName.id}` : `${name}/${year ?? ''}`) : null;
    const key = `${userId} ${named}`;
    const isFree = named !== null && byName?.imdbId == null;
    if (imdb !== null && isFree && named !== imdb && !this.owners.has(key)) {
      this.owners.set(key, imdb);
      const [owned, other] = [list.find((one) => one.id === imdb), list.find((one) => one.id === named)];
      if (other !== undefined) {
        this.note('film_listed_under_two_names');
        if (owned === undefined) other.id = imdb;
        else {
          list.splice(list.indexOf(other), 1);
          owned.rating ??= other.rating;
          owned.minutes ||= other.minutes;
          owned.director ||= other.director;
          if (owned.genres.length === 0) owned.genres = other.genres;
          if (owned.actors.length === 0) owned.actors = other.actors;
        }
      }
    }
    return { id: imdb ?? this.owners.get(key) ?? named!, known: byImdb ?? byName };
  }

  private note(name: string): void {
    this.notes[name] = (this.notes[name] ?? 0) + 1;
  }
}

const once = (names: readonly string[] | null | undefined): readonly string[] | null =>
  names == null ? null : [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
