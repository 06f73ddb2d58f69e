import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@/lib/runtime/log';
import type { Ledger } from './ledger';
import type { Ownership } from './ownership';
import type { PartitionState } from './partition-state';

const retryMs = 1_000;

/** Stores why a partition is halted, again and again until the database takes it or the partition is no longer ours. */
export const createHaltRecorder =
  (options: { ledger: Ledger; ownership: Ownership; log: Log; signal: AbortSignal }) =>
  async (state: PartitionState, reason: string): Promise<void> => {
    const { ledger, ownership, log, signal } = options;
    while (!signal.aborted && ownership.isCurrent(state) && state.phase === 'halted') {
      try {
        await ledger.storeHalt(state, reason);
        return;
      } catch (error) {
        log.warn({ err: error }, 'the reason of a halt could not be stored: trying again');
        await sleep(retryMs, undefined, { signal }).catch(() => {});
      }
    }
  };
