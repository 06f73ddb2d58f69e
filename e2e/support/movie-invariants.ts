import type { Pool } from 'pg';
import { deadLetterProblems } from './dead-letter-invariant';
import { ledgerProblems } from './ledger-invariant';
import type { MovieTotals } from './movie-oracle';

const topic = 'user-movie-events';
/** How the oracle names a film that the catalogue does not know: by what it was told by. */
const label = `CASE WHEN film <= 131262 THEN '#' || film ELSE (SELECT coalesce(f.imdb_id, f.title || '/' || coalesce(f.year::text, '')) FROM film f WHERE f.id = film) END`;

/** Key and row as text, by table. */
const queries: Readonly<Record<string, string>> = {
  user_movie: `SELECT user_id || ' ' || ${label}, array_to_string(ARRAY[rating::text, month, minutes::text, counted_minute::text, director,
    array_to_string(genres, '+'), array_to_string(actors, '+')], '|', '') FROM user_movie`,
  user_stat: `SELECT user_id, concat_ws(' ', films, rated, rating_sum, minutes) FROM user_stat`,
  user_month: `SELECT user_id || ' ' || month, concat_ws(' ', films, rated, rating_sum, minutes) FROM user_month`,
  user_rating: `SELECT user_id || ' ' || rating, films::text FROM user_rating`,
  user_affinity: `SELECT user_id || ' ' || kind || ' ' || name, concat_ws(' ', films, rated, rating_sum) FROM user_affinity`,
  film_stat: `SELECT ${label}, adds::text FROM film_stat WHERE source = 3 AND adds <> 0`,
  film_minute: `SELECT extract(epoch FROM minute)::bigint / 60 || ' ' || ${label}, adds::text FROM film_minute
    WHERE source = 3 AND adds <> 0`,
  fold_note: `SELECT note, count::text FROM fold_note WHERE stream = 'movie-events'`,
};

/** Compares what PostgreSQL holds of film lists with what the oracle read; every difference as a sentence, empty = exact. */
export async function findMovieProblems(sql: Pool, oracle: MovieTotals): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [table, text] of Object.entries(queries)) {
    const { rows } = await sql.query({ text, rowMode: 'array' });
    const found = new Map<string, string>(rows.map(([key, value]) => [key, value]));
    if (found.size !== rows.length) problems.push(`${table}: ${rows.length - found.size} rows stand for one thing`);
    problems.push(...differences(table, found, new Map(Object.entries(oracle.tables[table] ?? {}))));
  }
  return [
    ...problems,
    ...(await deadLetterProblems(sql, oracle, topic)),
    ...(await ledgerProblems(sql, oracle, topic)),
  ];
}

function differences(table: string, found: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): string[] {
  const wrong = [...new Set([...found.keys(), ...right.keys()])].filter((key) => found.get(key) !== right.get(key));
  const shown = wrong.slice(0, 3).map((key) => `${table} ${key}: ${found.get(key)} stored, ${right.get(key)} wanted`);
  return wrong.length > 3 ? [...shown, `${table}: ${wrong.length} rows differ`] : shown;
}
