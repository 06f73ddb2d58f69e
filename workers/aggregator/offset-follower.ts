import { type BatchSource, isRebalance } from '@/lib/kafka/batch-source';
import type { Ownership } from './ownership';

/** Lets Kafka's committed offsets follow the database's cursors, for outside lag tools only. */
export function createOffsetFollower(options: {
  source: BatchSource;
  ownership: Ownership;
  onFailed: (error: unknown) => void;
}): { follow(): Promise<void> } {
  const told = new WeakMap<object, bigint>();
  let busy = false;
  return {
    /** Never awaited by the flush: during an outage it lasts as long as the outage. Does nothing while it runs. */
    async follow() {
      const moved = options.ownership.all.filter(
        (state) => state.ownedSinceMs !== null && told.get(state) !== state.committed,
      );
      if (busy || moved.length === 0) return;
      busy = true;
      const positions = moved.map((state) => ({
        topic: state.topic,
        partition: state.partition,
        offset: state.committed,
      }));
      try {
        await options.source.commitOffsets(positions);
        for (const [index, state] of moved.entries()) told.set(state, positions[index]?.offset ?? 0n);
      } catch (error) {
        if (!isRebalance(error)) options.onFailed(error);
      } finally {
        busy = false;
      }
    },
  };
}
