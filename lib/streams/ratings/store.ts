import { filmSources } from '../../contracts/film-sources';
import { sortByColumns } from '../../domain/sort-by-columns';
import { hourArray, int4Array, int8Array } from '../binary-array';
import { tooOldForFilmMinute } from '../film-statements';
import { filmGenres } from '../films/film';
import { foldNoteStatements } from '../fold-note-statement';
import type { HourCounts } from '../hour-counts';
import type { SqlStatement } from '../stream';
import type { RatingDelta } from './rating-delta';
import { countsWidth, type UserGenreCounts } from './user-genre-counts';

/** Note under which ratings of films that the catalogue does not have are counted. */
export const unknownFilm = 'unknown_film';
const rowsPerStatement = 5_000;
const genreCount = filmGenres.length;

const cellText = `INSERT INTO rating_cell AS t (hour, source, rating, count)
SELECT hour, $1::int2, rating, count FROM unnest($2::timestamptz[], $3::int4[], $4::int8[]) AS v(hour, rating, count)
ON CONFLICT (hour, source, rating) DO UPDATE SET count = t.count + excluded.count`;

const sums = Array.from({ length: genreCount }, (_, at) => `t.by_genre[${at + 1}] + excluded.by_genre[${at + 1}]`);
const userText = `INSERT INTO user_genre AS t ("user", ratings, by_genre)
SELECT ($1::int4[])[i], ($2::int4[])[i], ($3::int4[])[(i - 1) * ${genreCount} + 1 : i * ${genreCount}]
FROM generate_subscripts($1::int4[], 1) AS i
ON CONFLICT ("user") DO UPDATE SET ratings = t.ratings + excluded.ratings, by_genre = ARRAY[${sums.join(', ')}]`;

/** Statements that add a delta of ratings to the stored aggregates: sorted rows, at most 5,000 a statement. */
export function ratingStatements(delta: RatingDelta): readonly SqlStatement[] {
  return [
    ...cellStatements(delta.hours),
    ...delta.films.statements('ratings'),
    ...userStatements(delta.users),
    ...foldNoteStatements(
      'ratings',
      new Map([
        [tooOldForFilmMinute, delta.tooOldForFilmMinute],
        [unknownFilm, delta.unknownFilms],
      ]),
    ),
  ];
}

const slices = (order: Uint32Array): readonly Uint32Array[] =>
  Array.from({ length: Math.ceil(order.length / rowsPerStatement) }, (_, at) =>
    order.subarray(at * rowsPerStatement, (at + 1) * rowsPerStatement),
  );

function cellStatements({ size, byHour }: HourCounts): readonly SqlStatement[] {
  const hours = new Int32Array(size);
  const ratings = new Int32Array(size);
  const counts = new Float64Array(size);
  let row = 0;
  for (const [hour, counted] of byHour)
    for (const [rating, count] of counted.entries()) {
      if (count === 0) continue;
      hours[row] = hour;
      ratings[row] = rating + 1;
      counts[row++] = count;
    }
  return slices(sortByColumns([hours, ratings], size)).map((rows) => ({
    text: cellText,
    values: [filmSources.ratings, hourArray(hours, rows), int4Array(ratings, rows), int8Array(counts, rows)],
  }));
}

function userStatements({ size, users, counts }: UserGenreCounts): readonly SqlStatement[] {
  return slices(sortByColumns([users], size)).map((rows) => {
    const ratings = new Uint32Array(rows.length);
    const byGenre = new Uint32Array(rows.length * genreCount);
    for (let at = 0, to = 0; at < rows.length; at++) {
      let from = rows[at]! * countsWidth;
      ratings[at] = from++;
      for (let genre = 0; genre < genreCount; genre++) byGenre[to++] = from++;
    }
    return {
      text: userText,
      values: [int4Array(users, rows), int4Array(counts, ratings), int4Array(counts, byGenre)],
    };
  });
}
