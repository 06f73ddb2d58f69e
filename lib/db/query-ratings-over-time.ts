import { type LocalColumn, type LocalStep, localColumns, stepFor } from '../domain/local-steps';
import type { Database } from './client';
import { onOneSnapshot } from './query-orders-selection';
import { type RatingsQuestion, type RatingsSelection, selectRatings } from './query-ratings-period';

export interface RatingsColumn extends LocalColumn {
  /** By halves less one. */
  readonly counts: readonly number[];
}

/**
 * Ratings of the period by value and local hour, day, month or year, whichever suits its length; every step of the
 * period, also those without a rating. Throws `UnanswerableQuestion` naming the parameter.
 */
export function queryRatingsOverTime(
  database: Database,
  question: RatingsQuestion,
): Promise<{ selection: RatingsSelection; step: LocalStep; columns: readonly RatingsColumn[] }> {
  return onOneSnapshot(database, async (reader) => {
    const selection = await selectRatings(reader, question);
    const { range, segments, where } = selection;
    const step = stepFor(range === null ? 0 : range.toMs - range.fromMs);
    const columns = localColumns(segments, step).map((column) => ({
      ...column,
      counts: new Array<number>(10).fill(0),
    }));
    if (columns.length === 0) return { selection, step, columns };
    const rows = await reader.$queryRaw<{ place: number; rating: number; ratings: bigint }[]>`
      SELECT width_bucket(extract(epoch FROM hour)::float8, ${columns.map(({ fromMs }) => fromMs / 1_000)}::float8[])
        AS place, rating, sum(count)::int8 AS ratings
      FROM rating_cell WHERE ${where} GROUP BY 1, 2`;
    for (const { place, rating, ratings } of rows) columns[place - 1]!.counts[rating - 1] = Number(ratings);
    return { selection, step, columns };
  });
}
