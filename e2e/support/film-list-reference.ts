import type { KnownFilm, ListEvent } from './film-list-events';

type Told = Readonly<Record<string, unknown>>;

/** A film in a list; ratings in points. */
export interface ReferenceFilm {
  readonly key: string;
  readonly title: string | null;
  rating: number | null;
  month: string;
  minutes: number;
  director: string;
  genres: readonly string[];
  actors: readonly string[];
  /** ISO, whole minutes, of the event that brought it; null where that was over 35 days old. */
  readonly addedAt: string | null;
}

export interface ReferenceList {
  readonly films: Map<string, ReferenceFilm>;
  lastMs: number;
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const namesOf = (value: unknown): readonly string[] => {
  const listed = typeof value === 'string' ? value.split(',') : (value as readonly string[]);
  return listed.map(text).filter((name, at, all) => name !== '' && all.indexOf(name) === at);
};

/** The tests' own reading of raw events: one plain list a user, changed event by event. Shares no code with the product. */
export class FilmListReference {
  readonly lists = new Map<string, ReferenceList>();
  private readonly owners = new Map<string, Map<string, string>>();
  /** Names that anybody told together with an IMDb id: name -> the first id by text. */
  private readonly oneFilm = new Map<string, string>();
  private readonly titles = new Map<string, string>();

  constructor(
    private readonly catalogue: readonly KnownFilm[],
    private readonly appendedAtMs: number,
  ) {
    for (const film of catalogue) this.titles.set(`#${film.id}`, film.title);
  }

  add(event: ListEvent): void {
    const user = event.user_id;
    const list = this.lists.get(user) ?? { films: new Map(), lastMs: Number.NEGATIVE_INFINITY };
    this.lists.set(user, list);
    if (!this.owners.has(user)) this.owners.set(user, new Map());
    list.lastMs = Math.max(list.lastMs, Date.parse(event.timestamp));
    const before = new Map(list.films);
    if (event.event_type === 'RECALCULATE') list.films.clear();
    for (const told of event.movies ?? [event.movie!]) this.addFilm(event, list, told, before);
  }

  /** Under which key a film counts when lists of two users are compared. */
  sameFilm(key: string): string {
    return this.oneFilm.get(key) ?? key;
  }

  private keysOf(told: Told) {
    const [imdbId, name] = [text(told.imdb_id), text(told.name)];
    const year = told.year ?? null;
    const byImdb = this.catalogue.find((film) => film.imdbId === imdbId);
    const byName = this.catalogue.find((film) => film.title === name && film.year === year);
    return {
      imdb: imdbId === '' ? null : byImdb ? `#${byImdb.id}` : `id ${imdbId}`,
      named: name === '' ? null : byName ? `#${byName.id}` : `name ${name} (${year})`,
      isFree: name !== '' && byName === undefined,
      known: byImdb ?? byName,
      ...{ imdbId, name },
    };
  }

  private addFilm(
    event: ListEvent,
    { films }: ReferenceList,
    told: Told,
    before: ReadonlyMap<string, ReferenceFilm>,
  ): void {
    const { imdb, named, isFree, known, imdbId, name } = this.keysOf(told);
    const owners = this.owners.get(event.user_id)!;
    if (imdb !== null && named !== null && isFree) {
      const other = this.oneFilm.get(named);
      if (other === undefined || imdbId < other.replace(/^id /, '')) this.oneFilm.set(named, imdb);
      if (!owners.has(named)) {
        owners.set(named, imdb);
        const [byName, byId] = [films.get(named), films.get(imdb)];
        films.delete(named);
        if (byName !== undefined)
          films.set(imdb, byId === undefined ? { ...byName, key: imdb } : { ...byId, ...filledFrom(byId, byName) });
      }
    }
    for (const key of [imdb, named])
      if (key !== null && name !== '' && !key.startsWith('#')) this.titles.set(key, name);
    const key = imdb ?? owners.get(named!) ?? named!;
    const film = films.get(key);
    if (event.event_type === 'DELETE') films.delete(key);
    else if (event.event_type === 'UPDATE_RATING') {
      if (film !== undefined) films.set(key, { ...film, rating: told.new_rating as number });
    } else {
      const minuteMs = Math.floor(Date.parse(event.timestamp) / 60_000) * 60_000;
      const isOld = minuteMs < this.appendedAtMs - 35 * 86_400_000;
      const stayed = before.get(key);
      const start: ReferenceFilm = film ?? {
        ...{ key, title: null, rating: null, month: new Date(event.timestamp).toISOString().slice(0, 7) },
        ...{ minutes: known?.minutes ?? 0, director: known?.director ?? '', genres: known?.genres ?? [] },
        actors: known?.actors ?? [],
        addedAt:
          event.event_type === 'RECALCULATE' && stayed !== undefined
            ? stayed.addedAt
            : isOld
              ? null
              : new Date(minuteMs).toISOString(),
      };
      films.set(key, {
        ...start,
        rating: (told.rating as number | undefined) ?? start.rating,
        month: text(told.date).slice(0, 7) || start.month,
        minutes: (told.duration as number | undefined) ?? start.minutes,
        director: text(told.director) || start.director,
        genres: told.genres == null ? start.genres : namesOf(told.genres),
        actors: told.actors == null ? start.actors : namesOf(told.actors),
      });
    }
  }

  titleOf(key: string): string | null {
    return this.titles.get(this.sameFilm(key)) ?? this.titles.get(key) ?? null;
  }
}

/** What a film told by its id takes over from itself told by its name. */
const filledFrom = (own: ReferenceFilm, other: ReferenceFilm) => ({
  rating: own.rating ?? other.rating,
  minutes: own.minutes || other.minutes,
  director: own.director || other.director,
  genres: own.genres.length > 0 ? own.genres : other.genres,
  actors: own.actors.length > 0 ? own.actors : other.actors,
});
