import { type Film, genreNumber, maxFilmId } from '../streams/films/film';
import { notificationChannels } from './notifications';
import { createPool, inTransaction, type Pool, type Queryable } from './pool';

const filmsPerStatement = 2_000;
/** Between the parts of a list within one field; in no name. */
const separator = '\u001f';

const insertText = `INSERT INTO film (id, title, year, minutes, director, actors, genres, imdb_id)
SELECT id, title, year, minutes, director, string_to_array(actors, $9), string_to_array(genres, $9), imdb_id
FROM unnest($1::int4[], $2::text[], $3::int4[], $4::int4[], $5::text[], $6::text[], $7::text[], $8::text[])
  AS v(id, title, year, minutes, director, actors, genres, imdb_id)
ON CONFLICT DO NOTHING`;

/** Loads `films` into an empty catalogue; returns how many were loaded, 0 when one stands there already. */
export async function fillEmptyCatalogue(pool: Pool, films: () => readonly Film[]): Promise<number> {
  const { rows } = await pool.query('SELECT 1 FROM film WHERE id <= $1 LIMIT 1', [maxFilmId]);
  if (rows.length > 0) return 0;
  // Made before the transaction begins: the server ends one that is idle for long.
  const made = films();
  return inTransaction(pool, async (client) => ({ result: await insertFilms(client, made) }));
}

/** The same on a database by its address. */
export async function fillCatalogueOf(databaseUrl: string, films: () => readonly Film[]): Promise<number> {
  const pool = createPool({ databaseUrl, applicationName: 'streamscope catalogue', max: 1 });
  return fillEmptyCatalogue(pool, films).finally(() => pool.end());
}

/**
 * Puts `films` in place of the catalogue, in one transaction. Films that only events named (ids above) stay; what was
 * folded before keeps the genres it was folded with. `onProgress` is told how many are written.
 */
export async function replaceCatalogue(
  pool: Pool,
  films: readonly Film[],
  onProgress: (written: number) => void = () => {},
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('DELETE FROM film WHERE id <= $1', [maxFilmId]);
    await insertFilms(client, films, onProgress);
    return { result: null };
  });
}

async function insertFilms(
  database: Queryable,
  films: readonly Film[],
  onProgress: (written: number) => void = () => {},
): Promise<number> {
  let written = 0;
  for (let from = 0; from < films.length; from += filmsPerStatement) {
    const part = films.slice(from, from + filmsPerStatement);
    const { rowCount } = await database.query(insertText, [
      part.map(({ id }) => id),
      part.map(({ title }) => title),
      part.map(({ year }) => year),
      part.map(({ minutes }) => minutes),
      part.map(({ director }) => director),
      part.map(({ actors }) => actors.join(separator)),
      part.map(({ genres }) => genres.join(separator)),
      part.map(({ imdbId }) => imdbId),
      separator,
    ]);
    written += rowCount ?? 0;
    onProgress(from + part.length);
  }
  await database.query(`NOTIFY ${notificationChannels.catalogue}`);
  return written;
}

export interface CatalogueSummary {
  readonly films: number;
  /** Of these only events have told. */
  readonly named: number;
  readonly firstYear: number | null;
  readonly lastYear: number | null;
  readonly directors: number;
  /** Films a genre, in the order of `filmGenres`. */
  readonly genres: readonly { readonly genre: string; readonly films: number }[];
}

/** What stands in table `film`. */
export async function summarizeCatalogue(database: Queryable): Promise<CatalogueSummary> {
  const totals = await database.query<Omit<CatalogueSummary, 'genres'>>(
    `SELECT count(*) FILTER (WHERE id <= $1)::int AS films, count(*) FILTER (WHERE id > $1)::int AS named,
       min(year) AS "firstYear", max(year) AS "lastYear", count(DISTINCT director)::int AS directors FROM film`,
    [maxFilmId],
  );
  const genres = await database.query<CatalogueSummary['genres'][number]>(
    'SELECT genre, count(*)::int AS films FROM film, unnest(genres) AS genre WHERE id <= $1 GROUP BY genre',
    [maxFilmId],
  );
  return {
    ...totals.rows[0]!,
    genres: genres.rows.sort((a, b) => genreNumber(a.genre) - genreNumber(b.genre)),
  };
}
