import { judgeMovieEvent } from './judge-movie-event';
import { createTopicLedger, type LedgerTotals, type ReadRecord } from './topic-ledger';

/** A film of the catalogue as its table tells. */
export interface OracleFilm {
  readonly id: number;
  readonly title: string;
  readonly year: number | null;
  readonly imdb_id: string | null;
  readonly minutes: number | null;
  readonly director: string | null;
  readonly genres: readonly string[] | null;
  readonly actors: readonly string[] | null;
}

/** What the topic of movie events means by the tests' own count: rows as text by their keys. Safe as JSON. */
export interface MovieTotals extends LedgerTotals {
  /** By table, then by key. */
  tables: Record<string, Record<string, string>>;
}

interface Listed {
  rating: number | null;
  month: string;
  minutes: number;
  minute: number | null;
  director: string;
  genres: readonly string[];
  actors: readonly string[];
}

const keptMs = 35 * 86_400_000;
const halves = (rating: unknown): number | null => (rating == null ? null : Math.round((rating as number) * 2));
const names = (told: unknown): readonly string[] =>
  [...new Set((typeof told === 'string' ? told.split(',') : (told as string[])).map((name) => name.trim()))].filter(
    (name) => name !== '',
  );
const blankless = (told: unknown): string | null => (told as string | undefined)?.trim() || null;

/** Folds the topic onto plain lists, partition by partition in their order. */
export function createMovieOracle(
  ranges: ReadonlyMap<number, { low: bigint; high: bigint }>,
  catalogue: readonly OracleFilm[],
) {
  const ledger = createTopicLedger(ranges);
  const byImdb = new Map(catalogue.map((film) => [film.imdb_id, film]));
  const byName = new Map(catalogue.map((film) => [`${film.title}/${film.year}`, film]));
  const users = new Map<string, { list: Map<string, Listed>; owners: Map<string, string>; partitions: Set<number> }>();
  const notes: Record<string, number> = {};
  const note = (name: string): void => {
    notes[name] = (notes[name] ?? 0) + 1;
  };

  const addFilm = (
    type: string,
    user: string,
    told: Readonly<Record<string, unknown>>,
    seen: { atMs: number; appendedAtMs: number; replaced: ReadonlyMap<string, Listed> | null },
  ) => {
    const { list, owners } = users.get(user)!;
    const [imdbId, name] = [blankless(told.imdb_id), blankless(told.name)];
    const imdbFilm = imdbId === null ? undefined : byImdb.get(imdbId);
    const namedFilm = name === null ? undefined : byName.get(`${name}/${told.year ?? null}`);
    const imdb = imdbId === null ? null : imdbFilm ? `#${imdbFilm.id}` : imdbId;
    const named = name === null ? null : namedFilm ? `#${namedFilm.id}` : `${name}/${told.year ?? ''}`;
    if (imdb !== null && named !== null && namedFilm === undefined && named !== imdb && !owners.has(named)) {
      owners.set(named, imdb);
      const [other, own] = [list.get(named), list.get(imdb)];
      list.delete(named);
      if (other !== undefined) {
        note('film_listed_under_two_names');
        list.set(imdb, own === undefined ? other : joined(own, other));
      }
    }
    const id = imdb ?? owners.get(named!) ?? named!;
    const old = list.get(id);
    if (type === 'DELETE') return list.delete(id) || note('ignored_delete_of_absent_film');
    if (type === 'UPDATE_RATING') {
      if (old === undefined) return note('ignored_rating_of_absent_film');
      if (told.old_rating != null && halves(told.old_rating) !== old.rating) note('old_rating_differs_from_stored');
      old.rating = halves(told.new_rating);
      return;
    }
    if (type === 'UPDATE' && old === undefined) note('update_of_absent_film_added_it');
    const minute = Math.floor(seen.atMs / 60_000);
    const isOld = minute * 60_000 < seen.appendedAtMs - keptMs;
    // A film that stays in a list that is replaced is counted in the minute in which it came.
    const stayed = seen.replaced?.get(id);
    if (old === undefined && stayed === undefined && isOld) note('too_old_for_film_minute');
    const known = imdbFilm ?? namedFilm;
    const before = old ?? {
      ...{ rating: null, month: new Date(seen.atMs).toISOString().slice(0, 7), minutes: known?.minutes ?? 0 },
      ...{ minute: stayed ? stayed.minute : isOld ? null : minute, director: known?.director ?? '' },
      ...{ genres: known?.genres ?? [], actors: known?.actors ?? [] },
    };
    list.set(id, {
      ...{ minute: before.minute, rating: halves(told.rating) ?? before.rating },
      ...{
        month: blankless(told.date)?.slice(0, 7) ?? before.month,
        minutes: (told.duration as number) ?? before.minutes,
      },
      director: blankless(told.director) ?? before.director,
      genres: told.genres == null ? before.genres : names(told.genres),
      actors: told.actors == null ? before.actors : names(told.actors),
    });
  };

  return {
    add(record: ReadRecord): void {
      const event = ledger.book(record, judgeMovieEvent);
      if (event === null) return;
      const { type, user, films, atMs } = event;
      const known = users.get(user) ?? { list: new Map<string, Listed>(), owners: new Map(), partitions: new Set() };
      users.set(user, known);
      known.partitions.add(record.partition);
      const replaced = type === 'RECALCULATE' ? known.list : null;
      if (replaced !== null) known.list = new Map();
      const seen = { atMs, appendedAtMs: record.appendedAtMs, replaced };
      for (const film of films) addFilm(type, user, film, seen);
    },
    totals(): MovieTotals {
      const scattered = [...users.values()].filter(({ partitions }) => partitions.size > 1).length;
      if (scattered > 0) notes.user_in_two_partitions = scattered;
      const lists = [...users].map(([user, { list }]) => [user, list] as const);
      return { ...ledger.totals, tables: { ...tablesOf(lists), fold_note: textOf(notes) } };
    },
  };
}

const textOf = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, `${count}`]));

const joined = (own: Listed, other: Listed): Listed => ({
  ...own,
  rating: own.rating ?? other.rating,
  minutes: own.minutes || other.minutes,
  director: own.director || other.director,
  genres: own.genres.length > 0 ? own.genres : other.genres,
  actors: own.actors.length > 0 ? own.actors : other.actors,
});

function tablesOf(lists: readonly (readonly [user: string, list: ReadonlyMap<string, Listed>])[]) {
  const tables: Record<string, Record<string, string>> = { user_movie: {} };
  const sums = new Map<string, [films: number, rated: number, ratingSum: number, minutes: number]>();
  const add = (table: string, key: string, film: Listed | null): void => {
    const name = `${table}\n${key}`;
    const sum = sums.get(name) ?? [0, 0, 0, 0];
    sums.set(name, sum);
    if (film === null) return;
    sum[0] += 1;
    sum[1] += film.rating === null ? 0 : 1;
    sum[2] += film.rating ?? 0;
    sum[3] += film.minutes;
  };
  for (const [user, list] of lists) {
    add('user_stat', user, null);
    for (const [id, film] of list) {
      tables.user_movie![`${user} ${id}`] = [
        ...[film.rating ?? '', film.month, film.minutes, film.minute ?? '', film.director],
        ...[film.genres.join('+'), film.actors.join('+')],
      ].join('|');
      add('user_stat', user, film);
      add('user_month', `${user} ${film.month}`, film);
      if (film.rating !== null) add('user_rating', `${user} ${film.rating}`, film);
      if (film.director !== '') add('user_affinity', `${user} director ${film.director}`, film);
      for (const name of film.genres) add('user_affinity', `${user} genre ${name}`, film);
      for (const name of film.actors) add('user_affinity', `${user} actor ${name}`, film);
      add('film_stat', id, film);
      if (film.minute !== null) add('film_minute', `${film.minute} ${id}`, film);
    }
  }
  const width: Record<string, number> = { user_affinity: 3, user_rating: 1, film_stat: 1, film_minute: 1 };
  for (const [name, sum] of sums) {
    const [table = '', key = ''] = name.split('\n');
    const rows = tables[table] ?? {};
    tables[table] = rows;
    rows[key] = sum.slice(0, width[table] ?? 4).join(' ');
  }
  return tables;
}
