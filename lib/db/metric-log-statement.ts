import type { CommittedPart } from '../contracts/metric-sample';
import type { SqlStatement } from '../streams/stream';

/** Rows of metric_log: one a part, as it is published. */
export function metricLogStatement(parts: readonly CommittedPart[]): { text: string; values: unknown[] } {
  const statement: SqlStatement = {
    text: `INSERT INTO metric_log (committed_at, topic, partition, incarnation, from_offset, to_offset, payload)
      SELECT to_timestamp((v.part->>'committedAtMs')::bigint / 1000.0), v.part->>'topic', (v.part->>'partition')::int,
        v.part->>'incarnation', (v.part->>'fromOffset')::bigint, (v.part->>'toOffset')::bigint, v.part
      FROM jsonb_array_elements($1::jsonb) AS v(part)`,
    values: [JSON.stringify(parts)],
  };
  return { text: statement.text, values: [...statement.values] };
}
