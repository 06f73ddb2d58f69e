import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '@/lib/runtime/part';

/** Lets the process be called ready only when the hour before its start has been read. */
export function backfillGate(options: { backfilled: () => number; connected: () => boolean }): Part {
  return {
    name: 'backfill',
    async start(signal) {
      while (!signal.aborted && !(options.connected() && options.backfilled() === 1)) await sleep(50);
    },
    async stop() {},
  };
}
