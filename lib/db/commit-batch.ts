import type { CommittedPart } from '../contracts/metric-sample';
import type { Row, SqlStatement } from '../streams/stream';
import { type DeadLetter, deadLetterStatements } from './dead-letter-statement';
import { metricLogStatement } from './metric-log-statement';
import { inTransaction, type Pool, type PoolClient } from './pool';

/** What one partition adds to the database: the records of `[fromOffset, toOffset)`. */
export interface PartitionCommit {
  readonly topic: string;
  readonly partition: number;
  readonly ownerEpoch: bigint;
  readonly fromOffset: bigint;
  readonly toOffset: bigint;
  /** valid + dead + deduplicated + gaps + control = toOffset - fromOffset. */
  readonly valid: number;
  readonly dead: number;
  readonly deduplicated: number;
  readonly gaps: number;
  readonly control: number;
  readonly deadLetters: readonly DeadLetter[];
  readonly producers: readonly { readonly producerId: string; readonly lastSeq: number; readonly holes: number }[];
}

/**
 * `good`: written now. `already`: an earlier attempt whose answer was lost had written it. `fenced`: the cursor or the
 * epoch is another's; nothing of it may be written.
 */
export type CommitOutcome = 'good' | 'already' | 'fenced';

/** Work on rows that must be read first: `load` locks and reads, one list of rows a statement; `apply` says what to write. */
export interface StatefulWork {
  readonly load: readonly SqlStatement[];
  apply(rows: readonly (readonly Row[])[]): readonly SqlStatement[];
}

/** Tests: what the protocol forbids, to show that they notice. The benchmark: `no-commit` writes nothing at all. */
export type UnsafeCommit = 'cursor-apart' | 'no-fence' | 'no-commit' | null;

/**
 * Writes everything of `commits` in one transaction, or nothing: unless all are good it rolls back and says how each
 * stands, and the caller tries again with the good ones. A rejection leaves the outcome unknown; calling again with
 * the same commits settles it.
 */
export async function commitBatch(
  pool: Pool,
  batch: {
    readonly commits: readonly PartitionCommit[];
    /** The streams' own tables, in a fixed order. */
    readonly statements: readonly SqlStatement[];
    /** Of streams whose rows depend on what is stored, in a fixed order. */
    readonly stateful?: readonly StatefulWork[];
    /** Parts for metric_log, called just before COMMIT. */
    readonly parts: () => readonly CommittedPart[];
    /** Called with everything written and nothing committed. */
    readonly beforeCommit?: () => void;
    readonly unsafe?: UnsafeCommit;
  },
): Promise<ReadonlyMap<PartitionCommit, CommitOutcome>> {
  const commits = [...batch.commits].sort((a, b) => compareText(a.topic, b.topic) || a.partition - b.partition);
  if (batch.unsafe === 'no-commit') return new Map(commits.map((commit) => [commit, 'good' as const]));
  if (batch.unsafe === 'cursor-apart')
    await inTransaction(pool, async (client) => ({ result: await moveCursors(client, commits, false) }));
  const tellCommitted: (() => void)[] = [];
  const outcomes = await inTransaction(pool, async (client) => {
    if (batch.unsafe === null || batch.unsafe === undefined) {
      const outcomes = await compare(client, commits);
      if (commits.some((commit) => outcomes.get(commit) !== 'good')) return { result: outcomes, rollback: true };
    }
    const stateful = batch.stateful ?? [];
    // Sent together: were each one waited for, folding between two answers would keep the transaction open.
    const [loaded] = await Promise.all([
      Promise.all(stateful.map((work) => queryAll(client, work.load))),
      ...(batch.unsafe === 'cursor-apart' ? [] : [moveCursors(client, commits, batch.unsafe !== 'no-fence')]),
      writeProducers(client, commits),
      queryAll(client, batch.statements, tellCommitted),
    ]);
    await queryAll(
      client,
      stateful.flatMap((work, at) => work.apply(loaded[at] ?? [])),
    );
    for (const { text, values } of deadLetterStatements(commits.flatMap((commit) => commit.deadLetters)))
      await client.query(text, [...values]);
    const { text, values } = metricLogStatement(batch.parts());
    await client.query(text, values);
    batch.beforeCommit?.();
    return { result: new Map(commits.map((commit) => [commit, 'good' as const])) };
  });
  for (const tell of tellCommitted) tell();
  return outcomes;
}

/** Sends them without waiting for the answers between them; the server runs them in their order. */
const queryAll = (
  client: PoolClient,
  statements: readonly SqlStatement[],
  tellCommitted: (() => void)[] = [],
): Promise<(readonly Row[])[]> =>
  Promise.all(
    statements.map(async (statement) => {
      const { rows } = await client.query<Row>(statement.text, [...statement.values]);
      if (statement.onCommitted !== undefined) tellCommitted.push(() => statement.onCommitted?.(rows));
      return rows;
    }),
  );

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Locks the cursors, waiting for an earlier attempt of ours that may still run, and judges each commit. */
async function compare(
  client: PoolClient,
  commits: readonly PartitionCommit[],
): Promise<Map<PartitionCommit, CommitOutcome>> {
  const { rows } = await client.query<{ topic: string; partition: number; next_offset: string; owner_epoch: string }>(
    `SELECT c.topic, c.partition, c.next_offset, c.owner_epoch FROM consumer_cursor c
     JOIN unnest($1::text[], $2::int[]) AS v(topic, partition) USING (topic, partition)
     ORDER BY c.topic, c.partition FOR UPDATE OF c`,
    [commits.map((commit) => commit.topic), commits.map((commit) => commit.partition)],
  );
  const cursors = new Map(rows.map((row) => [`${row.topic}/${row.partition}`, row]));
  return new Map(
    commits.map((commit) => {
      const cursor = cursors.get(`${commit.topic}/${commit.partition}`);
      if (cursor === undefined || BigInt(cursor.owner_epoch) !== commit.ownerEpoch) return [commit, 'fenced'];
      const next = BigInt(cursor.next_offset);
      return [commit, next === commit.fromOffset ? 'good' : next === commit.toOffset ? 'already' : 'fenced'];
    }),
  );
}

async function moveCursors(client: PoolClient, commits: readonly PartitionCommit[], fence: boolean): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE consumer_cursor c SET next_offset = v.upto, valid = c.valid + v.valid, dead = c.dead + v.dead,
       deduplicated = c.deduplicated + v.deduplicated, gaps = c.gaps + v.gaps, control = c.control + v.control,
       updated_at = now()
     FROM unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
       $8::bigint[], $9::bigint[], $10::bigint[])
       AS v(topic, partition, since, upto, epoch, valid, dead, deduplicated, gaps, control)
     WHERE c.topic = v.topic AND c.partition = v.partition
       AND (NOT $11::boolean OR (c.next_offset = v.since AND c.owner_epoch = v.epoch))`,
    [
      commits.map((commit) => commit.topic),
      commits.map((commit) => commit.partition),
      commits.map((commit) => commit.fromOffset),
      commits.map((commit) => commit.toOffset),
      commits.map((commit) => commit.ownerEpoch),
      commits.map((commit) => commit.valid),
      commits.map((commit) => commit.dead),
      commits.map((commit) => commit.deduplicated),
      commits.map((commit) => commit.gaps),
      commits.map((commit) => commit.control),
      fence,
    ],
  );
  if (rowCount !== commits.length) throw new Error(`${rowCount} of ${commits.length} locked cursors moved`);
}

async function writeProducers(client: PoolClient, commits: readonly PartitionCommit[]): Promise<void> {
  const rows = commits
    .flatMap(({ topic, partition, producers }) => producers.map((producer) => ({ topic, partition, ...producer })))
    .sort(
      (a, b) => compareText(a.topic, b.topic) || a.partition - b.partition || compareText(a.producerId, b.producerId),
    );
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO producer_cursor AS p (topic, partition, producer_id, last_seq, holes)
     SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::bigint[], $5::bigint[])
     ON CONFLICT (topic, partition, producer_id) DO UPDATE
       SET last_seq = excluded.last_seq, holes = p.holes + excluded.holes, updated_at = now()`,
    [
      rows.map((row) => row.topic),
      rows.map((row) => row.partition),
      rows.map((row) => row.producerId),
      rows.map((row) => row.lastSeq),
      rows.map((row) => row.holes),
    ],
  );
}
