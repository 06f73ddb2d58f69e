import type { CommittedPart } from '../contracts/metric-sample';
import { metricLogStatement } from './metric-log-statement';
import { inTransaction, type Pool, type Queryable } from './pool';
import { type CursorRow, cursorColumns, type StoredCursor, toCursor } from './read-cursors';

export interface PartitionId {
  readonly topic: string;
  readonly partition: number;
}

/** Where a partition that was never consumed starts. */
export interface FirstPosition extends PartitionId {
  readonly incarnation: string;
  readonly lowOffset: bigint;
}

const columnsOf = (ids: readonly PartitionId[]) => [ids.map((id) => id.topic), ids.map((id) => id.partition)];

/**
 * Takes partitions over: every known cursor gets the next owner epoch, from which moment an earlier owner's commit is
 * fenced. Returns the cursors that exist; waits for a commit that holds them.
 */
export async function claimPartitions(
  pool: Pool,
  ids: readonly PartitionId[],
  ownerId: string,
): Promise<readonly StoredCursor[]> {
  return inTransaction(pool, async (client) => {
    await client.query(
      `SELECT FROM consumer_cursor c JOIN unnest($1::text[], $2::int[]) AS v(topic, partition)
       USING (topic, partition) ORDER BY c.topic, c.partition FOR UPDATE OF c`,
      columnsOf(ids),
    );
    const { rows } = await client.query<CursorRow>(
      `UPDATE consumer_cursor c SET owner_epoch = c.owner_epoch + 1, owner_id = $3, updated_at = now()
       FROM unnest($1::text[], $2::int[]) AS v(topic, partition)
       WHERE c.topic = v.topic AND c.partition = v.partition
       RETURNING c.${cursorColumns.replaceAll(', ', ', c.')}`,
      [...columnsOf(ids), ownerId],
    );
    return { result: rows.map(toCursor) };
  });
}

/** Claims partitions that had no cursor: makes one at the low offset. One made meanwhile by another worker is taken over. */
export async function claimFirst(
  database: Queryable,
  positions: readonly FirstPosition[],
  ownerId: string,
): Promise<readonly StoredCursor[]> {
  const sorted = [...positions].sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition);
  const { rows } = await database.query<CursorRow>(
    `INSERT INTO consumer_cursor AS c
       (topic, partition, cluster_id, incarnation, start_offset, next_offset, owner_epoch, owner_id)
     SELECT topic, partition, split_part(incarnation, '/', 1), incarnation, low, low, 1, $5
     FROM unnest($1::text[], $2::int[], $3::text[], $4::bigint[]) AS v(topic, partition, incarnation, low)
     ON CONFLICT (topic, partition) DO UPDATE SET owner_epoch = c.owner_epoch + 1, owner_id = excluded.owner_id
     RETURNING ${cursorColumns}`,
    [
      ...columnsOf(sorted),
      sorted.map((position) => position.incarnation),
      sorted.map((position) => position.lowOffset.toString()),
      ownerId,
    ],
  );
  return rows.map(toCursor);
}

/**
 * Steps over offsets that Kafka no longer holds and writes them down as a gap, with the part that tells the live path.
 * False when the partition is no longer ours: its cursor or epoch has moved.
 */
export async function recordGap(
  pool: Pool,
  cursor: StoredCursor,
  gap: { readonly cause: string; readonly part: CommittedPart },
): Promise<boolean> {
  const { part, cause } = gap;
  const toOffset = BigInt(part.toOffset);
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE consumer_cursor SET next_offset = $5::bigint, gaps = gaps + ($5::bigint - next_offset), updated_at = now()
       WHERE topic = $1 AND partition = $2 AND next_offset = $3 AND owner_epoch = $4`,
      [cursor.topic, cursor.partition, cursor.nextOffset, cursor.ownerEpoch, toOffset],
    );
    if (rowCount !== 1) return { result: false, rollback: true };
    await client.query(
      'INSERT INTO gap (topic, partition, incarnation, from_offset, to_offset, cause) VALUES ($1, $2, $3, $4, $5, $6)',
      [cursor.topic, cursor.partition, cursor.incarnation, cursor.nextOffset, toOffset, cause],
    );
    await client.query(metricLogStatement([part]));
    return { result: true };
  });
}

/** Writes down why a partition is halted (null: it runs); nothing happens when it is no longer ours. */
export async function storeHalt(
  database: Queryable,
  owned: PartitionId & { readonly ownerEpoch: bigint },
  reason: string | null,
): Promise<void> {
  await database.query(
    'UPDATE consumer_cursor SET halted_reason = $4, updated_at = now() WHERE topic = $1 AND partition = $2 AND owner_epoch = $3',
    [owned.topic, owned.partition, owned.ownerEpoch, reason],
  );
}

export interface StoredProducer {
  readonly producerId: string;
  readonly lastSeq: number;
}

/** Deletes the numbers of producers unused for the topic's retention (null = kept for ever): nothing of theirs is left. */
export async function forgetProducers(database: Queryable, id: PartitionId, retentionMs: number | null): Promise<void> {
  if (retentionMs === null) return;
  await database.query(
    'DELETE FROM producer_cursor WHERE topic = $1 AND partition = $2 AND updated_at < now() - make_interval(secs => $3)',
    [id.topic, id.partition, retentionMs / 1_000],
  );
}

/** Producers seen in a partition, without those that are forgotten. */
export async function loadProducers(
  database: Queryable,
  id: PartitionId,
  retentionMs: number | null,
): Promise<readonly StoredProducer[]> {
  await forgetProducers(database, id, retentionMs);
  const { rows } = await database.query<{ producer_id: string; last_seq: string }>(
    'SELECT producer_id, last_seq FROM producer_cursor WHERE topic = $1 AND partition = $2',
    [id.topic, id.partition],
  );
  return rows.map((row) => ({ producerId: row.producer_id, lastSeq: Number(row.last_seq) }));
}
