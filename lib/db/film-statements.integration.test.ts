import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filmMinuteStatements, filmStatStatements } from '../streams/film-statements';
import { foldNoteStatements } from '../streams/fold-note-statement';
import type { SqlStatement } from '../streams/stream';
import { createPool, type Pool } from './pool';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

let database: ScratchDatabase;
let pool: Pool;
const write = async (statements: readonly SqlStatement[]): Promise<void> => {
  for (const { text, values } of statements) await pool.query(text, [...values]);
};

describe('statements of films on PostgreSQL', () => {
  beforeAll(async () => {
    database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
    pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'film-statements-test' });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(() => pool.query('TRUNCATE film_stat, film_minute, fold_note'));

  it('add to the counters of a film and source, leave the others alone, and refuse less than nothing', async () => {
    const films = Int32Array.of(9, 1);
    const counters = {
      ratings: Float64Array.of(2, 1),
      rating_sum: Float64Array.of(2 ** 40, 10),
      rating_square: Float64Array.of(1, 100),
    };
    await write(filmStatStatements('lists', { size: 2, films, counters }));
    await write(filmStatStatements('lists', { size: 1, films, counters: { ratings: Float64Array.of(3) } }));
    const less = filmStatStatements('lists', { size: 1, films, counters: { ratings: Float64Array.of(-1) } });
    await expect(write(less)).rejects.toThrow('film_stat_not_below_zero');
    await write(filmStatStatements('engagement', { size: 1, films, counters: { views: Float64Array.of(5) } }));
    const { rows } = await pool.query('SELECT * FROM film_stat ORDER BY film, source');
    const none = { ratings: '0', rating_sum: '0', rating_square: '0', views: '0', clicks: '0', adds: '0' };
    expect(rows).toEqual([
      { ...none, film: 1, source: 3, ratings: '1', rating_sum: '10', rating_square: '100' },
      { ...none, film: 9, source: 2, views: '5' },
      { ...none, film: 9, source: 3, ratings: '5', rating_sum: `${2 ** 40}`, rating_square: '1' },
    ]);
  });

  it('put what happened into its minute, before and after 2000, thousands of rows at once', async () => {
    const size = 7_000;
    const rows = {
      size,
      minutes: Int32Array.from({ length: size }, (_, row) => 29_000_000 + (row % 50)),
      films: Int32Array.from({ length: size }, (_, row) => row),
      counters: { views: new Int32Array(size).fill(2), clicks: new Int32Array(size).fill(1) },
    };
    await write(filmMinuteStatements('engagement', rows));
    await write(filmMinuteStatements('engagement', rows));
    await write(
      filmMinuteStatements('ratings', {
        size: 1,
        minutes: Int32Array.of(-1),
        films: Int32Array.of(3),
        counters: { ratings: Int32Array.of(1) },
      }),
    );
    const { rows: found } = await pool.query(
      `SELECT minute, count(*)::int AS films, sum(views)::int AS views, sum(clicks)::int AS clicks, sum(ratings)::int AS ratings
       FROM film_minute GROUP BY minute ORDER BY minute LIMIT 2`,
    );
    expect(found).toEqual([
      { minute: new Date(-60_000), films: 1, views: 0, clicks: 0, ratings: 1 },
      { minute: new Date(29_000_000 * 60_000), films: 140, views: 560, clicks: 280, ratings: 0 },
    ]);
  });

  it('count notes by stream', async () => {
    for (const count of [2, 3]) await write(foldNoteStatements('engagement', new Map([['too_old', count]])));
    await write(foldNoteStatements('ratings', new Map([['too_old', 1]])));
    const { rows } = await pool.query('SELECT * FROM fold_note ORDER BY stream');
    expect(rows).toEqual([
      { stream: 'engagement', note: 'too_old', count: '5' },
      { stream: 'ratings', note: 'too_old', count: '1' },
    ]);
  });
});
