import { metricResolutions, resolutionInfo } from '../../domain/metric-resolution';
import { foldNoteStatements } from '../fold-note-statement';
import type { SqlStatement } from '../stream';
import { emptyMetricsDelta, type MetricsDelta } from './metrics-delta';
import { type Counter, counterColumns, type RollupCell } from './rollup-cell';
import type { RollupKey, RollupTable } from './rollup-table';

const rowsPerStatement = 5_000;
const counters = Object.entries(counterColumns) as [Counter, string][];
const sums = [
  ...counters.map(([, column]) => column),
  'model_squares',
  'baseline_squares',
  'end_to_end_sum',
  'ack_sum',
];
const sketches = ['end_to_end', 'ack'];
const gauges = ['lag', 'committed_lag', 'lag_partitions', 'lag_at_ms', 'lag_sequence'];
const columnTypes: readonly (readonly [column: string, type: string])[] = [
  ...counters.map(([, column]) => [column, 'int8'] as const),
  ...sums.slice(counters.length).map((column) => [column, 'numeric'] as const),
  ...sketches.map((column) => [column, 'int8[]'] as const),
  ['dead_by_code', 'jsonb'],
  ...gauges.map((column) => [column, 'int8'] as const),
  ['lag_max', 'int8'],
];
const columnNames = columnTypes.map(([column]) => column).join(', ');

/** Statements that add a delta of metric samples to what is stored: sorted rows, at most 5,000 a statement. */
export function metricsStatements(delta: MetricsDelta): readonly SqlStatement[] {
  const coarser = emptyMetricsDelta().rollups;
  const statements: SqlStatement[] = [];
  let finer: RollupTable | null = null;
  for (const name of metricResolutions) {
    if (finer !== null) coarser[name].merge(finer);
    coarser[name].merge(delta.rollups[name]);
    finer = coarser[name];
    const rows = finer.sorted().map(({ key, cell }) => rowOf(key, cell));
    const text = upsertText(resolutionInfo[name].table);
    for (const slice of slicesOf(rows)) statements.push({ text, values: [JSON.stringify(slice)] });
  }
  return [
    ...statements,
    ...annotationStatements(delta),
    ...externalStatements(delta),
    ...foldNoteStatements('metrics', delta.notes),
  ];
}

function rowOf({ bucketMs, stream, source }: RollupKey, cell: RollupCell): Record<string, unknown> {
  const { lag } = cell;
  return {
    bucket_s: bucketMs / 1_000,
    stream,
    source,
    ...Object.fromEntries(counters.map(([name, column]) => [column, cell.counters[name]])),
    model_squares: String(cell.modelSquares),
    baseline_squares: String(cell.baselineSquares),
    end_to_end: cell.endToEnd.pack(),
    end_to_end_sum: String(cell.endToEnd.sumUnits),
    ack: cell.ack.pack(),
    ack_sum: String(cell.ack.sumUnits),
    dead_by_code: Object.fromEntries(cell.deadByCode),
    lag: lag?.lag ?? null,
    committed_lag: lag?.committedLag ?? null,
    lag_partitions: lag?.partitions ?? null,
    lag_at_ms: lag?.sampledAtMs ?? null,
    lag_sequence: lag?.sequence ?? null,
    lag_max: cell.lagMax,
  };
}

const newer = '(excluded.lag_at_ms, excluded.lag_sequence) > (t.lag_at_ms, t.lag_sequence) OR t.lag_at_ms IS NULL';

function upsertText(table: string): string {
  const updates = [
    ...sums.map((column) => `${column} = t.${column} + excluded.${column}`),
    ...sketches.map((column) => `${column} = merge_sketch(t.${column}, excluded.${column})`),
    'dead_by_code = merge_counts(t.dead_by_code, excluded.dead_by_code)',
    ...gauges.map((column) => `${column} = CASE WHEN ${newer} THEN excluded.${column} ELSE t.${column} END`),
    'lag_max = greatest(t.lag_max, excluded.lag_max)',
  ];
  return `INSERT INTO ${table} AS t (bucket, stream, source, ${columnNames})
SELECT to_timestamp(bucket_s), stream, source, ${columnNames}
FROM json_to_recordset($1::json) AS v(bucket_s int8, stream text, source text, ${columnTypes.map((of) => of.join(' ')).join(', ')})
ON CONFLICT (bucket, stream, source) DO UPDATE SET ${updates.join(', ')}`;
}

/** Of two annotations with the same id the newest stays. */
function annotationStatements(delta: MetricsDelta): SqlStatement[] {
  const rows = [...delta.annotations.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return slicesOf(rows).map((slice) => ({
    text: `INSERT INTO annotation AS t (id, at, until, type, text, stream, source, sequence, sampled_at_ms)
SELECT id, to_timestamp("atMs" / 1000.0), to_timestamp("untilMs" / 1000.0), type, text, stream, source, sequence, "sampledAtMs"
FROM json_to_recordset($1::json) AS v(id text, "atMs" int8, "untilMs" int8, type text, text text, stream text,
  source text, sequence int8, "sampledAtMs" int8)
ON CONFLICT (id) DO UPDATE SET at = excluded.at, until = excluded.until, type = excluded.type, text = excluded.text,
  stream = excluded.stream, source = excluded.source, sequence = excluded.sequence, sampled_at_ms = excluded.sampled_at_ms
WHERE (excluded.sampled_at_ms, excluded.source COLLATE "C", excluded.sequence) > (t.sampled_at_ms, t.source COLLATE "C", t.sequence)`,
    values: [JSON.stringify(slice)],
  }));
}

function externalStatements(delta: MetricsDelta): SqlStatement[] {
  return slicesOf(delta.external).map((slice) => ({
    text: `INSERT INTO external_sample (at, metric, labels, value)
SELECT to_timestamp(timestamp / 1000.0), metric, coalesce(labels, '{}'), value
FROM json_to_recordset($1::json) AS v(timestamp int8, metric text, labels jsonb, value float8)`,
    values: [JSON.stringify(slice)],
  }));
}

function slicesOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const slices: (readonly Item[])[] = [];
  for (let at = 0; at < items.length; at += rowsPerStatement) slices.push(items.slice(at, at + rowsPerStatement));
  return slices;
}
