import { foldNoteStatements } from '../fold-note-statement';
import type { Row, SqlStatement, StatefulStore } from '../stream';
import { columnText, splitColumns } from './column-text';
import { type Alias, aliasStatements, type FilmIdentities } from './film-identities';
import type { FilmRow } from './film-row';
import { type FoldedLists, foldLists, type StoredUser } from './fold-lists';
import { type ListLoad, loadLists } from './load-lists';
import type { MovieDelta } from './movie-delta';
import { MovieTables } from './movie-tables';

const knownAliases = `SELECT film, preference FROM film_alias WHERE film = ANY(string_to_array($1, E'\\x1f')::int4[])`;

/** Folds what happened onto the users' stored lists, inside of the commit's transaction. */
export function createMovieStore(identities: FilmIdentities): StatefulStore<MovieDelta> {
  const plans = new WeakMap<MovieDelta, { readonly lists: ListLoad; readonly aliases: readonly Alias[] }>();
  const planOf = (delta: MovieDelta) => {
    const plan = plans.get(delta) ?? {
      lists: loadLists(delta, identities.idOf),
      aliases: identities.aliases(delta),
    };
    plans.set(delta, plan);
    return plan;
  };
  return {
    load(delta) {
      const { lists, aliases } = planOf(delta);
      if (aliases.length === 0) return lists.statements;
      return [...lists.statements, { text: knownAliases, values: [columnText(aliases.map(({ film }) => film))] }];
    },
    apply(delta, loaded) {
      const { lists, aliases } = planOf(delta);
      let next = 1;
      const users = new Map(loaded[next++]!.map((row) => [row.user_id as string, row as unknown as StoredUser]));
      const names = byUser(lists.withNames ? loaded[next++]! : [], (row) => [
        ...([row.user_id, row.name, row.film] as [string, number, number]),
      ]);
      const rows = filmRows(loaded[next++]!);
      const whole = filmRows(lists.withWhole ? loaded[next++]! : []);
      for (const [userId, films] of whole) rows.set(userId, films);
      const preferences = new Map(
        (aliases.length === 0 ? [] : loaded[next]!).map((row) => [row.film as number, row.preference as string]),
      );
      const folded = foldLists(delta, { users, names, rows }, identities.idOf);
      return statementsOf(folded, identities.filmStatements(delta), aliases.filter(isPreferredTo(preferences)));
    },
  };
}

/** Tables in one order, rows sorted by user; rows that users share come last, and last the notes, which all share. */
function statementsOf(
  { users, counts, notes }: FoldedLists,
  shared: readonly SqlStatement[],
  aliases: readonly Alias[],
): readonly SqlStatement[] {
  const tables = new MovieTables();
  for (const user of users) tables.add(user);
  return [
    ...tables.statements(),
    ...shared,
    ...counts.statements(),
    ...aliasStatements(aliases),
    ...foldNoteStatements('movie-events', notes),
  ];
}

const isPreferredTo =
  (known: ReadonlyMap<number, string>) =>
  ({ film, preference }: Alias): boolean => {
    const other = known.get(film);
    return other === undefined || preference < other;
  };

function byUser<Value>(
  loaded: readonly Row[],
  entryOf: (row: Row) => [userId: string, film: number, value: Value],
): Map<string, Map<number, Value>> {
  const users = new Map<string, Map<number, Value>>();
  for (const row of loaded) {
    const [userId, key, value] = entryOf(row);
    let entries = users.get(userId);
    if (entries === undefined) {
      entries = new Map();
      users.set(userId, entries);
    }
    entries.set(key, value);
  }
  return users;
}

/** Rows of user_movie as `loadLists` has them sent, by user. */
function filmRows(loaded: readonly Row[]): Map<string, Map<number, FilmRow>> {
  return byUser(loaded, ({ row }) => {
    const [userId, film, rating, month, minutes, countedMinute, director, genres, actors] = splitColumns(row as string);
    const values: FilmRow = {
      film: Number(film),
      rating: rating === '0' ? null : Number(rating),
      month: month!,
      minutes: Number(minutes),
      countedMinute: countedMinute === '-1' ? null : Number(countedMinute),
      director: director!,
      genres: genres!,
      actors: actors!,
    };
    return [userId!, values.film, values];
  });
}
