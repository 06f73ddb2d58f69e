import { sortByColumns } from '../../domain/sort-by-columns';
import { hourArray, int4Array, int8Array } from '../binary-array';
import { tooOldForFilmMinute } from '../film-statements';
import { foldNoteStatements } from '../fold-note-statement';
import { ratingCellStatements } from '../rating-cell-statements';
import type { DimensionIds, SqlStatement } from '../stream';
import type { EngagementDelta } from './engagement-delta';
import { detailsOfKind, engagementKinds } from './engagement-kind';

/** Kinds of the names in `dimension` that the keys of `engagement_cell` are made of. */
export const kindDimension = 'engagement_kind';
export const detailDimension = 'engagement_detail';
const rowsPerStatement = 5_000;

const upsertText = `INSERT INTO engagement_cell AS t (hour, kind, detail, count)
SELECT * FROM unnest($1::timestamptz[], $2::int4[], $3::int4[], $4::int8[])
ON CONFLICT (hour, kind, detail) DO UPDATE SET count = t.count + excluded.count`;

/** Statements that add a delta of engagement to the stored aggregates: sorted rows, at most 5,000 a statement. */
export async function engagementStatements(
  delta: EngagementDelta,
  dimensions: DimensionIds,
): Promise<readonly SqlStatement[]> {
  return [
    ...(await cellStatements(delta, dimensions)),
    ...ratingCellStatements('engagement', delta.hours.rating),
    ...delta.films.statements('engagement'),
    ...foldNoteStatements('engagement', new Map([[tooOldForFilmMinute, delta.tooOldForFilmMinute]])),
  ];
}

async function cellStatements(delta: EngagementDelta, dimensions: DimensionIds): Promise<readonly SqlStatement[]> {
  const used = engagementKinds.filter((kind) => delta.hours[kind].size > 0);
  const size = used.reduce((sum, kind) => sum + delta.hours[kind].size, 0);
  const hours = new Int32Array(size);
  const kinds = new Int32Array(size);
  const details = new Int32Array(size);
  const counts = new Float64Array(size);
  const kindIds = await dimensions.resolve(kindDimension, used);
  let row = 0;
  for (const [at, kind] of used.entries()) {
    const detailIds = await dimensions.resolve(detailDimension, detailsOfKind[kind]);
    for (const [hour, counted] of delta.hours[kind].byHour)
      for (const [detail, count] of counted.entries()) {
        if (count === 0) continue;
        hours[row] = hour;
        kinds[row] = kindIds[at]!;
        details[row] = detailIds[detail]!;
        counts[row++] = count;
      }
  }
  const order = sortByColumns([hours, kinds, details], size);
  return Array.from({ length: Math.ceil(size / rowsPerStatement) }, (_, at) => {
    const rows = order.subarray(at * rowsPerStatement, (at + 1) * rowsPerStatement);
    const values = [hourArray(hours, rows), int4Array(kinds, rows), int4Array(details, rows), int8Array(counts, rows)];
    return { text: upsertText, values };
  });
}
