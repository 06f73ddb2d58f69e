import type { FilmNode } from './film-index';
import type { FilmRow } from './film-row';
import { type FoldedLists, foldLists, type StoredUser } from './fold-lists';
import { addUpChanges, type Sums, zero } from './list-changes';
import { loadLists } from './load-lists';
import type { MovieDelta } from './movie-delta';
import { splitNames } from './name-list';

const pairs = (values: readonly unknown[], from: number): [userId: string, film: number][] => {
  const [userIds, films] = [String(values[from]).split('\u001f'), String(values[from + 1]).split('\u001f')];
  return userIds[0] === '' ? [] : userIds.map((userId, at) => [userId, Number(films[at])]);
};

/** For tests: the tables in memory. Only what `loadLists` asks for is handed to the fold; no sum may fall below zero. */
export class MemoryTables {
  readonly users = new Map<string, StoredUser & { sums: Sums }>();
  readonly movies = new Map<string, Map<number, FilmRow>>();
  readonly names = new Map<string, Map<number, number>>();
  /** By `<table> <user> <key>`. */
  readonly sums = new Map<string, Sums>();
  readonly filmAdds = new Map<number, number>();
  readonly minuteAdds = new Map<string, number>();
  readonly notes: Record<string, number> = {};

  constructor(private readonly idOf: (node: FilmNode) => number) {}

  commit(delta: MovieDelta): void {
    for (const [userId, { partition }] of delta.users)
      if (!this.users.has(userId)) this.users.set(userId, { partition, scattered: false, sums: zero() });
    const { statements, withNames, withWhole } = loadLists(delta, this.idOf);
    const rowsAt = withNames ? 3 : 2;
    const rows = new Map<string, Map<number, FilmRow>>();
    const names = new Map<string, Map<number, number>>();
    const take = (userId: string, film: number): void => {
      const row = this.movies.get(userId)?.get(film);
      if (row !== undefined) inner(rows, userId).set(film, row);
    };
    for (const [userId, film] of pairs(statements[rowsAt]!.values, 0)) take(userId, film);
    for (const [userId, name] of withNames ? pairs(statements[2]!.values, 0) : []) {
      const film = this.names.get(userId)?.get(name);
      if (film === undefined) continue;
      inner(names, userId).set(name, film);
      take(userId, film);
    }
    if (withWhole)
      for (const userId of String(statements[rowsAt + 1]!.values[0]).split('\u001f'))
        for (const film of this.movies.get(userId)?.keys() ?? []) take(userId, film);
    this.write(foldLists(delta, { users: new Map(this.users), rows, names }, this.idOf));
  }

  private write({ users, counts, notes }: FoldedLists): void {
    for (const { userId, rows, joinedNames, isScattered } of users) {
      const stored = this.users.get(userId)!;
      this.users.set(userId, { ...stored, scattered: stored.scattered || isScattered });
      const movies = inner(this.movies, userId);
      for (const { before, after } of rows)
        if (after === null) movies.delete(before!.film);
        else movies.set(after.film, after);
      for (const [name, film] of joinedNames) inner(this.names, userId).set(name, film);
      addUpChanges(rows, {
        total: (sums) => addTo(stored.sums, sums),
        month: (month, sums) => this.add(`month ${userId} ${month}`, sums),
        rating: (rating, { films }) => this.add(`rating ${userId} ${rating}`, { ...zero(), films }),
        names: ({ director, genres, actors }, sums) => {
          if (director !== '') this.add(`director ${userId} ${director}`, sums);
          for (const name of splitNames(genres)) this.add(`genre ${userId} ${name}`, sums);
          for (const name of splitNames(actors)) this.add(`actor ${userId} ${name}`, sums);
        },
      });
    }
    for (const [film, adds] of counts.films) count(this.filmAdds, film, adds);
    for (const [minute, films] of counts.minutes)
      for (const [film, adds] of films) count(this.minuteAdds, `${minute} ${film}`, adds);
    for (const [note, times] of notes) this.notes[note] = (this.notes[note] ?? 0) + times;
  }

  private add(key: string, sums: Sums): void {
    const stored = this.sums.get(key) ?? zero();
    addTo(stored, sums);
    if (stored.films === 0) this.sums.delete(key);
    else this.sums.set(key, stored);
  }
}

function addTo(stored: Sums, added: Sums): void {
  for (const name of ['films', 'rated', 'ratingSum', 'minutes'] as const) {
    stored[name] += added[name];
    if (stored[name] < 0) throw new Error(`${name} fell to ${stored[name]}`);
  }
  if (stored.films === 0 && (stored.rated > 0 || stored.ratingSum > 0 || stored.minutes > 0))
    throw new Error(`sums without films: ${JSON.stringify(stored)}`);
}

function count<Key>(counts: Map<Key, number>, key: Key, adds: number): void {
  const sum = (counts.get(key) ?? 0) + adds;
  if (sum < 0) throw new Error(`${key} fell to ${sum}`);
  if (sum === 0) counts.delete(key);
  else counts.set(key, sum);
}

function inner<Key, Value>(outer: Map<string, Map<Key, Value>>, userId: string): Map<Key, Value> {
  let map = outer.get(userId);
  if (map === undefined) {
    map = new Map();
    outer.set(userId, map);
  }
  return map;
}
