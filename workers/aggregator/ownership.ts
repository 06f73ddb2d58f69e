import type { BatchSource, FetchedBatch, TopicPartition } from '@/lib/kafka/batch-source';
import type { StreamDefinition } from '@/lib/streams/stream';
import { FetchTurns } from './fetch-turns';
import { foldBatch } from './fold-batch';
import { PartitionState } from './partition-state';

/** How much may wait for a flush before fetching stops. */
export interface Bounds {
  readonly cells: () => number;
  readonly records: number;
  readonly deadLetterBytes: number;
}

export interface OwnershipEvents {
  /** Partitions to claim now: after a join, or after a hole or a fence once we are surely a member. */
  onClaim(states: readonly PartitionState[]): void;
  /** Enough waits for a flush, or a held partition must be flushed. */
  onFull(): void;
  onHeld(state: PartitionState, reason: string): void;
  onHalted(state: PartitionState, reason: string): void;
  onRejectionAlarm(state: PartitionState): void;
}

/**
 * Which partitions are ours and what each has gathered. Everything here is synchronous; it is the only place that pauses
 * and resumes. A partition flows if it is ready, nothing waits in its backlog, it has its turn, and we are not stopping.
 */
export class Ownership {
  private states = new Map<string, PartitionState>();
  private readonly turns = new FetchTurns();
  private draining = false;
  private drains = 0;
  private stopping = false;
  joins = 0;
  /** When the group last confirmed that we are a member. */
  memberSinceMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly options: {
      source: BatchSource;
      streamOf: (topic: string) => StreamDefinition<unknown>;
      bounds: Bounds;
      events: OwnershipEvents;
      now: () => number;
    },
  ) {}

  get all(): readonly PartitionState[] {
    return [...this.states.values()];
  }

  /** Assigned, not claimed yet, and nothing has made the claim void. */
  awaitsClaim(state: PartitionState): boolean {
    return this.isCurrent(state) && state.phase === 'claiming' && !this.stopping;
  }

  isCurrent(state: PartitionState): boolean {
    return this.states.get(keyOf(state)) === state;
  }

  /** A new assignment: nothing of the old one is ours any more, nothing of the new one may be folded yet. */
  onJoin(assigned: readonly TopicPartition[]): void {
    const { streamOf, now, events } = this.options;
    this.joins++;
    this.memberSinceMs = now();
    this.states = new Map(
      assigned.map(({ topic, partition }) => [
        keyOf({ topic, partition }),
        new PartitionState(topic, partition, streamOf(topic)),
      ]),
    );
    this.regulate();
    if (!this.stopping) events.onClaim(this.all);
  }

  onHeartbeat(): void {
    this.memberSinceMs = this.options.now();
    const waiting = this.all.filter(
      (state) => state.phase === 'fenced' || (state.phase === 'held' && state.inFlight === null && !hasPending(state)),
    );
    if (waiting.length === 0 || this.stopping) return;
    for (const state of waiting) {
      state.toleratedHoleAt = state.phase === 'held' ? state.folded : null;
      state.phase = 'claiming';
    }
    this.options.events.onClaim(waiting);
  }

  onBatch(batch: FetchedBatch, resolve: (lastOffset: bigint) => void): void {
    const state = this.states.get(keyOf(batch));
    const last = batch.recordBatches.at(-1);
    if (state === undefined || state.phase !== 'ready' || last === undefined) return;
    const missing = whatIsMissing(state, batch);
    if (missing !== null) {
      this.hold(state, missing);
      return;
    }
    state.read = last.lastOffset + 1n;
    state.end = batch.endOffset;
    this.turns.fetched(state);
    resolve(last.lastOffset);
    if (state.backlog.length > 0 || this.isFull()) state.backlog.push(batch);
    else this.fold(state, batch);
    if (this.isFull()) this.options.events.onFull();
    this.regulate();
  }

  /**
   * After a flush has taken what waited: folds the backlogs in turn, a record batch each, so that a long one does not keep
   * a short one waiting; then lets Kafka flow again.
   */
  onRoom(): void {
    this.regulate();
    const [next] = this.all
      .filter((state) => state.phase === 'ready' && state.backlog.length > 0)
      .sort((a, b) => a.drainedAt - b.drainedAt);
    if (next === undefined || this.draining || this.isFull()) return;
    this.draining = true;
    next.drainedAt = ++this.drains;
    setImmediate(() => {
      this.draining = false;
      const batch = this.isCurrent(next) && next.phase === 'ready' ? next.backlog.shift() : undefined;
      if (batch !== undefined) this.fold(next, batch, () => true);
      if (batch !== undefined && this.isFull()) this.options.events.onFull();
      this.onRoom();
    });
  }

  halt(state: PartitionState, reason: string): void {
    state.forget();
    state.phase = 'halted';
    state.haltedReason = reason;
    state.ownedSinceMs = null;
    this.regulate();
    this.options.events.onHalted(state, reason);
  }

  /** Another worker owns it: waits for proof that we are a member before it is claimed again. */
  fence(state: PartitionState): void {
    state.forget();
    state.phase = 'fenced';
    state.ownedSinceMs = null;
    this.regulate();
  }

  /** What the claim found is where it goes on. */
  release(state: PartitionState): void {
    const { source } = this.options;
    source.seek(state, state.read);
    state.flowing = null;
    this.regulate();
  }

  /** Something is missing: what was folded is good and is flushed first; the claim then decides what it was. */
  hold(state: PartitionState, reason: string): void {
    state.phase = 'held';
    state.backlog.length = 0;
    this.regulate();
    this.options.events.onHeld(state, reason);
    this.options.events.onFull();
  }

  stop(): void {
    this.stopping = true;
    this.regulate();
  }

  /** Enough is waiting: fetching stops until a flush has taken it. */
  isFull(): boolean {
    const { cells, records, deadLetterBytes } = this.options.bounds;
    let [c, r, d] = [0, 0, 0];
    for (const state of this.states.values()) {
      c += state.fold.cells;
      r += state.pending.records;
      d += state.pending.deadLetterBytes;
    }
    return c >= cells() || r >= records || d >= deadLetterBytes;
  }

  private fold(state: PartitionState, batch: FetchedBatch, isEnough = () => this.isFull()): void {
    const { now, events } = this.options;
    const alarmed = state.rejections.alarming;
    try {
      const left = foldBatch(state, batch, now(), isEnough);
      if (left !== null) state.backlog.unshift(left);
    } catch (error) {
      this.halt(state, error instanceof Error ? error.message : String(error));
      return;
    }
    if (state.rejections.alarming && !alarmed) events.onRejectionAlarm(state);
  }

  private regulate(): void {
    const open = this.turns.choose(this.all, this.options.now());
    for (const state of this.states.values()) {
      const flowing = open.has(state) && !this.stopping;
      if (state.flowing === flowing) continue;
      state.flowing = this.options.source.setFlowing(state, flowing) ? flowing : null;
    }
  }
}

const keyOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

/** Why a fetch does not continue what was folded; null when it does. */
function whatIsMissing(state: PartitionState, { fetchedOffset, recordBatches }: FetchedBatch): string | null {
  const { read } = state;
  const [first, last] = [recordBatches[0], recordBatches.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (fetchedOffset !== read) return `fetched at ${fetchedOffset}, expected ${read}`;
  if (first.firstOffset > read && state.toleratedHoleAt !== read)
    return `expected offset ${read}, the log goes on at ${first.firstOffset}`;
  return last.lastOffset < read ? `a fetch at ${read} ends at ${last.lastOffset}` : null;
}

const hasPending = (state: PartitionState): boolean => state.folded !== state.committed;
