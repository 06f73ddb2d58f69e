import type { PartitionState } from './partition-state';

/** Records left in the log that make a way long. */
const longWay = 5_000n;
const fetchedAtOnce = 2;
/** A turn that brings nothing for so long passes on: what is left may be hidden behind an open transaction. */
const longestTurnMs = 1_000;

/**
 * Decides which partitions Kafka may bring records of. Those that are nearly caught up always, also while the store is
 * full: kafkajs throws away what arrives for a paused partition, and a short one would never get its turn beside a
 * backlog. Of those with a long way to go two at a time, in turn: a fetch of all of them at full size would fill the memory
 * with what cannot be folded soon.
 */
export class FetchTurns {
  private newest = 0;

  /** A fetch has brought records of it: the others come first. */
  fetched(state: PartitionState): void {
    state.turn = ++this.newest;
    state.turnSinceMs = null;
  }

  choose(states: readonly PartitionState[], nowMs: number): ReadonlySet<PartitionState> {
    const ready = states.filter((state) => state.phase === 'ready');
    const long = ready.filter((state) => state.ahead >= longWay);
    const open = long.filter((state) => state.backlog.length === 0);
    for (const state of open)
      if (state.turnSinceMs !== null && nowMs - state.turnSinceMs > longestTurnMs) this.fetched(state);
    open.sort((a, b) => a.turn - b.turn);
    const chosen = open.slice(0, Math.max(0, fetchedAtOnce - (long.length - open.length)));
    for (const state of open) state.turnSinceMs = chosen.includes(state) ? (state.turnSinceMs ?? nowMs) : null;
    return new Set([...chosen, ...ready.filter((state) => state.ahead < longWay && state.backlog.length === 0)]);
  }
}
