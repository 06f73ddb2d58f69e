import { sortByColumns } from '../../domain/sort-by-columns';
import { int4Array } from '../binary-array';
import { tooOldForFilmMinute } from '../film-statements';
import { foldNoteStatements } from '../fold-note-statement';
import { ratingCellStatements } from '../rating-cell-statements';
import type { SqlStatement } from '../stream';
import { intArrayText } from './int-array-text';
import type { RatingDelta } from './rating-delta';
import { genreCount, type UserGenreCounts } from './user-genre-counts';

/** Note under which ratings of films that the catalogue does not have are counted. */
export const unknownFilm = 'unknown_film';
const rowsPerStatement = 5_000;

const sums = Array.from({ length: genreCount }, (_, at) => `t.by_genre[${at + 1}] + excluded.by_genre[${at + 1}]`);
const userText = `INSERT INTO user_genre AS t ("user", ratings, by_genre)
SELECT ($1::int4[])[i], ($2::int4[])[i], ($3::int4[])[(i - 1) * ${genreCount} + 1 : i * ${genreCount}]
FROM generate_subscripts($1::int4[], 1) AS i
ON CONFLICT ("user") DO UPDATE SET ratings = t.ratings + excluded.ratings, by_genre = ARRAY[${sums.join(', ')}]`;

/** Statements that add a delta of ratings to the stored aggregates: sorted rows, at most 5,000 a statement. */
export function ratingStatements(delta: RatingDelta): readonly SqlStatement[] {
  return [
    ...ratingCellStatements('ratings', delta.hours),
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

function userStatements(counts: UserGenreCounts): readonly SqlStatement[] {
  const { size, users, ratings } = counts;
  const order = sortByColumns([users], size);
  const places = new Int32Array(size);
  for (let place = 0; place < size; place++) places[order[place]!] = place;
  const textOf = genresText(counts, places);
  return slices(order).map((rows, slice) => {
    const from = slice * rowsPerStatement * genreCount;
    const genres = textOf(from, from + rows.length * genreCount);
    return { text: userText, values: [int4Array(users, rows), int4Array(ratings, rows), genres] };
  });
}

let digits = Buffer.alloc(0);

/** Text of the numbers `[from, to)` of all users' one after the other, as `int4[]`. Nearly all are below ten. */
function genresText(counts: UserGenreCounts, places: Int32Array): (from: number, to: number) => string {
  const bytes = counts.size * genreCount * 2;
  if (digits.length < bytes) digits = Buffer.allocUnsafe(bytes);
  digits.fill('0,', 0, bytes);
  if (counts.addDigits(digits, places)) return (from, to) => `{${digits.toString('latin1', 2 * from, 2 * to - 1)}}`;
  const numbers = new Int32Array(counts.size * genreCount);
  counts.addCounts(numbers, places);
  return (from, to) => intArrayText(numbers, from, to);
}
