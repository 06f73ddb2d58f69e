import { maxFilmId } from '../films/film';
import type { DimensionIds, SqlStatement } from '../stream';
import { columnsSql } from './column-text';
import type { FilmNode } from './film-index';
import type { FilmOp } from './film-op';
import type { MovieDelta } from './movie-delta';
import { statementsOf } from './sum-table';

/** Kind of the names in `dimension` that stand for films the catalogue does not know. */
const filmDimension = 'film';
/** Ids of such films begin behind this. */
const afterCatalogue = 1_000_000;
const keptIds = 200_000;

const filmColumns = { id: 'int4', title: 'text', year: 'int4', imdb_id: 'text' };
const newFilms = `INSERT INTO film (id, title, year, imdb_id)
SELECT id, coalesce(title, imdb_id), year, CASE WHEN NOT EXISTS (SELECT FROM film f WHERE f.imdb_id = v.imdb_id) THEN imdb_id END
FROM ${columnsSql(filmColumns)} WHERE NOT EXISTS (SELECT FROM film f WHERE f.id = v.id) ORDER BY id ON CONFLICT DO NOTHING`;
const nameFilms = `UPDATE film f SET title = v.title, year = v.year FROM ${columnsSql(filmColumns)}
WHERE f.id = v.id AND f.title = v.imdb_id AND v.title IS NOT NULL`;

// Two workers that join a to b and b to c at once would each miss the other's half.
const lockAliases = `SELECT pg_advisory_xact_lock(hashtext('film_alias'))`;
const newAliases = `INSERT INTO film_alias AS t (film, target, preference, same_as)
SELECT film, target, preference, target FROM ${columnsSql({ film: 'int4', target: 'int4', preference: 'text' })}
ORDER BY film ON CONFLICT (film) DO UPDATE SET target = excluded.target, preference = excluded.preference
WHERE excluded.preference < t.preference`;
const followAliases = `UPDATE film_alias t SET same_as = v.same_as
FROM (SELECT a.film, coalesce(b.target, a.target) AS same_as FROM film_alias a LEFT JOIN film_alias b ON b.film = a.target
  WHERE a.film = ANY(string_to_array($1, E'\\x1f')::int4[]) OR a.target = ANY(string_to_array($1, E'\\x1f')::int4[])) v
WHERE t.film = v.film AND t.same_as <> v.same_as`;

export interface Alias {
  readonly film: number;
  readonly target: number;
  /** Of two targets of one film the one with the smaller text counts, whoever comes first. */
  readonly preference: string;
}

/**
 * Ids of the films that only events name: rows of `dimension`, made outside of the transaction, so that an id never
 * changes and may be remembered.
 */
export class FilmIdentities {
  private ids = new Map<string, number>();

  async resolve(delta: MovieDelta, dimensions: DimensionIds): Promise<void> {
    if (this.ids.size > keptIds) this.ids = new Map();
    const wanted = new Set<string>();
    for (const { imdb, name } of delta.foreign) {
      if (typeof imdb === 'string' && !this.ids.has(imdb)) wanted.add(imdb);
      if (typeof name === 'string' && !this.ids.has(name)) wanted.add(name);
    }
    const names = [...wanted];
    const found = await dimensions.resolve(filmDimension, names);
    for (const [at, name] of names.entries()) this.ids.set(name, afterCatalogue + found[at]!);
  }

  /** A film's id, after `resolve` of a delta that names it. */
  readonly idOf = (node: FilmNode): number => {
    const id = typeof node === 'number' ? node : this.ids.get(node);
    if (id === undefined) throw new Error(`film ${node} has no id yet`);
    return id;
  };

  /** Rows of table `film` for the films that only the delta's events name, with what they tell. */
  filmStatements(delta: MovieDelta): readonly SqlStatement[] {
    const films = new Map<number, readonly [title: string, year: number | null, imdbId: string]>();
    for (const { imdb, name, imdbId, title, year } of delta.foreign) {
      if (typeof name === 'string') films.set(this.idOf(name), [title, year, '']);
      if (typeof imdb !== 'string') continue;
      const id = this.idOf(imdb);
      if (title !== '' || !films.has(id)) films.set(id, [title, year, imdbId]);
    }
    const rows = [...films].sort(([a], [b]) => a - b);
    if (rows.length === 0) return [];
    const columns = [
      rows.map(([id]) => id),
      rows.map(([, [title]]) => title),
      rows.map(([, [, year]]) => year),
      rows.map(([, [, , imdbId]]) => imdbId),
    ];
    return [...statementsOf(newFilms, columns), ...statementsOf(nameFilms, columns)];
  }

  /** Films that the delta's events name by an IMDb id and by a name, where the catalogue does not know that they are one. */
  aliases(delta: MovieDelta): readonly Alias[] {
    const aliases = new Map<number, Alias>();
    for (const op of delta.foreign) {
      const alias = this.aliasOf(op);
      if (alias === null) continue;
      const known = aliases.get(alias.film);
      if (known === undefined || alias.preference < known.preference) aliases.set(alias.film, alias);
    }
    return [...aliases.values()].sort((a, b) => a.film - b.film);
  }

  /** From a name to its IMDb id's film; but always to the catalogue's film where one of both is. */
  private aliasOf({ imdb, name, nameIsFree, imdbId }: FilmOp): Alias | null {
    if (imdb === null || name === null || !nameIsFree) return null;
    if (typeof name === 'string') return { film: this.idOf(name), target: this.idOf(imdb), preference: imdbId };
    if (typeof imdb === 'number') return null;
    const digits = String(maxFilmId).length;
    return { film: this.idOf(imdb), target: name, preference: String(name).padStart(digits, '0') };
  }
}

/** `aliases` must be those that the database does not know better. */
export function aliasStatements(aliases: readonly Alias[]): readonly SqlStatement[] {
  if (aliases.length === 0) return [];
  const films = aliases.map(({ film }) => film);
  const columns = [films, aliases.map(({ target }) => target), aliases.map(({ preference }) => preference)];
  return [
    { text: lockAliases, values: [] },
    ...statementsOf(newAliases, columns),
    ...statementsOf(followAliases, [films]),
  ];
}
