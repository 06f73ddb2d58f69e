import type { SqlStatement } from '../stream';
import { columnsSql, deleteSql, packed, storedSql } from './column-text';
import type { FilmRow } from './film-row';
import type { Sums } from './list-changes';
import { statementsOf } from './sum-table';

/** A row is a film with some seven names. */
const rowsPerStatement = 1_000;
const columns = {
  user_id: 'text',
  director: 'text',
  genres: 'text',
  actors: 'text',
  films: packed,
  rated: packed,
  rating_sum: packed,
};
const key = ['user_id', 'kind', 'name'];
const stored = storedSql('user_affinity', key, 'ctid AS place, films, rated, rating_sum');
const target = 'INSERT INTO user_affinity AS t (user_id, kind, name, films, rated, rating_sum)';

// As in `SumTable`: what brings a film is added, any other row gets its new sums or goes.
const text = `WITH v AS MATERIALIZED (
  SELECT user_id, kind, name COLLATE "C" AS name, sum(films)::int8 AS films, sum(rated)::int8 AS rated, sum(rating_sum)::int8 AS rating_sum
  FROM ${columnsSql(columns, 'c')} CROSS JOIN LATERAL (
    SELECT 'director' AS kind, director AS name WHERE director IS NOT NULL
    UNION ALL SELECT 'genre', unnest(string_to_array(genres, E'\\x1e'))
    UNION ALL SELECT 'actor', unnest(string_to_array(actors, E'\\x1e'))) n
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3),
gone AS (${deleteSql('user_affinity', `v ${stored} WHERE v.films < 0 AND o.films + v.films = 0`)}),
changed AS (${target}
  SELECT v.user_id, v.kind, v.name, o.films + v.films, o.rated + v.rated, o.rating_sum + v.rating_sum FROM v ${stored}
  WHERE (v.films <= 0 OR v.rated < 0 OR v.rating_sum < 0) AND (v.films <> 0 OR v.rated <> 0 OR v.rating_sum <> 0)
    AND o.films + v.films <> 0
  ON CONFLICT (${key.join(', ')}) DO UPDATE SET films = excluded.films, rated = excluded.rated, rating_sum = excluded.rating_sum)
${target} SELECT user_id, kind, name, films, rated, rating_sum FROM v WHERE films > 0 AND rated >= 0 AND rating_sum >= 0
ON CONFLICT (${key.join(', ')}) DO UPDATE
  SET films = t.films + excluded.films, rated = t.rated + excluded.rated, rating_sum = t.rating_sum + excluded.rating_sum`;

/**
 * Sums by director, actor and genre. What is sent is the film and its sums; PostgreSQL takes its names apart and adds them
 * up: they are seven rows a film, most of what a worker would have to write.
 */
export class AffinityTable {
  private readonly columns: (string | number)[][] = Object.keys(columns).map(() => []);

  add(userId: string, { director, genres, actors }: FilmRow, { films, rated, ratingSum }: Sums): void {
    if (films === 0 && rated === 0 && ratingSum === 0) return;
    const [userIds, directors, genreLists, actorLists, filmCounts, ratedCounts, ratingSums] = this.columns;
    userIds!.push(userId);
    directors!.push(director);
    genreLists!.push(genres);
    actorLists!.push(actors);
    filmCounts!.push(films);
    ratedCounts!.push(rated);
    ratingSums!.push(ratingSum);
  }

  statements(): readonly SqlStatement[] {
    return statementsOf(text, this.columns, { texts: 4, rowsPerStatement });
  }
}
