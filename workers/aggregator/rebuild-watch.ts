import type { Ledger } from './ledger';
import type { Ownership } from './ownership';
import type { PartitionState } from './partition-state';

/**
 * Notices that a stream is being rebuilt: its cursors then carry a higher rebuild epoch. Whatever was gathered for the old
 * ones is dropped, and the partitions are claimed anew. Without this an idle partition would never learn of it; a busy one
 * would at its next commit, which is fenced.
 */
export function createRebuildWatch(options: {
  ledger: Ledger;
  ownership: Ownership;
  onRebuilt: (states: readonly PartitionState[]) => void;
}): { look(): Promise<void> } {
  const { ledger, ownership, onRebuilt } = options;
  let looking: Promise<void> | null = null;
  let again = false;

  const lookOnce = async (): Promise<void> => {
    const asked = ownership.all.filter(({ phase }) => phase !== 'claiming' && phase !== 'fenced');
    if (asked.length === 0) return;
    const epochs = await ledger.rebuildEpochs(asked);
    const rebuilt = asked.filter((state) => {
      const stored = epochs.get(`${state.topic}/${state.partition}`);
      return stored !== undefined && stored > state.rebuildEpoch && ownership.isCurrent(state);
    });
    if (rebuilt.length === 0) return;
    for (const state of rebuilt) ownership.fence(state);
    onRebuilt(rebuilt);
  };

  return {
    /** Never rejects: a database that does not answer is told of elsewhere. */
    async look() {
      again = looking !== null;
      looking ??= (async () => {
        do {
          again = false;
          await lookOnce().catch(() => {});
        } while (again);
        looking = null;
      })();
      await looking;
    },
  };
}
