import type { BatchSource } from '@/lib/kafka/batch-source';
import type { ClusterProbe } from '@/lib/kafka/cluster-probe';
import type { StreamDefinition } from '@/lib/streams/stream';
import { claim } from './claim';
import { CommitPace } from './commit-pace';
import { Flush } from './flush';
import { Ownership } from './ownership';
import { createRebuildWatch } from './rebuild-watch';
import type { SimulatedLedger } from './simulated-ledger';
import type { SimulatedPartition } from './simulated-log';
import { historyStream } from './simulated-streams';

const topic = 'orders';

/** For tests: one aggregator without a network; the test plays broker, coordinator and clock. */
export class SimulatedWorker {
  readonly positions = new Map<number, bigint>();
  readonly flowing = new Set<number>();
  readonly ownership: Ownership;
  readonly probe: ClusterProbe;
  fenced = 0;
  failed: unknown[] = [];
  private readonly flush: Flush;
  private readonly rebuilds: { look(): Promise<void> };
  private flushing = false;
  private sleepers: (() => void)[] = [];

  constructor(
    private readonly partitions: readonly SimulatedPartition[],
    database: SimulatedLedger,
    cells = 5,
  ) {
    const source: BatchSource = {
      start: async () => {},
      stop: async () => {},
      commitOffsets: async () => {},
      seek: ({ partition }, offset) => {
        this.positions.set(partition, offset);
        return true;
      },
      setFlowing: ({ partition }, flowing) => {
        if (flowing) this.flowing.add(partition);
        else this.flowing.delete(partition);
        return true;
      },
    };
    this.probe = {
      incarnations: async () => new Map([[topic, partitions[0]!.incarnation]]),
      bounds: async () => new Map(partitions.map(({ low, high }, partition) => [partition, { low, high }])),
      close: async () => {},
    };
    const sleep = () =>
      new Promise<void>((resolve) => {
        this.sleepers.push(resolve);
      });
    const shared = { ledger: database.ledger, probe: this.probe, now: () => 1_000, sleep };
    this.ownership = new Ownership({
      source,
      streamOf: () => historyStream as StreamDefinition<unknown>,
      bounds: { cells: () => cells, records: 1_000, deadLetterBytes: 1_000_000 },
      now: shared.now,
      events: {
        onClaim: (states) =>
          void claim(
            {
              ...shared,
              ownership: this.ownership,
              sessionTimeoutMs: 6_000,
              events: { onRetry: () => {}, onGap: () => {} },
            },
            states,
          ).catch((error) => this.failed.push(error)),
        onFull: () => {},
        onHeld: () => {},
        onHalted: () => {},
        onRejectionAlarm: () => {},
      },
    });
    this.rebuilds = createRebuildWatch({ ...shared, ownership: this.ownership, onRebuilt: () => {} });
    this.flush = new Flush({
      ...shared,
      ownership: this.ownership,
      dimensions: { resolve: async () => [] },
      pace: new CommitPace(cells),
      beforeBegin: () => {},
      afterCommit: () => {},
      events: {
        onStored: () => {},
        onHoles: () => {},
        onFailed: () => {},
        onFenced: () => {
          this.fenced++;
        },
      },
    });
  }

  lookForRebuilds(): void {
    void this.rebuilds.look();
  }

  join(assigned: readonly number[]): void {
    this.positions.clear();
    this.flowing.clear();
    for (const partition of assigned) this.positions.set(partition, 0n);
    this.ownership.onJoin(assigned.map((partition) => ({ topic, partition })));
  }

  /** One fetch of one partition, if Kafka may bring it; at another offset when kafkajs has reset its position. */
  fetch(partition: number, at?: bigint): void {
    const position = this.positions.get(partition);
    if (position === undefined || !this.flowing.has(partition)) return;
    const log = this.partitions[partition]!;
    const offset = at ?? (position < log.low || position > log.high ? log.low : position);
    const batch = log.fetch(topic, partition, offset);
    if (batch !== null) this.ownership.onBatch(batch, (lastOffset) => this.positions.set(partition, lastOffset + 1n));
  }

  startFlush(): void {
    if (this.flushing) return;
    this.flushing = true;
    void this.flush
      .run(new AbortController().signal)
      .catch((error) => this.failed.push(error))
      .finally(() => {
        this.flushing = false;
      });
  }

  /** Time passes: whoever waited between two attempts goes on. */
  wake(): void {
    for (const resolve of this.sleepers.splice(0)) resolve();
  }
}
