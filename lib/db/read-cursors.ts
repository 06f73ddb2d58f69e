import type { Queryable } from './pool';

/** A row of consumer_cursor as far as an owner needs it. */
export interface StoredCursor {
  readonly topic: string;
  readonly partition: number;
  readonly incarnation: string;
  readonly startOffset: bigint;
  readonly nextOffset: bigint;
  readonly ownerEpoch: bigint;
  readonly rebuildEpoch: number;
  /** Records below it were stored before a rebuild. */
  readonly recountUntil: bigint;
  readonly gaps: bigint;
  readonly haltedReason: string | null;
}

export interface CursorRow {
  topic: string;
  partition: number;
  incarnation: string;
  start_offset: string;
  next_offset: string;
  owner_epoch: string;
  rebuild_epoch: number;
  recount_until: string;
  gaps: string;
  halted_reason: string | null;
}

/** Column list that `toCursor` reads. */
export const cursorColumns =
  'topic, partition, incarnation, start_offset, next_offset, owner_epoch, rebuild_epoch, recount_until, gaps, halted_reason';

export const toCursor = (row: CursorRow): StoredCursor => ({
  topic: row.topic,
  partition: row.partition,
  incarnation: row.incarnation,
  startOffset: BigInt(row.start_offset),
  nextOffset: BigInt(row.next_offset),
  ownerEpoch: BigInt(row.owner_epoch),
  rebuildEpoch: row.rebuild_epoch,
  recountUntil: BigInt(row.recount_until),
  gaps: BigInt(row.gaps),
  haltedReason: row.halted_reason,
});

/** All cursors, by topic and partition. */
export async function readCursors(database: Queryable): Promise<readonly StoredCursor[]> {
  const { rows } = await database.query<CursorRow>(
    `SELECT ${cursorColumns} FROM consumer_cursor ORDER BY topic, partition`,
  );
  return rows.map(toCursor);
}

/** How often each partition was rebuilt, by `topic/partition`; those without a cursor are left out. */
export async function readRebuildEpochs(
  database: Queryable,
  ids: readonly { readonly topic: string; readonly partition: number }[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.query<{ topic: string; partition: number; rebuild_epoch: number }>(
    `SELECT topic, partition, rebuild_epoch FROM consumer_cursor
     JOIN unnest($1::text[], $2::int[]) AS v(topic, partition) USING (topic, partition)`,
    [ids.map(({ topic }) => topic), ids.map(({ partition }) => partition)],
  );
  return new Map(rows.map((row) => [`${row.topic}/${row.partition}`, row.rebuild_epoch]));
}
