import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '@/lib/runtime/part';
import type { Sampling } from './sampling';

/** Lets the process be called ready only when it has sampled once, or knows that another one does. */
export function firstRound(sampling: Sampling): Part {
  const done = (): boolean => sampling.lastSampleAtMs > 0 || sampling.role === 'standing by';
  return {
    name: 'first round',
    async start(signal) {
      while (!signal.aborted && !done()) await sleep(50);
    },
    async stop() {},
  };
}
