import type { FetchedBatch, TopicPartition } from '@/lib/kafka/batch-source';
import type { StreamDefinition, StreamFold } from '@/lib/streams/stream';
import { type PartRange, PendingPart } from './pending-part';
import { ProducerSequences } from './producer-sequences';
import { RejectionShare } from './rejection-share';

/**
 * claiming: assigned, nothing may be folded. ready: folds. held: something was missing; what was folded is flushed, then
 * claimed again. fenced: another owns it; claimed again once we are surely a member. halted: for a person to look at.
 */
export type Phase = 'claiming' | 'ready' | 'held' | 'fenced' | 'halted';

/** What a flush has taken from a partition and not settled yet. */
export interface TakenPart extends PartRange {
  readonly state: PartitionState;
  readonly ownerEpoch: bigint;
  readonly pending: PendingPart;
  readonly delta: unknown;
  readonly cells: number;
  readonly producers: readonly { readonly producerId: string; readonly lastSeq: number; readonly holes: number }[];
}

/** What a claim found. */
export interface Claimed {
  readonly ownerEpoch: bigint;
  readonly incarnation: string;
  readonly rebuildEpoch: number;
  readonly recountUntil: bigint;
  readonly nextOffset: bigint;
  /** End of the log. */
  readonly endOffset: bigint;
  /** The partition was read from offset 0 on, without a gap. */
  readonly whole: boolean;
  readonly producers: readonly { readonly producerId: string; readonly lastSeq: number }[];
}

/**
 * One partition while it is ours. Offsets only go forward: committed <= (end of what is in flight) <= folded <= read.
 * The state is dropped with the right to own it, never repaired.
 */
export class PartitionState implements TopicPartition {
  phase: Phase = 'claiming';
  haltedReason: string | null = null;
  ownerEpoch = 0n;
  incarnation = '';
  rebuildEpoch = 0;
  /** Records below it were stored before a rebuild: they are not late now. */
  recountUntil = 0n;
  /** The cursor as we know it. */
  committed = 0n;
  /** Next offset to fold. */
  folded = 0n;
  /** Next offset the consumer will bring. */
  read = 0n;
  /** Fetched, not folded: waits for the flush to make room. */
  readonly backlog: FetchedBatch[] = [];
  /** When some of the backlog was folded last, as a number that grows. */
  drainedAt = 0;
  inFlight: TakenPart | null = null;
  producers = new ProducerSequences([], false);
  readonly rejections = new RejectionShare();
  /** A hole here was found again right after a claim: log cleaning made it. */
  toleratedHoleAt: bigint | null = null;
  /** What Kafka was last told to do; null = unknown, since it restarted. */
  flowing: boolean | null = null;
  /** End of the log as last heard. */
  end = 0n;
  /** For `FetchTurns`: when it was fetched last, as a number that grows, and since when it may be fetched. */
  turn = 0;
  turnSinceMs: number | null = null;
  /** Since when this worker owns it without a break; null while it does not. */
  ownedSinceMs: number | null = null;
  fold: StreamFold<unknown>;
  pending = new PendingPart();

  constructor(
    readonly topic: string,
    readonly partition: number,
    readonly stream: StreamDefinition<unknown>,
  ) {
    this.fold = stream.createFold(topic, partition);
  }

  /** Starts anew at what a claim found. */
  adopt(claimed: Claimed, nowMs: number): void {
    this.ownerEpoch = claimed.ownerEpoch;
    this.incarnation = claimed.incarnation;
    this.rebuildEpoch = claimed.rebuildEpoch;
    this.recountUntil = claimed.recountUntil;
    this.committed = claimed.nextOffset;
    this.folded = claimed.nextOffset;
    this.read = claimed.nextOffset;
    this.end = claimed.endOffset;
    this.producers = new ProducerSequences(claimed.producers, claimed.whole);
    this.forget();
    this.phase = 'ready';
    this.haltedReason = null;
    this.ownedSinceMs ??= nowMs;
  }

  /** Offsets in the log that were not read yet, as far as is known. */
  get ahead(): bigint {
    return this.end - this.read;
  }

  /** Drops everything that is not committed. */
  forget(): void {
    this.backlog.length = 0;
    this.inFlight = null;
    this.fold = this.stream.createFold(this.topic, this.partition);
    this.pending = new PendingPart();
  }

  /** Offsets folded and not taken. */
  get pendingOffsets(): bigint {
    return this.folded - (this.inFlight?.toOffset ?? this.committed);
  }

  /** Hands over what is pending; null when there is nothing or the part before is not settled. */
  take(): TakenPart | null {
    if (this.inFlight !== null || this.folded === this.committed) return null;
    const { pending } = this;
    if (BigInt(pending.records) !== this.folded - this.committed)
      throw new Error(`${pending.records} offsets counted of [${this.committed}, ${this.folded})`);
    const cells = this.fold.cells;
    this.inFlight = {
      state: this,
      topic: this.topic,
      partition: this.partition,
      incarnation: this.incarnation,
      rebuildEpoch: this.rebuildEpoch,
      ownerEpoch: this.ownerEpoch,
      fromOffset: this.committed,
      toOffset: this.folded,
      pending,
      delta: this.fold.take(),
      cells,
      producers: this.producers.takeChanged(),
    };
    this.pending = new PendingPart();
    return this.inFlight;
  }

  /** The part in flight is stored. */
  settle(part: TakenPart): void {
    if (this.inFlight !== part) return;
    this.inFlight = null;
    this.committed = part.toOffset;
  }
}
