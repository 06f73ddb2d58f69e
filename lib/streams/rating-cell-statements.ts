import { type FilmSource, filmSources } from '../contracts/film-sources';
import { sortByColumns } from '../domain/sort-by-columns';
import { hourArray, int4Array, int8Array } from './binary-array';
import type { HourCounts } from './hour-counts';
import type { SqlStatement } from './stream';

const rowsPerStatement = 5_000;

const text = `INSERT INTO rating_cell AS t (hour, source, rating, count)
SELECT hour, $1::int2, rating, count FROM unnest($2::timestamptz[], $3::int4[], $4::int8[]) AS v(hour, rating, count)
ON CONFLICT (hour, source, rating) DO UPDATE SET count = t.count + excluded.count`;

/**
 * Statements that add to `rating_cell`: sorted by hour and rating, at most 5,000 rows each. Number n of `counts` is the
 * rating of n + 1 halves.
 */
export function ratingCellStatements(source: FilmSource, { size, byHour }: HourCounts): readonly SqlStatement[] {
  const hours = new Int32Array(size);
  const ratings = new Int32Array(size);
  const counts = new Float64Array(size);
  let row = 0;
  for (const [hour, counted] of byHour)
    for (const [number, count] of counted.entries()) {
      if (count === 0) continue;
      hours[row] = hour;
      ratings[row] = number + 1;
      counts[row++] = count;
    }
  const order = sortByColumns([hours, ratings], size);
  return Array.from({ length: Math.ceil(size / rowsPerStatement) }, (_, at) => {
    const rows = order.subarray(at * rowsPerStatement, (at + 1) * rowsPerStatement);
    return {
      text,
      values: [filmSources[source], hourArray(hours, rows), int4Array(ratings, rows), int8Array(counts, rows)],
    };
  });
}
