import type { ClusterProbe } from '@/lib/kafka/cluster-probe';
import type { Ownership } from './ownership';
import type { PartitionState } from './partition-state';

export interface Watchdog {
  /** Why database or broker do not answer; null when both did at the last look. */
  readonly problem: string | null;
  /** Why the process makes no progress though it could; null while it does. */
  readonly stuck: string | null;
  /** One look; never rejects. */
  look(): Promise<void>;
}

interface Progress {
  readonly state: PartitionState;
  readonly phase: string;
  readonly read: bigint;
  readonly committed: bigint;
  /** When it was last seen to move, to have nothing to do, or to be unable to move for a known reason. */
  readonly sinceMs: number;
}

/**
 * Sees whether assigned partitions move. A partition is stuck when for `stuckAfterMs` broker and database answered, it was
 * not halted and not paused for want of room, records past its cursor could be fetched, and neither position nor cursor
 * moved. Also notices what no fetch tells: an idle topic recreated, or records removed up to the end.
 */
export function createWatchdog(options: {
  ownership: Ownership;
  probe: ClusterProbe;
  databaseAnswers: () => Promise<unknown>;
  stuckAfterMs: number;
  now: () => number;
  onLag: (topic: string, partition: number, lag: bigint) => void;
}): Watchdog {
  const { ownership, probe, stuckAfterMs, now } = options;
  const seen = new Map<string, Progress>();
  let problem: string | null = null;
  let stuck: string | null = null;

  const lookAtTopic = async (topic: string, states: readonly PartitionState[]): Promise<void> => {
    const incarnation = (await probe.incarnations([topic])).get(topic);
    if (incarnation === null || incarnation === undefined) throw new Error(`topic ${topic} is not there at present`);
    const known = new Map(states.map((state) => [state, state.committed]));
    const bounds = await probe.bounds(topic);
    for (const state of states.filter((candidate) => ownership.isCurrent(candidate))) {
      const { low, high } = bounds.get(state.partition) ?? { low: state.read, high: state.read };
      const lag = high - state.committed;
      if (state.phase === 'ready') options.onLag(state.topic, state.partition, lag > 0n ? lag : 0n);
      if (state.phase === 'ready' && state.incarnation !== incarnation)
        ownership.hold(state, 'the topic was recreated');
      else if (state.phase === 'ready' && low > state.read) ownership.hold(state, `the log begins at ${low}`);
      else if (state.phase === 'ready' && high < (known.get(state) ?? 0n))
        ownership.hold(state, `the log ends at ${high}`);
      judge(state, high);
    }
  };

  const judge = (state: PartitionState, high: bigint): void => {
    const key = `${state.topic}/${state.partition}`;
    const before = seen.get(key);
    const { phase, read, committed } = state;
    const idle = phase === 'halted' || (phase === 'ready' && committed >= high);
    const moved =
      before?.state !== state || before.phase !== phase || before.read !== read || before.committed !== committed;
    const excused = idle || moved || (phase === 'ready' && read < high && ownership.isFull());
    seen.set(key, { state, phase, read, committed, sinceMs: excused ? now() : (before?.sinceMs ?? now()) });
    const stillMs = now() - (seen.get(key)?.sinceMs ?? now());
    if (stillMs >= stuckAfterMs)
      stuck = `${key} has stood at ${committed} (${phase}) for ${Math.round(stillMs / 1_000)} s, the log ends at ${high}`;
  };

  return {
    get problem() {
      return problem;
    },
    get stuck() {
      return stuck;
    },
    async look() {
      const byTopic = new Map<string, PartitionState[]>();
      for (const state of ownership.all) byTopic.set(state.topic, [...(byTopic.get(state.topic) ?? []), state]);
      try {
        await options.databaseAnswers();
        for (const [topic, states] of byTopic) await lookAtTopic(topic, states);
        problem = null;
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error);
        seen.clear();
      }
    },
  };
}
