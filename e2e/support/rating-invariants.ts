import type { Pool } from 'pg';
import { deadLetterProblems } from './dead-letter-invariant';
import { ledgerProblems } from './ledger-invariant';
import type { RatingTotals } from './rating-oracle';

/** The names by_genre is filled in the order of: as MovieLens lists them. */
const genreNames = (
  'Action,Adventure,Animation,Children,Comedy,Crime,Documentary,Drama,Fantasy,Film-Noir,' +
  'Horror,IMAX,Musical,Mystery,Romance,Sci-Fi,Thriller,War,Western,(no genres listed)'
).split(',');

/** Compares what PostgreSQL holds of ratings with what the oracle read; every difference as a sentence, empty = exact. */
export async function findRatingProblems(sql: Pool, oracle: RatingTotals): Promise<readonly string[]> {
  const stored = async (text: string): Promise<ReadonlyMap<string, string>> =>
    new Map((await sql.query({ text, rowMode: 'array' })).rows.map(([key, value]) => [key, value]));
  const wanted = <T>(record: Readonly<Record<string, T>>, show: (value: T) => string) =>
    new Map(Object.entries(record).map(([key, value]) => [key, show(value)]));
  const compared = [
    [
      'rating_cell',
      await stored(
        `SELECT extract(epoch FROM hour)::bigint / 3600 || ' ' || rating, count::text FROM rating_cell WHERE source = 1`,
      ),
      wanted(oracle.cells, String),
    ],
    [
      'film_stat',
      await stored(
        `SELECT film::text, concat_ws(' ', ratings, rating_sum, rating_square, views, clicks, adds)
         FROM film_stat WHERE source = 1`,
      ),
      wanted(oracle.films, (sums) => `${sums.join(' ')} 0 0 0`),
    ],
    [
      'film_minute',
      await stored(
        `SELECT extract(epoch FROM minute)::bigint / 60 || ' ' || film, concat_ws(' ', ratings, views, clicks, adds)
         FROM film_minute WHERE source = 1`,
      ),
      wanted(oracle.minutes, (ratings) => `${ratings} 0 0 0`),
    ],
    [
      'user_genre',
      await stored(`SELECT "user"::text, ratings || ' ' || by_genre::text FROM user_genre`),
      wanted(
        oracle.users,
        ({ ratings, genres }) => `${ratings} {${genreNames.map((name) => genres[name] ?? 0).join()}}`,
      ),
    ],
    [
      'fold_note',
      await stored(`SELECT note, count::text FROM fold_note WHERE stream = 'ratings'`),
      wanted(oracle.notes, String),
    ],
  ] as const;
  return [
    ...compared.flatMap(([table, found, right]) => differences(table, found, right)),
    ...(await deadLetterProblems(sql, oracle, 'ratings')),
    ...(await ledgerProblems(sql, oracle, 'ratings')),
  ];
}

function differences(table: string, found: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): string[] {
  const wrong = [...new Set([...found.keys(), ...right.keys()])].filter((key) => found.get(key) !== right.get(key));
  const shown = wrong.slice(0, 3).map((key) => `${table} ${key}: ${found.get(key)} stored, ${right.get(key)} wanted`);
  return wrong.length > 3 ? [...shown, `${table}: ${wrong.length} rows differ`] : shown;
}
