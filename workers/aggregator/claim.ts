import type { CommittedPart } from '@/lib/contracts/metric-sample';
import type { StoredCursor } from '@/lib/db/read-cursors';
import type { ClusterProbe, PartitionBounds } from '@/lib/kafka/cluster-probe';
import type { Ledger } from './ledger';
import type { Ownership } from './ownership';
import type { PartitionState } from './partition-state';
import { gapPart } from './pending-part';

export interface ClaimEvents {
  onRetry(error: unknown, attempt: number): void;
  onGap(state: PartitionState, part: CommittedPart, cause: string): void;
}

export interface ClaimOptions {
  readonly ledger: Ledger;
  readonly probe: ClusterProbe;
  readonly ownership: Ownership;
  /** A membership unconfirmed for longer than this may have ended: no claim until it is confirmed. */
  readonly sessionTimeoutMs: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly events: ClaimEvents;
}

const firstPauseMs = 100;
const longestPauseMs = 2_000;
/** A new leader may know less for a moment: only a second look halts. */
const secondLookMs = 500;

/** Claims partitions until it succeeds or a newer join or fence makes it void; database and broker may be down. */
export async function claim(options: ClaimOptions, wanted: readonly PartitionState[]): Promise<void> {
  const { ownership, now, sleep } = options;
  let states = wanted;
  for (let attempt = 1; ; attempt++) {
    states = states.filter((state) => ownership.awaitsClaim(state));
    if (states.length === 0) return;
    try {
      if (now() - ownership.memberSinceMs > options.sessionTimeoutMs) throw new MembershipUnconfirmed();
      await claimOnce(options, states);
    } catch (error) {
      if (!(error instanceof MembershipUnconfirmed)) options.events.onRetry(error, attempt);
      await sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempt - 1, 10)));
    }
  }
}

class MembershipUnconfirmed extends Error {}

async function claimOnce({ ledger, probe, ownership, ...options }: ClaimOptions, states: readonly PartitionState[]) {
  const cursors = new Map((await ledger.claim(states)).map((cursor) => [keyOf(cursor), cursor]));
  const topics = [...new Set(states.map((state) => state.topic))];
  const incarnations = await probe.incarnations(topics);
  const bounds = new Map<string, ReadonlyMap<number, PartitionBounds>>();
  for (const topic of topics) bounds.set(topic, await probe.bounds(topic));
  const boundsOf = ({ topic, partition }: PartitionState) => known(bounds.get(topic)?.get(partition), topic);

  const unknown = states.filter((state) => !cursors.has(keyOf(state)));
  const first = unknown.map((state) => ({
    topic: state.topic,
    partition: state.partition,
    incarnation: known(incarnations.get(state.topic), state.topic),
    lowOffset: boundsOf(state).low,
  }));
  if (first.length > 0) for (const cursor of await ledger.claimFirst(first)) cursors.set(keyOf(cursor), cursor);

  for (const state of states) {
    const cursor = known(cursors.get(keyOf(state)), state.topic);
    const incarnation = known(incarnations.get(state.topic), state.topic);
    const producers = await ledger.producers(state);
    if (!ownership.awaitsClaim(state)) continue;
    let { low, high } = boundsOf(state);
    if (cursor.incarnation === incarnation && cursor.nextOffset > high) {
      await options.sleep(secondLookMs);
      ({ low, high } = known((await probe.bounds(state.topic)).get(state.partition), state.topic));
    }
    const reason = haltReason(cursor, incarnation, high);
    if (reason !== null) {
      state.ownerEpoch = cursor.ownerEpoch;
      state.rebuildEpoch = cursor.rebuildEpoch;
      ownership.halt(state, reason);
      continue;
    }
    const nextOffset = await stepOverGap({ ledger, ...options }, state, cursor, low);
    if (nextOffset === null) {
      ownership.fence(state);
      continue;
    }
    if (cursor.haltedReason !== null) await ledger.storeHalt(cursor, null);
    if (!ownership.awaitsClaim(state)) continue;
    const whole = cursor.startOffset === 0n && cursor.gaps === 0n && nextOffset === cursor.nextOffset;
    state.adopt({ ...cursor, nextOffset, endOffset: high, whole, producers }, options.now());
    ownership.release(state);
  }
}

function haltReason(cursor: StoredCursor, incarnation: string, high: bigint): string | null {
  const remedy =
    'Stored totals stay as they are. To count only what the topic holds now: `streamscope rebuild STREAM --accept-loss`; to count it beside them: delete its rows of consumer_cursor and producer_cursor and restart the aggregators.';
  if (cursor.incarnation !== incarnation)
    return `topic was deleted and created again (was ${cursor.incarnation}, is ${incarnation}). ${remedy}`;
  if (cursor.nextOffset > high)
    return `cursor is at ${cursor.nextOffset}, the log ends at ${high}: records were lost on the broker. ${remedy}`;
  return null;
}

/** Where to go on, null when the partition is no longer ours. */
async function stepOverGap(
  { ledger, now, events }: Pick<ClaimOptions, 'ledger' | 'now' | 'events'>,
  state: PartitionState,
  cursor: StoredCursor,
  low: bigint,
): Promise<bigint | null> {
  if (cursor.nextOffset >= low) return cursor.nextOffset;
  const part = gapPart({ ...cursor, fromOffset: cursor.nextOffset, toOffset: low }, now());
  const cause = 'retention';
  if (!(await ledger.recordGap(cursor, { cause, part }))) return null;
  events.onGap(state, part, cause);
  return low;
}

const keyOf = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}/${partition}`;

function known<T>(value: T | null | undefined, topic: string): T {
  if (value === null || value === undefined) throw new Error(`topic ${topic} is not there at present`);
  return value;
}
