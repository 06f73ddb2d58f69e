import { rowText, sumsText } from './reference-tables';

/** A pool or client of node-pg. */
interface Database {
  query(text: string): Promise<{ rows: unknown[] }>;
}

/** Tables that the stream writes, for tests that begin anew. */
export const movieTables =
  'user_stat, user_movie, user_month, user_rating, user_affinity, user_film_name, film_alias, film_stat, film_minute, fold_note';

/** For tests: what the tables hold, as the lines of `referenceLines`. */
export async function storedLines(database: Database): Promise<readonly string[]> {
  // biome-ignore lint/suspicious/noExplicitAny: rows of many shapes, compared as text
  const read = async (sql: string): Promise<any[]> => (await database.query(sql)).rows as any[];
  const names = new Map<number, string>(
    (await read(`SELECT id, value FROM dimension WHERE kind = 'film'`)).map(({ id, value }) => [1_000_000 + id, value]),
  );
  const nameOf = (film: number): string =>
    names
      .get(film)
      ?.replace(/^i:/, '')
      .replace(/^n:(\d*):(.*)$/, '$2/$1') ?? `#${film}`;
  const sums = (row: Record<string, unknown>): string =>
    sumsText(Number(row.films), Number(row.rated), Number(row.rating_sum), Number(row.minutes));
  const lines: string[] = [];
  for (const row of await read('SELECT * FROM user_stat'))
    lines.push(`user ${row.user_id}: ${sums(row)}${row.scattered ? ', scattered' : ''}`);
  for (const row of await read('SELECT * FROM user_movie'))
    lines.push(
      `movie ${row.user_id} ${nameOf(row.film)}: ${rowText({ ...row, minute: row.counted_minute, director: row.director ?? '' } as never)}`,
    );
  for (const row of await read('SELECT * FROM user_month'))
    lines.push(`month ${row.user_id} ${row.month}: ${sums(row)}`);
  for (const { user_id, rating, films } of await read('SELECT * FROM user_rating'))
    lines.push(`rating ${user_id} ${rating}: ${sumsText(films, 0, 0, 0)}`);
  // Affinities keep no minutes: they are taken from the list.
  for (const row of await read(
    `SELECT a.user_id, a.kind, a.name, a.films, a.rated, a.rating_sum, s.minutes FROM user_affinity a LEFT JOIN LATERAL
       (SELECT sum(minutes) AS minutes FROM user_movie m WHERE m.user_id = a.user_id AND
         CASE a.kind WHEN 'director' THEN m.director = a.name WHEN 'genre' THEN a.name = ANY(m.genres) ELSE a.name = ANY(m.actors) END) s ON true`,
  ))
    lines.push(`${row.kind} ${row.user_id} ${row.name}: ${sums(row)}`);
  for (const { film, adds } of await read('SELECT film, adds FROM film_stat WHERE source = 3 AND adds <> 0'))
    lines.push(`film ${nameOf(film)}: ${adds}`);
  for (const { minute, film, adds } of await read(
    'SELECT extract(epoch FROM minute)::bigint / 60 AS minute, film, adds FROM film_minute WHERE source = 3 AND adds <> 0',
  ))
    lines.push(`minute ${minute} ${nameOf(film)}: ${adds}`);
  for (const { note, count } of await read(`SELECT note, count FROM fold_note WHERE stream = 'movie-events'`))
    lines.push(`note ${note}: ${count}`);
  return lines.sort();
}
