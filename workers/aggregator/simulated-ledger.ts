import type { CommitOutcome, PartitionCommit } from '@/lib/db/commit-batch';
import type { StoredCursor } from '@/lib/db/read-cursors';
import type { Ledger } from './ledger';

export type LedgerFault = 'down' | 'lost-before' | 'lost-after' | null;

/** For tests: the database in memory, with the same rules, and with connections that break around COMMIT. */
export class SimulatedLedger {
  readonly cursors = new Map<number, StoredCursor & { counted: bigint }>();
  readonly stored: string[] = [];
  /** Values by key, of the stateful stream. */
  readonly histories = new Map<string, readonly string[]>();
  readonly gaps: { from: bigint; to: bigint; partition: number }[] = [];
  private readonly lastSeqs = new Map<string, number>();
  fault: LedgerFault = null;

  readonly ledger: Ledger = {
    claim: async (ids) => {
      this.throwIfDown();
      return ids.flatMap(({ partition }) => {
        const cursor = this.cursors.get(partition);
        if (cursor === undefined) return [];
        const taken = { ...cursor, ownerEpoch: cursor.ownerEpoch + 1n };
        this.cursors.set(partition, taken);
        return [taken];
      });
    },
    claimFirst: async (positions) => {
      this.throwIfDown();
      return positions.map(({ topic, partition, incarnation, lowOffset }) => {
        const known = this.cursors.get(partition);
        const made = known ?? {
          topic,
          partition,
          incarnation,
          startOffset: lowOffset,
          nextOffset: lowOffset,
          ownerEpoch: 0n,
          rebuildEpoch: 0,
          recountUntil: 0n,
          gaps: 0n,
          haltedReason: null,
          counted: 0n,
        };
        const taken = { ...made, ownerEpoch: made.ownerEpoch + 1n };
        this.cursors.set(partition, taken);
        return taken;
      });
    },
    producers: async ({ partition }) => {
      this.throwIfDown();
      return [...this.lastSeqs].flatMap(([key, lastSeq]) => {
        const [at, producerId] = key.split('/');
        return Number(at) === partition && producerId !== undefined ? [{ producerId, lastSeq }] : [];
      });
    },
    forgetProducers: async () => this.throwIfDown(),
    recordGap: async (claimed, { part }) => {
      this.throwIfDown();
      const cursor = this.cursors.get(claimed.partition);
      if (cursor?.nextOffset !== claimed.nextOffset || cursor.ownerEpoch !== claimed.ownerEpoch) return false;
      const nextOffset = BigInt(part.toOffset);
      const gap = nextOffset - cursor.nextOffset;
      this.gaps.push({ partition: claimed.partition, from: cursor.nextOffset, to: nextOffset });
      this.cursors.set(claimed.partition, {
        ...cursor,
        nextOffset,
        gaps: cursor.gaps + gap,
        counted: cursor.counted + gap,
      });
      return true;
    },
    storeHalt: async () => this.throwIfDown(),
    rebuildEpochs: async (ids) => {
      this.throwIfDown();
      return new Map(
        ids.map(({ topic, partition }) => [`${topic}/${partition}`, this.cursors.get(partition)?.rebuildEpoch ?? 0]),
      );
    },
    commit: async ({ commits, statements, stateful, parts }) => {
      this.throwIfDown();
      const { fault } = this;
      if (fault === 'lost-before') throw new Error('the connection was lost before COMMIT');
      parts();
      const outcomes = new Map(commits.map((commit) => [commit, this.judge(commit)]));
      if ([...outcomes.values()].every((outcome) => outcome === 'good')) {
        for (const commit of commits) this.write(commit);
        for (const { values } of statements) this.stored.push(...(values as string[]));
        for (const { load, apply } of stateful)
          for (const { values } of apply(load.map(({ values: [key] }) => this.historyRows(key as string))))
            this.histories.set(values[0] as string, values[1] as readonly string[]);
      }
      if (fault === 'lost-after') throw new Error('the connection was lost after COMMIT');
      return outcomes;
    },
  };

  /** Everything is to be counted again from where the logs begin. */
  rebuild(lows: readonly bigint[]): void {
    this.stored.length = 0;
    this.histories.clear();
    this.lastSeqs.clear();
    for (const [partition, cursor] of this.cursors) {
      const at = lows[partition]!;
      const counts = { startOffset: at, nextOffset: at, gaps: 0n, counted: 0n, haltedReason: null };
      const epochs = { ownerEpoch: cursor.ownerEpoch + 1n, rebuildEpoch: cursor.rebuildEpoch + 1 };
      this.cursors.set(partition, { ...cursor, ...counts, ...epochs });
    }
  }

  private judge({ partition, ownerEpoch, fromOffset, toOffset }: PartitionCommit): CommitOutcome {
    const cursor = this.cursors.get(partition);
    if (cursor === undefined || cursor.ownerEpoch !== ownerEpoch) return 'fenced';
    return cursor.nextOffset === fromOffset ? 'good' : cursor.nextOffset === toOffset ? 'already' : 'fenced';
  }

  private write(commit: PartitionCommit): void {
    const cursor = this.cursors.get(commit.partition)!;
    const counted = commit.valid + commit.dead + commit.deduplicated + commit.gaps + commit.control;
    const nextOffset = commit.toOffset;
    this.cursors.set(commit.partition, { ...cursor, nextOffset, counted: cursor.counted + BigInt(counted) });
    for (const { producerId, lastSeq } of commit.producers)
      this.lastSeqs.set(`${commit.partition}/${producerId}`, lastSeq);
  }

  private historyRows(key: string): readonly { history: readonly string[] }[] {
    const history = this.histories.get(key);
    return history === undefined ? [] : [{ history }];
  }

  private throwIfDown(): void {
    if (this.fault === 'down') throw new Error('the database is down');
  }
}
