import { externalSampleKeepMs } from '../domain/metric-resolution';
import { Prisma } from './generated/client';
import type { Reader } from './query-orders-range';

const mostPoints = 150;
const mostSeries = 20;
const leastStepMs = 1_000;

/** Samples of one step. */
export interface ExternalPoint {
  /** Start, Unix ms, a multiple of the step. */
  readonly t: number;
  readonly n: number;
  /** Of the newest sample. */
  readonly last: number;
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

export interface ExternalSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** Steps that have samples, oldest first. */
  readonly points: readonly ExternalPoint[];
}

export interface ExternalHistory {
  readonly stepMs: number;
  /** One for each set of labels, those with most samples first, at most 20. */
  readonly series: readonly ExternalSeries[];
  /** Sets of labels beyond these. */
  readonly leftOut: number;
}

/** A metric of somebody else that is kept. */
export interface ExternalMetric {
  readonly metric: string;
  readonly samples: number;
  readonly newestAtMs: number;
  /** Of the newest sample. */
  readonly last: number;
}

interface Row {
  readonly labels: Record<string, string>;
  readonly sets: number;
  readonly t: bigint;
  readonly n: number;
  readonly last: number;
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

const seconds = (ms: number): Prisma.Sql => Prisma.sql`to_timestamp(${ms / 1_000}::float8)`;

/**
 * Samples named `metric` with their own time in `[fromMs, toMs)`, by labels, from `external_sample`: at most 150 steps of
 * whole seconds. With `labels`, only those that have all of them.
 */
export async function queryExternalMetric(
  reader: Reader,
  question: {
    readonly metric: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly labels?: Readonly<Record<string, string>>;
  },
): Promise<ExternalHistory> {
  const { metric, fromMs, toMs, labels = {} } = question;
  const stepMs = Math.max(1, Math.ceil((toMs - fromMs) / (mostPoints - 1) / leastStepMs)) * leastStepMs;
  const rows = await reader.$queryRaw<Row[]>`
    WITH samples AS (
      SELECT labels, value, at, id, (floor(extract(epoch FROM at) * 1000 / ${stepMs}::int8) * ${stepMs}::int8)::int8 AS t
      FROM external_sample
      WHERE metric = ${metric} AND at >= ${seconds(fromMs)} AND at < ${seconds(toMs)}
        AND labels @> ${JSON.stringify(labels)}::jsonb
    ), sets AS (
      SELECT labels, row_number() OVER (ORDER BY count(*) DESC, labels) AS place, count(*) OVER ()::int4 AS sets
      FROM samples GROUP BY labels
    )
    SELECT labels, sets, t, count(*)::int4 AS n, (array_agg(value ORDER BY at DESC, id DESC))[1] AS last,
      avg(value::numeric)::float8 AS mean, min(value) AS least, max(value) AS most
    FROM samples JOIN sets USING (labels) WHERE place <= ${mostSeries} GROUP BY labels, place, sets, t ORDER BY place, t`;
  const series: { labels: Record<string, string>; points: ExternalPoint[] }[] = [];
  let known = '';
  for (const { labels: set, sets: _, t, ...figures } of rows) {
    if (series.length === 0 || JSON.stringify(set) !== known) series.push({ labels: set, points: [] });
    known = JSON.stringify(set);
    series.at(-1)!.points.push({ t: Number(t), ...figures });
  }
  return { stepMs, series, leftOut: Math.max(0, (rows[0]?.sets ?? 0) - mostSeries) };
}

/** Names of everything that others have sent since `nowMs` minus 30 days, by name, at most 500. */
export async function listExternalMetrics(reader: Reader, nowMs: number): Promise<readonly ExternalMetric[]> {
  const rows = await reader.$queryRaw<{ metric: string; samples: bigint; newest: bigint; last: number }[]>`
    SELECT metric, count(*) AS samples, (extract(epoch FROM max(at)) * 1000)::int8 AS newest,
      (array_agg(value ORDER BY at DESC, id DESC))[1] AS last
    FROM external_sample WHERE at >= ${seconds(nowMs - externalSampleKeepMs)} GROUP BY metric ORDER BY metric LIMIT 500`;
  return rows.map(({ metric, samples, newest, last }) => ({
    metric,
    samples: Number(samples),
    newestAtMs: Number(newest),
    last,
  }));
}
