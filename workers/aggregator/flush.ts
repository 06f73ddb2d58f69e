import type { CommittedPart } from '@/lib/contracts/metric-sample';
import type { PartitionCommit } from '@/lib/db/commit-batch';
import type { ClusterProbe } from '@/lib/kafka/cluster-probe';
import type { DimensionIds } from '@/lib/streams/stream';
import type { CommitPace } from './commit-pace';
import { commitWorkOf } from './commit-work';
import type { Ledger } from './ledger';
import type { Ownership } from './ownership';
import type { TakenPart } from './partition-state';

export interface FlushEvents {
  onStored(parts: readonly CommittedPart[], commitMs: number): void;
  /** Sequence numbers that producers skipped in what was stored. */
  onHoles(count: number): void;
  onFenced(part: TakenPart): void;
  onFailed(error: unknown, attempt: number): void;
}

export interface FlushOptions {
  readonly ownership: Ownership;
  readonly ledger: Ledger;
  readonly probe: ClusterProbe;
  readonly dimensions: DimensionIds;
  /** About how many cells one transaction may have. */
  readonly pace: CommitPace;
  readonly beforeBegin: () => void;
  readonly afterCommit: () => void;
  readonly events: FlushEvents;
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

const firstPauseMs = 100;
const longestPauseMs = 2_000;

/**
 * Stores what the partitions have gathered, one transaction, and tries until every part is stored or no longer ours. An
 * attempt whose outcome is unknown is settled by the next one. Never two at a time.
 */
export class Flush {
  constructor(private readonly options: FlushOptions) {}

  /** Ends at once when nothing waits; `signal` gives up between attempts. */
  async run(signal: AbortSignal): Promise<void> {
    let parts = this.take();
    for (let attempt = 1; parts.length > 0 && !signal.aborted; attempt++) {
      try {
        parts = await this.attempt(parts);
      } catch (error) {
        this.options.events.onFailed(error, attempt);
        // The first time at once: a lost answer is settled on another connection, before a join can make it void.
        if (attempt > 1)
          await this.options.sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempt - 2, 10)), signal);
      }
      parts = parts.filter(({ state }) => this.options.ownership.isCurrent(state) && state.inFlight !== null);
    }
  }

  /** Parts in flight from before, then what is pending of each partition, the smallest first, up to the bound. */
  private take(): readonly TakenPart[] {
    const { ownership, pace } = this.options;
    const states = ownership.all.filter(({ phase }) => phase === 'ready' || phase === 'held');
    const parts = states.flatMap((state) => (state.inFlight === null ? [] : [state.inFlight]));
    let cells = parts.reduce((sum, part) => sum + part.cells, 0);
    for (const state of states.sort((a, b) => a.fold.cells - b.fold.cells)) {
      const part = cells < pace.cells ? state.take() : null;
      if (part === null) continue;
      cells += part.cells;
      parts.push(part);
    }
    if (parts.length > 0) ownership.onRoom();
    return parts;
  }

  /** One attempt; returns what is left to store. */
  private async attempt(taken: readonly TakenPart[]): Promise<readonly TakenPart[]> {
    const { ownership, ledger, events, now } = this.options;
    const parts = await this.withRightIdentity(taken);
    if (parts.length === 0) return [];
    const work = await commitWorkOf(parts, this.options.dimensions);
    this.options.beforeBegin();
    const startedMs = performance.now();
    const commits = new Map(parts.map((part) => [toCommit(part), part]));
    const toParts = () => parts.map((part) => part.pending.toCommittedPart(part, now()));
    const outcomes = await ledger.commit({ commits: [...commits.keys()], ...work, parts: toParts });
    const allGood = [...outcomes.values()].every((outcome) => outcome === 'good');
    if (allGood) this.options.afterCommit();
    const left: TakenPart[] = [];
    const stored: TakenPart[] = [];
    for (const [commit, part] of commits) {
      const outcome = outcomes.get(commit);
      if (outcome === 'already' || (outcome === 'good' && allGood)) stored.push(part);
      else if (outcome === 'good') left.push(part);
      else if (ownership.isCurrent(part.state) && part.state.inFlight === part) {
        ownership.fence(part.state);
        events.onFenced(part);
      }
    }
    for (const part of stored) part.state.settle(part);
    const holes = stored.flatMap((part) => part.producers).reduce((sum, producer) => sum + producer.holes, 0);
    if (holes > 0) events.onHoles(holes);
    const storedMs = now();
    const commitMs = performance.now() - startedMs;
    this.options.pace.committed(
      parts.reduce((sum, part) => sum + part.cells, 0),
      commitMs,
    );
    if (stored.length > 0)
      events.onStored(
        stored.map((part) => part.pending.toCommittedPart(part, storedMs)),
        commitMs,
      );
    return left;
  }

  /** Read after the records were fetched: a topic that was recreated meanwhile halts its partitions unwritten. */
  private async withRightIdentity(parts: readonly TakenPart[]): Promise<readonly TakenPart[]> {
    const incarnations = await this.options.probe.incarnations([...new Set(parts.map((part) => part.topic))]);
    return parts.filter((part) => {
      const incarnation = incarnations.get(part.topic);
      if (incarnation === null || incarnation === undefined)
        throw new Error(`topic ${part.topic} is not there at present`);
      if (incarnation === part.incarnation) return true;
      const reason = `topic was deleted and created again (was ${part.incarnation}, is ${incarnation}). Nothing of the new one is counted.`;
      if (this.options.ownership.isCurrent(part.state)) this.options.ownership.halt(part.state, reason);
      return false;
    });
  }
}

const toCommit = (part: TakenPart): PartitionCommit => ({
  topic: part.topic,
  partition: part.partition,
  ownerEpoch: part.ownerEpoch,
  fromOffset: part.fromOffset,
  toOffset: part.toOffset,
  valid: part.pending.valid,
  dead: part.pending.dead,
  deduplicated: part.pending.deduplicated,
  gaps: 0,
  control: part.pending.control,
  deadLetters: part.pending.deadLetters,
  producers: part.producers,
});
