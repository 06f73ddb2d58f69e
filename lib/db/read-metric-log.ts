import { type CommittedPart, committedPartSchema } from '../contracts/metric-sample';
import type { Queryable } from './pool';

const mostRows = 2_000;

/**
 * Parts that `metric_log` holds of `[from, to)` of one incarnation, oldest first, at most 2,000; those younger than
 * `sinceMs` (Unix ms) only, so that few of the log's partitions are read. Rows that are not of the contract are left out.
 */
export async function readMetricLog(
  database: Queryable,
  range: { topic: string; partition: number; incarnation: string; from: bigint; to: bigint; sinceMs: number },
): Promise<CommittedPart[]> {
  const { rows } = await database.query<{ payload: unknown }>(
    `SELECT payload FROM metric_log
      WHERE committed_at >= $1 AND topic = $2 AND partition = $3 AND incarnation = $4
        AND from_offset >= $5 AND from_offset < $6
      ORDER BY from_offset LIMIT ${mostRows}`,
    [
      new Date(range.sinceMs),
      range.topic,
      range.partition,
      range.incarnation,
      range.from.toString(),
      range.to.toString(),
    ],
  );
  return rows.flatMap(({ payload }) => {
    const part = committedPartSchema.safeParse(payload);
    return part.success ? [part.data] : [];
  });
}
