import type { HistoryStep, OldestBuckets } from '../domain/history-step';
import { type MetricResolution, metricResolutions, resolutionInfo } from '../domain/metric-resolution';
import { Prisma } from './generated/client';
import type { Reader } from './query-orders-range';

/** Sums of one point; whole numbers are decimal text. */
export interface HistoryRow {
  readonly t: string;
  readonly records: string;
  readonly deduplicated: string;
  readonly gaps: string;
  readonly covered_ms: string;
  readonly sent_ok: string;
  readonly sent_error: string;
  readonly failed_flushes: string;
  readonly end_to_end_sum: string;
  readonly ack_sum: string;
  readonly model_ratings: string;
  readonly model_squares: string;
  readonly baseline_squares: string;
  readonly codes: Readonly<Record<string, number>> | null;
  /** Sketches as they are stored. */
  readonly latencies: readonly string[] | null;
  readonly acks: readonly string[] | null;
  readonly lag: string | null;
  readonly committed_lag: string | null;
  readonly lag_most: string | null;
  /** Partitions by stream as the newest reading of the whole range found them. */
  readonly partitions: Readonly<Record<string, number>> | null;
}

const mergedSketches = (column: string, name: string): Prisma.Sql =>
  Prisma.raw(`SELECT t, array_agg(((place << 50) | times)::text) AS ${name}
  FROM (SELECT t, entry >> 50 AS place, sum(entry & 1125899906842623)::int8 AS times
        FROM cells, unnest(${column}) AS entry GROUP BY 1, 2) AS merged GROUP BY t`);

/**
 * One row for each point that something is stored of. A flush that failed is said of each stream of its worker and
 * counts once; lag readings of several streams add, the newest of each.
 */
export async function readHistoryRows(
  reader: Reader,
  streams: readonly string[],
  step: HistoryStep,
): Promise<readonly HistoryRow[]> {
  const { stepMs } = step;
  return reader.$queryRaw<HistoryRow[]>`
    WITH cells AS MATERIALIZED (
      SELECT (floor(extract(epoch FROM bucket) * 1000 / ${stepMs}::int8) * ${stepMs}::int8)::text AS t, *
      FROM ${Prisma.raw(resolutionInfo[step.resolution].table)}
      WHERE stream = ANY(${[...streams]}::text[])
        AND bucket >= to_timestamp(${step.fromMs / 1_000}::float8) AND bucket < to_timestamp(${step.toMs / 1_000}::float8)
    ), sums AS (
      SELECT t, sum(valid + dead)::text AS records, sum(deduplicated)::text AS deduplicated, sum(gaps)::text AS gaps,
        sum(covered_ms)::text AS covered_ms, sum(sent_ok)::text AS sent_ok, sum(sent_error)::text AS sent_error,
        sum(end_to_end_sum)::text AS end_to_end_sum, sum(ack_sum)::text AS ack_sum, sum(model_ratings)::text AS model_ratings,
        sum(model_squares)::text AS model_squares, sum(baseline_squares)::text AS baseline_squares
      FROM cells GROUP BY t
    ), flushes AS (
      SELECT t, sum(most)::text AS failed_flushes
      FROM (SELECT t, max(failed_flushes) AS most FROM cells GROUP BY t, bucket, source) AS merged GROUP BY t
    ), dead_codes AS (
      SELECT t, jsonb_object_agg(code, times) AS codes
      FROM (SELECT t, key AS code, sum(value::numeric) AS times FROM cells, jsonb_each_text(dead_by_code) GROUP BY 1, 2)
        AS merged GROUP BY t
    ), latency AS (${mergedSketches('end_to_end', 'latencies')}
    ), acknowledged AS (${mergedSketches('ack', 'acks')}
    ), lags AS (
      SELECT t, sum(lag)::text AS lag, sum(committed_lag)::text AS committed_lag
      FROM (SELECT DISTINCT ON (t, stream) t, lag, committed_lag FROM cells WHERE lag_at_ms IS NOT NULL
            ORDER BY t, stream, lag_at_ms DESC, source DESC, lag_sequence DESC) AS newest GROUP BY t
    ), most_lags AS (
      SELECT t, sum(most)::text AS lag_most FROM (SELECT t, max(lag_max) AS most FROM cells GROUP BY t, stream) AS merged
      GROUP BY t
    ), sizes AS (
      SELECT jsonb_object_agg(stream, lag_partitions) AS partitions
      FROM (SELECT DISTINCT ON (stream) stream, lag_partitions FROM cells WHERE lag_at_ms IS NOT NULL
            ORDER BY stream, lag_at_ms DESC, source DESC, lag_sequence DESC) AS newest
    )
    SELECT * FROM sums LEFT JOIN flushes USING (t) LEFT JOIN dead_codes USING (t) LEFT JOIN latency USING (t)
      LEFT JOIN acknowledged USING (t) LEFT JOIN lags USING (t) LEFT JOIN most_lags USING (t) CROSS JOIN sizes ORDER BY t`;
}

/** Where the history begins at each resolution. */
export async function readOldestBuckets(reader: Reader): Promise<OldestBuckets> {
  const oldest: Record<MetricResolution, number | null> = { '10s': null, '1min': null, '1h': null };
  for (const name of metricResolutions) {
    const [row] = await reader.$queryRaw<{ ms: bigint | null }[]>`
      SELECT (extract(epoch FROM min(bucket)) * 1000)::int8 AS ms FROM ${Prisma.raw(resolutionInfo[name].table)}`;
    oldest[name] = row === undefined || row.ms === null ? null : Number(row.ms);
  }
  return oldest;
}
