import type { Pool } from 'pg';

export interface StoredCursor {
  readonly topic: string;
  readonly partition: number;
  readonly incarnation: string;
  readonly startOffset: bigint;
  readonly nextOffset: bigint;
  readonly valid: bigint;
  readonly dead: bigint;
  readonly deduplicated: bigint;
  readonly gaps: bigint;
  readonly control: bigint;
  readonly ownerEpoch: bigint;
  readonly rebuildEpoch: number;
  readonly ownerId: string;
  readonly haltedReason: string | null;
}

/** Cursors of topics in order, by plain SQL. */
async function readCursorsOf(sql: Pool, topics: readonly string[]): Promise<StoredCursor[]> {
  const { rows } = await sql.query(
    'SELECT * FROM consumer_cursor WHERE topic = ANY($1::text[]) ORDER BY topic, partition',
    [topics],
  );
  return rows.map((row) => ({
    topic: row.topic,
    partition: row.partition,
    incarnation: row.incarnation,
    startOffset: BigInt(row.start_offset),
    nextOffset: BigInt(row.next_offset),
    valid: BigInt(row.valid),
    dead: BigInt(row.dead),
    deduplicated: BigInt(row.deduplicated),
    gaps: BigInt(row.gaps),
    control: BigInt(row.control),
    ownerEpoch: BigInt(row.owner_epoch),
    rebuildEpoch: row.rebuild_epoch,
    ownerId: row.owner_id,
    haltedReason: row.halted_reason,
  }));
}

/** Cursors of a topic by partition. */
export async function readCursors(sql: Pool, topic = 'orders'): Promise<Map<number, StoredCursor>> {
  return new Map((await readCursorsOf(sql, [topic])).map((cursor) => [cursor.partition, cursor]));
}

/** Cursors of several topics by `topic/partition`. */
export async function readCursorsByPlace(sql: Pool, topics: readonly string[]): Promise<Map<string, StoredCursor>> {
  return new Map((await readCursorsOf(sql, topics)).map((cursor) => [`${cursor.topic}/${cursor.partition}`, cursor]));
}

/** `[orders, quantity, revenue]` by `[hour, item, channel, payment, currency]` as JSON, the oracle's key. */
export async function readCells(sql: Pool): Promise<Map<string, [number, number, string]>> {
  const { rows } = await sql.query(`
    SELECT extract(epoch FROM c.hour)::bigint / 3600 AS hour, i.value AS item, ch.value AS channel, p.value AS payment,
           cu.value AS currency, c.orders, c.quantity, c.revenue
    FROM order_cell c
    JOIN dimension i ON i.id = c.item AND i.kind = 'item'
    JOIN dimension ch ON ch.id = c.channel AND ch.kind = 'channel'
    JOIN dimension p ON p.id = c.payment AND p.kind = 'payment'
    JOIN dimension cu ON cu.id = c.currency AND cu.kind = 'currency'`);
  return new Map(
    rows.map((row) => [
      JSON.stringify([Number(row.hour), row.item, row.channel, row.payment, row.currency]),
      [Number(row.orders), Number(row.quantity), String(row.revenue)],
    ]),
  );
}
