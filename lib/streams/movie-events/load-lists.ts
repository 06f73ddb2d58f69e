import type { SqlStatement } from '../stream';
import { columnsSql, columnText } from './column-text';
import type { FilmNode } from './film-index';
import type { MovieDelta } from './movie-delta';

// One text a row: node-pg takes every column of a row apart by itself.
const columns = `concat_ws(E'\\x1f', user_id, film, coalesce(rating, 0), month, minutes, coalesce(counted_minute, -1),
  coalesce(director, ''), array_to_string(genres, E'\\x1e'), array_to_string(actors, E'\\x1e')) AS row`;
const pair = { user_id: 'text', film: 'int4' };
const ofDelta = `SELECT user_id, film FROM ${columnsSql(pair)}`;
const throughNames = `SELECT a.user_id, a.film FROM ${columnsSql(pair, 'n', 3)}
  JOIN user_film_name a ON a.user_id = n.user_id AND a.name = n.film`;

const texts = {
  // Users without a row could not be locked: they get one first.
  users: `INSERT INTO user_stat (user_id, partition, last_event_at)
SELECT user_id, partition, to_timestamp(last_ms / 1000.0) FROM ${columnsSql({ user_id: 'text', partition: 'int4', last_ms: 'int8' })}
ORDER BY user_id COLLATE "C" ON CONFLICT (user_id) DO NOTHING`,
  // All are locked; those seen in another partition than now are told of.
  lock: `WITH locked AS MATERIALIZED (SELECT user_id, partition, scattered FROM user_stat
  WHERE user_id = ANY(string_to_array($1, E'\\x1f')) ORDER BY user_id FOR UPDATE)
SELECT l.* FROM locked l JOIN ${columnsSql({ user_id: 'text', partition: 'int4' })} USING (user_id)
WHERE l.scattered OR l.partition <> v.partition`,
  names: `SELECT a.user_id, a.name, a.film FROM ${columnsSql(pair)}
JOIN user_film_name a ON a.user_id = v.user_id AND a.name = v.film`,
  rows: `SELECT ${columns} FROM user_movie JOIN (${ofDelta}) w USING (user_id, film)`,
  rowsAndNamed: `SELECT ${columns} FROM user_movie JOIN (${ofDelta} UNION ${throughNames}) w USING (user_id, film)`,
  whole: `SELECT ${columns} FROM user_movie WHERE user_id = ANY(string_to_array($1, E'\\x1f'))`,
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
