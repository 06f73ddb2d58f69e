import type { SqlStatement } from '../stream';
import { columnsSql, columnText, storedSql } from './column-text';
import type { FilmNode } from './film-index';
import type { MovieDelta } from './movie-delta';

// One text a row: node-pg takes every column of a row apart by itself.
const rowText = `concat_ws(E'\\x1f', user_id, film, coalesce(rating, 0), month, minutes, coalesce(counted_minute, -1),
  coalesce(director, ''), array_to_string(genres, E'\\x1e'), array_to_string(actors, E'\\x1e')) AS row`;
const pair = { user_id: 'text', film: 'int4' };
const seen = { user_id: 'text', partition: 'int4' };
const ofDelta = `SELECT user_id, film FROM ${columnsSql(pair)}`;
const nameOf = (rows: string): string =>
  `(SELECT user_id, film AS name FROM ${columnsSql(pair, 'c', rows === 'v' ? 1 : 3)}) ${rows}
  ${storedSql('user_film_name', ['user_id', 'name'], 'film', rows)}`;
const storedRows = storedSql('user_movie', ['user_id', 'film'], rowText);

const texts = {
  // Users without a row could not be locked: they get one first.
  users: `INSERT INTO user_stat (user_id, partition, last_event_at)
SELECT user_id, partition, to_timestamp(last_ms / 1000.0) FROM ${columnsSql({ ...seen, last_ms: 'int8' })}
ORDER BY user_id COLLATE "C" ON CONFLICT (user_id) DO NOTHING`,
  // All are locked, in one order; those seen in another partition than now are told of.
  lock: `SELECT v.user_id, o.partition, o.scattered
FROM (SELECT * FROM ${columnsSql(seen)} ORDER BY user_id COLLATE "C" OFFSET 0) v
${storedSql('user_stat', ['user_id'], 'partition, scattered', 'v', 'FOR UPDATE')}
WHERE o.scattered OR o.partition <> v.partition`,
  names: `SELECT v.user_id, v.name, o.film FROM ${nameOf('v')}`,
  rows: `SELECT o.row FROM (${ofDelta}) v ${storedRows}`,
  rowsAndNamed: `SELECT o.row FROM (${ofDelta} UNION SELECT n.user_id, o.film FROM ${nameOf('n')}) v ${storedRows}`,
  whole: `SELECT ${rowText} FROM user_movie WHERE user_id = ANY(string_to_array($1, E'\\x1f'))`,
};

/** Which statement of the load brings what; a user whose list is replaced is loaded whole. */
export interface ListLoad {
  readonly statements: readonly SqlStatement[];
  readonly withNames: boolean;
  readonly withWhole: boolean;
}

/**
 * Locks the users in key order, then reads of their lists what the delta touches: in order `users` (no rows), `lock`,
 * names (if `withNames`), rows, whole lists (if `withWhole`).
 */
export function loadLists(delta: MovieDelta, idOf: (node: FilmNode) => number): ListLoad {
  const userIds = [...delta.users.keys()].sort();
  const users = userIds.map((userId) => delta.users.get(userId)!);
  const rows: [userIds: string[], films: number[]] = [[], []];
  const names: [userIds: string[], films: number[]] = [[], []];
  const whole: string[] = [];
  for (const [at, userId] of userIds.entries()) {
    const { events } = users[at]!;
    const films = new Set<number>();
    const told = new Set<number>();
    for (const { ops } of events)
      for (const { imdb, name, nameIsFree } of ops) {
        if (imdb !== null) films.add(idOf(imdb));
        if (name !== null && (imdb === null || nameIsFree)) {
          const id = idOf(name);
          films.add(id);
          if (nameIsFree) told.add(id);
        }
      }
    if (events.some(({ replaces }) => replaces)) whole.push(userId);
    else for (const film of films) push(rows, userId, film);
    for (const name of told) push(names, userId, name);
  }
  const ids = columnText(userIds);
  const partitions = columnText(users.map(({ partition }) => partition));
  const withNames = names[0].length > 0;
  const withWhole = whole.length > 0;
  const statements: SqlStatement[] = [
    { text: texts.users, values: [ids, partitions, columnText(users.map(({ lastMs }) => lastMs))] },
    { text: texts.lock, values: [ids, partitions] },
  ];
  if (withNames) statements.push({ text: texts.names, values: names.map(columnText) });
  statements.push({
    text: withNames ? texts.rowsAndNamed : texts.rows,
    values: [...rows, ...(withNames ? names : [])].map(columnText),
  });
  if (withWhole) statements.push({ text: texts.whole, values: [columnText(whole)] });
  return { statements, withNames, withWhole };
}

function push([userIds, films]: [string[], number[]], userId: string, film: number): void {
  userIds.push(userId);
  films.push(film);
}
