import type { SqlStatement } from '../stream';
import { AffinityTable } from './affinity-table';
import { columnsSql, deleteSql, packed, storedSql } from './column-text';
import type { FilmRow } from './film-row';
import type { FoldedUser } from './fold-lists';
import { addUpChanges, type Sums, type SumsOfUser, zero } from './list-changes';
import { SumTable, statementsOf } from './sum-table';

const filmTexts = { user_id: 'text', month: 'text', director: 'text', genres: 'text', actors: 'text' };
const filmNumbers = { film: packed, rating: packed, minutes: packed, counted_minute: packed };
const kept = ['month', 'director', 'genres', 'actors', 'rating', 'minutes', 'counted_minute'];

// Packed columns know no NULL: 0 is no rating, and minute -1 was always too old to be counted.
const putFilms = `INSERT INTO user_movie AS t (user_id, film, ${kept.join(', ')})
SELECT user_id, film, month, director, ${list('genres')}, ${list('actors')}, nullif(rating, 0), minutes, nullif(counted_minute, -1)
FROM ${columnsSql({ ...filmTexts, ...filmNumbers })}
ON CONFLICT (user_id, film) DO UPDATE SET ${kept.map((column) => `${column} = excluded.${column}`).join(', ')}`;
const removeFilms = deleteSql(
  'user_movie',
  `${columnsSql({ user_id: 'text', film: 'int4' })} ${storedSql('user_movie', ['user_id', 'film'], 'ctid AS place')}`,
);
const joinNames = `INSERT INTO user_film_name (user_id, name, film)
SELECT user_id, name, film FROM ${columnsSql({ user_id: 'text', name: 'int4', film: 'int4' })}
ON CONFLICT (user_id, name) DO NOTHING`;
const userColumns = {
  ...{ user_id: 'text', films: packed, rated: packed, rating_sum: packed, minutes: packed },
  ...{ last_ms: packed, scattered: packed },
};
const userSums = ['films', 'rated', 'rating_sum', 'minutes'];
const changeUsers = `INSERT INTO user_stat AS t (user_id, partition, scattered, last_event_at, ${userSums.join(', ')})
SELECT v.user_id, o.partition, o.scattered OR v.scattered = 1, greatest(o.last_event_at, to_timestamp(v.last_ms / 1000.0)),
  ${userSums.map((sum) => `o.${sum} + v.${sum}`).join(', ')}
FROM ${columnsSql(userColumns)} ${storedSql('user_stat', ['user_id'], '*')}
ON CONFLICT (user_id) DO UPDATE SET scattered = excluded.scattered, last_event_at = excluded.last_event_at,
  ${userSums.map((sum) => `${sum} = excluded.${sum}`).join(', ')}`;
const noSums = zero();

type Cell = string | number;
const columnsFor = (count: number): Cell[][] => Array.from({ length: count }, () => []);

/** The rows of the users' own tables that a commit writes. Whoever writes them has locked the users. */
export class MovieTables implements SumsOfUser {
  private readonly put = columnsFor(9);
  private readonly removed = columnsFor(2);
  private readonly joined = columnsFor(3);
  private readonly users = columnsFor(7);
  private readonly months = new SumTable('user_month', { month: 'text' }, ['films', 'rated', 'ratingSum', 'minutes']);
  private readonly ratings = new SumTable('user_rating', { rating: 'int2' }, ['films']);
  private readonly affinities = new AffinityTable();
  private userId = '';

  add({ userId, rows, joinedNames, lastMs, isScattered }: FoldedUser): void {
    this.userId = userId;
    for (const { before, after } of rows)
      if (after === null) this.removeFilm(before!.film);
      else this.putFilm(after);
    for (const [name, film] of joinedNames) push(this.joined, [userId, name, film]);
    this.sums = noSums;
    addUpChanges(rows, this);
    const { films, rated, ratingSum, minutes } = this.sums;
    push(this.users, [userId, films, rated, ratingSum, minutes, lastMs, isScattered ? 1 : 0]);
  }

  total(sums: Sums): void {
    this.sums = sums;
  }

  month(month: string, sums: Sums): void {
    this.months.add(this.userId, month, sums);
  }

  rating(rating: number, sums: Sums): void {
    this.ratings.add(this.userId, rating, sums);
  }

  names(row: FilmRow, sums: Sums): void {
    this.affinities.add(this.userId, row, sums);
  }

  statements(): readonly SqlStatement[] {
    return [
      ...statementsOf(removeFilms, this.removed),
      ...statementsOf(putFilms, this.put, { texts: 5 }),
      ...statementsOf(changeUsers, this.users, { texts: 1 }),
      ...this.months.statements(),
      ...this.ratings.statements(),
      ...this.affinities.statements(),
      ...statementsOf(joinNames, this.joined),
    ];
  }

  private sums: Sums = noSums;

  private putFilm(row: FilmRow): void {
    const [userIds, months, directors, genres, actors, films, ratings, minutes, counted] = this.put;
    userIds!.push(this.userId);
    months!.push(row.month);
    directors!.push(row.director);
    genres!.push(row.genres);
    actors!.push(row.actors);
    films!.push(row.film);
    ratings!.push(row.rating ?? 0);
    minutes!.push(row.minutes);
    counted!.push(row.countedMinute ?? -1);
  }

  private removeFilm(film: number): void {
    push(this.removed, [this.userId, film]);
  }
}

function push(columns: readonly Cell[][], row: readonly Cell[]): void {
  for (let at = 0; at < columns.length; at++) columns[at]!.push(row[at]!);
}

function list(column: string): string {
  return `string_to_array(coalesce(${column}, ''), E'\\x1e')`;
}
