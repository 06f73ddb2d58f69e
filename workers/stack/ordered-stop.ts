import { setTimeout as delay } from 'node:timers/promises';

/** Something that runs: ended in an orderly way, by force after `patienceMs`. */
export interface Stoppable {
  stop(patienceMs: number): Promise<void>;
  /** Ends it by force, without waiting. */
  kill?(): void;
}

export interface OrderedStop {
  /** Aborted as soon as a stop is wanted. */
  readonly signal: AbortSignal;
  /** Takes part in the stop from now on, also while it is still starting; passes the promise through. */
  add<Part extends Stoppable>(name: string, starting: Promise<Part>, patienceMs?: number): Promise<Part>;
  /** Stops all in reverse order, once; later calls wait for the same end. */
  stopAll(): Promise<void>;
  killAll(): void;
}

/** The whole must be gone within 10 s, and one part must not use up the time of the others. */
const limitMs = 9_000;
const usualPatienceMs = 3_000;

/** Remembers what was started, in order. */
export function createOrderedStop(onTrouble: (sentence: string) => void): OrderedStop {
  const abort = new AbortController();
  const parts: { name: string; starting: Promise<Stoppable>; patienceMs: number }[] = [];
  const started: Stoppable[] = [];
  let running: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    const deadline = performance.now() + limitMs;
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      const patienceMs = Math.max(200, Math.min(part.patienceMs, deadline - performance.now() - 500));
      const running = await Promise.race([part.starting.catch(() => null), delay(patienceMs, null)]);
      await running?.stop(patienceMs).catch((error) => onTrouble(`${part.name} did not stop cleanly: ${error}`));
    }
  };

  return {
    signal: abort.signal,
    add(name, starting, patienceMs = usualPatienceMs) {
      parts.push({ name, starting, patienceMs });
      starting.then((part) => started.push(part)).catch(() => undefined);
      return starting;
    },
    killAll() {
      for (const part of started) part.kill?.();
    },
    stopAll() {
      abort.abort();
      running ??= run();
      return running;
    },
  };
}
