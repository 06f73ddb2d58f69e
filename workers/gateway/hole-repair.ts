import type { CommittedPart } from '@/lib/contracts/metric-sample';
import type { Part } from '@/lib/runtime/part';
import type { Hole } from './seen-ranges';

/** A part that is late is no hole yet. */
const patienceMs = 2_000;
const checkMs = 500;
/** So often an answering database is asked; what it does not have by then is gone. */
const mostAttempts = 5;

export interface HoleRepair extends Part {
  readonly filled: number;
  /** Holes that the log did not hold either. */
  readonly unfilled: number;
}

/** Looks for committed ranges nobody told of and merges them from `metric_log`: a lost sample changes no total. */
export function createHoleRepair(options: {
  holes: () => readonly Hole[];
  readParts: (hole: Hole) => Promise<readonly CommittedPart[]>;
  /** True when the part was new. */
  merge: (part: CommittedPart) => boolean;
  /** False while the past is still being read. */
  ready: () => boolean;
  now?: () => number;
  onFailed: (error: unknown) => void;
}): HoleRepair {
  const { now = Date.now } = options;
  let open = new Map<string, { sinceMs: number; attempts: number; nextMs: number }>();
  let timer: NodeJS.Timeout | null = null;
  let busy = false;
  let filled = 0;
  let unfilled = 0;

  const fill = async (hole: Hole, state: { attempts: number; nextMs: number }): Promise<void> => {
    const parts = await options.readParts(hole);
    state.attempts += 1;
    state.nextMs = now() + patienceMs * 2 ** state.attempts;
    const merged = parts.filter((part) => part.rebuildEpoch === hole.rebuildEpoch && options.merge(part));
    if (merged.length > 0) filled += 1;
    else if (state.attempts === mostAttempts) unfilled += 1;
  };

  const check = async (): Promise<void> => {
    if (busy || !options.ready()) return;
    busy = true;
    try {
      const seen: typeof open = new Map();
      for (const hole of options.holes()) {
        const key = [hole.topic, hole.partition, hole.incarnation, hole.rebuildEpoch, hole.from].join(' ');
        seen.set(key, open.get(key) ?? { sinceMs: now(), attempts: 0, nextMs: now() + patienceMs });
      }
      open = seen;
      for (const hole of options.holes()) {
        const key = [hole.topic, hole.partition, hole.incarnation, hole.rebuildEpoch, hole.from].join(' ');
        const state = open.get(key);
        if (state !== undefined && state.attempts < mostAttempts && state.nextMs <= now()) await fill(hole, state);
      }
    } catch (error) {
      options.onFailed(error);
    } finally {
      busy = false;
    }
  };

  return {
    name: 'hole repair',
    get filled() {
      return filled;
    },
    get unfilled() {
      return unfilled;
    },
    async start() {
      timer = setInterval(() => void check(), checkMs);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
    },
  };
}
