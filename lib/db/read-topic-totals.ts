import type { Queryable } from './pool';

/** What the cursors of a topic say has become of its records. */
export interface TopicTotals {
  readonly topic: string;
  readonly valid: bigint;
  readonly dead: bigint;
  readonly deduplicated: bigint;
  readonly gaps: bigint;
  readonly control: bigint;
  /** Next offset by partition. */
  readonly nextOffsets: ReadonlyMap<number, bigint>;
  readonly halted: readonly { partition: number; reason: string }[];
}

interface CursorRow {
  topic: string;
  partition: number;
  next_offset: string;
  valid: string;
  dead: string;
  deduplicated: string;
  gaps: string;
  control: string;
  halted_reason: string | null;
}

/** Totals of every topic that has been read, from table consumer_cursor; sorted by topic. */
export async function readTopicTotals(database: Queryable): Promise<readonly TopicTotals[]> {
  const { rows } = await database.query<CursorRow>(
    `SELECT topic, partition, next_offset, valid, dead, deduplicated, gaps, control, halted_reason
     FROM consumer_cursor ORDER BY topic, partition`,
  );
  return [...new Set(rows.map((row) => row.topic))].map((topic) => {
    const own = rows.filter((row) => row.topic === topic);
    const sum = (read: (row: CursorRow) => string): bigint => own.reduce((total, row) => total + BigInt(read(row)), 0n);
    return {
      topic,
      valid: sum((row) => row.valid),
      dead: sum((row) => row.dead),
      deduplicated: sum((row) => row.deduplicated),
      gaps: sum((row) => row.gaps),
      control: sum((row) => row.control),
      nextOffsets: new Map(own.map((row) => [row.partition, BigInt(row.next_offset)])),
      halted: own.flatMap((row) =>
        row.halted_reason === null ? [] : [{ partition: row.partition, reason: row.halted_reason }],
      ),
    };
  });
}
