import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filmGenres, maxFilmId } from '../streams/films/film';
import { parseMoviesCsv } from '../streams/films/parse-movies-csv';
import { fillEmptyCatalogue, replaceCatalogue, summarizeCatalogue } from './film-catalogue';
import { madeCatalogue } from './made-catalogue';
import { createPool, type Pool } from './pool';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

let database: ScratchDatabase;
let pool: Pool;

describe('film catalogue', () => {
  beforeAll(async () => {
    database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
    pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'film-catalogue-test' });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(() => pool.query('TRUNCATE film'));

  it('is loaded once, whole, and then left alone', async () => {
    const fromMs = performance.now();
    expect(await fillEmptyCatalogue(pool, madeCatalogue)).toBe(27_278);
    console.log(`made and loaded in ${Math.round(performance.now() - fromMs)} ms`);
    expect(await fillEmptyCatalogue(pool, madeCatalogue)).toBe(0);
    const { rows } = await pool.query(
      'SELECT id, title, year, minutes, director, actors, genres, imdb_id AS "imdbId" FROM film ORDER BY id',
    );
    expect(rows).toEqual(madeCatalogue());
    const summary = await summarizeCatalogue(pool);
    expect(summary).toMatchObject({ films: 27_278, named: 0, lastYear: 2015 });
    expect(summary.genres.map(({ genre }) => genre)).toEqual([...filmGenres]);
  });

  it('does not take a film that only an event named for a catalogue, and keeps it', async () => {
    await pool.query('INSERT INTO film (id, title, imdb_id) VALUES ($1, $2, $3)', [
      ...[maxFilmId + 1_000_000, 'named by an event', madeCatalogue()[0]!.imdbId],
    ]);
    expect(await fillEmptyCatalogue(pool, madeCatalogue)).toBe(27_277);
    expect(await summarizeCatalogue(pool)).toMatchObject({ films: 27_277, named: 1 });
  });

  it('is replaced by an imported one in one step', async () => {
    await fillEmptyCatalogue(pool, madeCatalogue);
    const { films } = parseMoviesCsv('movieId,title,genres\n7,"Sabrina, or not (1995)",Comedy|Romance\n9,Rest,War\n');
    const told: number[] = [];
    await replaceCatalogue(pool, films, (written) => told.push(written));
    expect(told).toEqual([2]);
    const { rows } = await pool.query('SELECT id, title, year, actors, genres, imdb_id FROM film ORDER BY id');
    expect(rows).toEqual([
      { id: 7, title: 'Sabrina, or not', year: 1995, actors: [], genres: ['Comedy', 'Romance'], imdb_id: null },
      { id: 9, title: 'Rest', year: null, actors: [], genres: ['War'], imdb_id: null },
    ]);
    await expect(replaceCatalogue(pool, [{ ...films[0]!, title: null as unknown as string }])).rejects.toThrow();
    expect(await summarizeCatalogue(pool)).toMatchObject({ films: 2 });
  });
});
