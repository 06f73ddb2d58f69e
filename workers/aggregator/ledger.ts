import type { CommittedPart } from '@/lib/contracts/metric-sample';
import {
  claimFirst,
  claimPartitions,
  type FirstPosition,
  forgetProducers,
  loadProducers,
  type PartitionId,
  recordGap,
  type StoredProducer,
  storeHalt,
} from '@/lib/db/claim-partition';
import {
  type CommitOutcome,
  commitBatch,
  type PartitionCommit,
  type StatefulWork,
  type UnsafeCommit,
} from '@/lib/db/commit-batch';
import type { Pool } from '@/lib/db/pool';
import { readRebuildEpochs, type StoredCursor } from '@/lib/db/read-cursors';
import type { SqlStatement } from '@/lib/streams/stream';

/** The database as the aggregator uses it; the model test has one in memory. */
export interface Ledger {
  claim(ids: readonly PartitionId[]): Promise<readonly StoredCursor[]>;
  claimFirst(positions: readonly FirstPosition[]): Promise<readonly StoredCursor[]>;
  producers(id: PartitionId): Promise<readonly StoredProducer[]>;
  /** Deletes the numbers of those that sent nothing for the topic's retention. */
  forgetProducers(id: PartitionId): Promise<void>;
  recordGap(cursor: StoredCursor, gap: { cause: string; part: CommittedPart }): Promise<boolean>;
  storeHalt(owned: PartitionId & { ownerEpoch: bigint }, reason: string | null): Promise<void>;
  /** By `topic/partition`. */
  rebuildEpochs(ids: readonly PartitionId[]): Promise<ReadonlyMap<string, number>>;
  commit(batch: {
    commits: readonly PartitionCommit[];
    statements: readonly SqlStatement[];
    stateful: readonly StatefulWork[];
    parts: () => readonly CommittedPart[];
  }): Promise<ReadonlyMap<PartitionCommit, CommitOutcome>>;
}

export const createLedger = (options: {
  pool: Pool;
  ownerId: string;
  /** How long a producer's row outlives its last record: the topic's retention. */
  retentionMs: (topic: string) => number | null;
  unsafe: UnsafeCommit;
  beforeCommit: () => void;
}): Ledger => {
  const { pool, ownerId, retentionMs, unsafe, beforeCommit } = options;
  return {
    claim: (ids) => claimPartitions(pool, ids, ownerId),
    claimFirst: (positions) => claimFirst(pool, positions, ownerId),
    producers: (id) => loadProducers(pool, id, retentionMs(id.topic)),
    forgetProducers: (id) => forgetProducers(pool, id, retentionMs(id.topic)),
    recordGap: (cursor, gap) => recordGap(pool, cursor, gap),
    storeHalt: (owned, reason) => storeHalt(pool, owned, reason),
    rebuildEpochs: (ids) => readRebuildEpochs(pool, ids),
    commit: (batch) => commitBatch(pool, { ...batch, unsafe, beforeCommit }),
  };
};
