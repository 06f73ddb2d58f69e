import type { SqlStatement } from '../stream';
import { columnsSql } from './column-text';
import type { FilmRow } from './film-row';
import type { ListChanges } from './list-changes';
import { SumTable, statementsOf } from './sum-table';

const filmColumns = {
  user_id: 'text',
  film: 'int4',
  rating: 'int2',
  month: 'text',
  minutes: 'int4',
  counted_minute: 'int4',
  director: 'text',
};
const listColumns = ['genres', 'actors'];
const kept = [...Object.keys(filmColumns).slice(2), ...listColumns];

const putFilms = `INSERT INTO user_movie AS t (user_id, film, ${kept.join(', ')})
SELECT ${Object.keys(filmColumns).join(', ')}, ${listColumns.map((list) => `string_to_array(coalesce(${list}, ''), E'\\x1e')`).join(', ')}
FROM ${columnsSql({ ...filmColumns, genres: 'text', actors: 'text' })}
ON CONFLICT (user_id, film) DO UPDATE SET ${kept.map((column) => `${column} = excluded.${column}`).join(', ')}`;
const removeFilms = `DELETE FROM user_movie t USING ${columnsSql({ user_id: 'text', film: 'int4' })}
WHERE t.user_id = v.user_id AND t.film = v.film`;
const joinNames = `INSERT INTO user_film_name (user_id, name, film)
SELECT user_id, name, film FROM ${columnsSql({ user_id: 'text', name: 'int4', film: 'int4' })}
ON CONFLICT (user_id, name) DO NOTHING`;
const userColumns = {
  user_id: 'text',
  films: 'int8',
  rated: 'int8',
  rating_sum: 'int8',
  minutes: 'int8',
  last_ms: 'int8',
  scattered: 'int2',
};
const addToUsers = `UPDATE user_stat t SET films = t.films + v.films, rated = t.rated + v.rated,
  rating_sum = t.rating_sum + v.rating_sum, minutes = t.minutes + v.minutes,
  last_event_at = greatest(t.last_event_at, to_timestamp(v.last_ms / 1000.0)), scattered = t.scattered OR v.scattered = 1
FROM ${columnsSql(userColumns)} WHERE t.user_id = v.user_id`;

type Cell = string | number | null;
const columnsFor = (count: number): Cell[][] => Array.from({ length: count }, () => []);

/** The rows of the users' own tables that a commit writes. Whoever writes them has locked the users. */
export class MovieTables {
  private readonly put = columnsFor(9);
  private readonly removed = columnsFor(2);
  private readonly joined = columnsFor(3);
  private readonly users = columnsFor(7);
  private readonly months = new SumTable('user_month', { month: 'text' }, ['films', 'rated', 'ratingSum', 'minutes']);
  private readonly ratings = new SumTable('user_rating', { rating: 'int2' }, ['films']);
  private readonly affinities = new SumTable('user_affinity', { kind: 'text', name: 'text' }, [
    'films',
    'rated',
    'ratingSum',
  ]);

  putFilm(userId: string, row: FilmRow): void {
    const values = [userId, row.film, row.rating, row.month, row.minutes, row.countedMinute, row.director];
    for (const [at, value] of values.entries()) this.put[at]!.push(value);
    this.put[7]!.push(row.genres);
    this.put[8]!.push(row.actors);
  }

  removeFilm(userId: string, film: number): void {
    this.removed[0]!.push(userId);
    this.removed[1]!.push(film);
  }

  joinName(userId: string, name: number, film: number): void {
    for (const [at, value] of [userId, name, film].entries()) this.joined[at]!.push(value);
  }

  addSums(
    userId: string,
    changes: ListChanges,
    seen: { readonly lastMs: number; readonly isScattered: boolean },
  ): void {
    const { total } = changes;
    const values = [
      userId,
      total.films,
      total.rated,
      total.ratingSum,
      total.minutes,
      seen.lastMs,
      Number(seen.isScattered),
    ];
    for (const [at, value] of values.entries()) this.users[at]!.push(value);
    for (const [month, sums] of changes.months) this.months.add(userId, [month], sums);
    for (const [rating, sums] of changes.ratings) this.ratings.add(userId, [rating], sums);
    for (const [key, sums] of changes.affinities) {
      const blank = key.indexOf(' ');
      this.affinities.add(userId, [key.slice(0, blank), key.slice(blank + 1)], sums);
    }
  }

  statements(): readonly SqlStatement[] {
    return [
      ...statementsOf(removeFilms, this.removed),
      ...statementsOf(putFilms, this.put),
      ...statementsOf(addToUsers, this.users),
      ...this.months.statements(),
      ...this.ratings.statements(),
      ...this.affinities.statements(),
      ...statementsOf(joinNames, this.joined),
    ];
  }
}
