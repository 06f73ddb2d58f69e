import type { StreamName } from '../contracts/streams';
import type { OwnTable } from '../streams/stream';
import { notificationChannels } from './notifications';
import { inTransaction, type Pool, type PoolClient } from './pool';

/** A partition as Kafka holds it now. */
export interface RebuildPosition {
  readonly topic: string;
  readonly partition: number;
  /** `<cluster id>/<topic id>`. */
  readonly incarnation: string;
  readonly lowOffset: bigint;
}

export interface RebuildRequest {
  readonly stream: { readonly name: StreamName; readonly tables: readonly OwnTable[] };
  readonly topics: readonly string[];
  /** Every partition of the topics. */
  readonly positions: readonly RebuildPosition[];
  /** Goes on although stored records cannot be read again. */
  readonly acceptLoss: boolean;
}

export interface RebuildOutcome {
  /** Offsets that were counted: valid, dead, deduplicated and control. */
  readonly counted: bigint;
  /** Of these Kafka no longer holds so many. */
  readonly lost: bigint;
  /** False: refused because of the loss, nothing was changed. */
  readonly done: boolean;
}

/** Longer than any commit of a worker lasts; while the rows go, those of this stream wait. */
const limits = { lock_timeout: '30s', statement_timeout: '15min', idle_in_transaction_session_timeout: '60s' };

/**
 * Empties everything that was counted of a stream and sets its cursors back to the low offsets, in one transaction: its
 * rows, notes, producers' numbers, dead letters and gaps. Raises owner and rebuild epochs, so that no commit of before
 * fits any more and what is read again counts as new on the live path (but for its latency), and tells the workers. With `dryRun` it only says
 * what would be lost. Table `dimension` and the films' names stay.
 */
export async function rebuildStream(pool: Pool, request: RebuildRequest, dryRun = false): Promise<RebuildOutcome> {
  return inTransaction<RebuildOutcome>(pool, async (client) => {
    for (const [name, value] of Object.entries(limits)) await client.query(`SET LOCAL ${name} = '${value}'`);
    const { counted, lost } = await lockAndCount(client, request);
    const done = !dryRun && (lost === 0n || request.acceptLoss);
    if (!done) return { result: { counted, lost, done }, rollback: true };
    await emptyTables(client, request);
    await setCursorsBack(client, request);
    await client.query('SELECT pg_notify($1, $2)', [notificationChannels.rebuild, request.stream.name]);
    return { result: { counted, lost, done } };
  });
}

const columnsOf = (positions: readonly RebuildPosition[]) => [
  positions.map(({ topic }) => topic),
  positions.map(({ partition }) => partition),
  positions.map(({ incarnation }) => incarnation),
  positions.map(({ lowOffset }) => String(lowOffset)),
];

/** Waits for the commits that run, and holds those to come. A recreated topic holds nothing of what was counted. */
async function lockAndCount(client: PoolClient, { topics, positions }: RebuildRequest) {
  await client.query('SELECT FROM consumer_cursor WHERE topic = ANY($1) ORDER BY topic, partition FOR UPDATE', [
    topics,
  ]);
  const { rows } = await client.query<{ counted: string; lost: string }>(
    `SELECT coalesce(sum(c.next_offset - c.start_offset - c.gaps), 0) AS counted,
       coalesce(sum(
         CASE WHEN v.incarnation IS DISTINCT FROM c.incarnation THEN c.next_offset - c.start_offset - c.gaps
           ELSE greatest(0, least(v.low, c.next_offset) - c.start_offset) - (
             SELECT coalesce(sum(greatest(0, least(g.to_offset, v.low) - g.from_offset)), 0) FROM gap g
             WHERE g.topic = c.topic AND g.partition = c.partition AND g.incarnation = c.incarnation
               AND g.from_offset >= c.start_offset)
         END), 0) AS lost
     FROM consumer_cursor c
     LEFT JOIN unnest($2::text[], $3::int[], $4::text[], $5::bigint[]) AS v(topic, partition, incarnation, low)
       USING (topic, partition)
     WHERE c.topic = ANY($1)`,
    [topics, ...columnsOf(positions)],
  );
  return { counted: BigInt(rows[0]?.counted ?? 0), lost: BigInt(rows[0]?.lost ?? 0) };
}

async function emptyTables(client: PoolClient, { stream, topics }: RebuildRequest): Promise<void> {
  const whole = stream.tables.filter(({ source }) => source === undefined).map(({ name }) => `"${name}"`);
  if (whole.length > 0) await client.query(`TRUNCATE ${whole.join(', ')}`);
  for (const { name, source } of stream.tables)
    if (source !== undefined) await client.query(`DELETE FROM "${name}" WHERE source = $1`, [source]);
  await client.query('DELETE FROM fold_note WHERE stream = $1', [stream.name]);
  for (const table of ['producer_cursor', 'dead_letter', 'gap'])
    await client.query(`DELETE FROM ${table} WHERE topic = ANY($1)`, [topics]);
}

async function setCursorsBack(client: PoolClient, { topics, positions }: RebuildRequest): Promise<void> {
  const columns = columnsOf(positions);
  await client.query(
    `UPDATE consumer_cursor c SET
       recount_until = CASE WHEN c.incarnation = v.incarnation THEN greatest(c.recount_until, c.next_offset) ELSE 0 END,
       cluster_id = split_part(v.incarnation, '/', 1), incarnation = v.incarnation,
       start_offset = v.low, next_offset = v.low, valid = 0, dead = 0, deduplicated = 0, gaps = 0, control = 0,
       owner_epoch = c.owner_epoch + 1, owner_id = '', rebuild_epoch = c.rebuild_epoch + 1, halted_reason = NULL,
       updated_at = now()
     FROM unnest($1::text[], $2::int[], $3::text[], $4::bigint[]) AS v(topic, partition, incarnation, low)
     WHERE c.topic = v.topic AND c.partition = v.partition`,
    columns,
  );
  // Of a topic that was created again with fewer partitions.
  await client.query(
    `DELETE FROM consumer_cursor c WHERE topic = ANY($1) AND NOT EXISTS (
       SELECT FROM unnest($2::text[], $3::int[]) AS v(topic, partition)
       WHERE c.topic = v.topic AND c.partition = v.partition)`,
    [topics, columns[0], columns[1]],
  );
}
