import type { Pool } from 'pg';
import { readCursorsByPlace, type StoredCursor } from './stored-state';

/**
 * Looks at the cursors every 40 ms and remembers what each worker has committed since it claimed. "Committed since its
 * last join" = a partition it owns now has moved under the epoch it owns it with. Partitions are named `topic/partition`.
 */
export interface CommitWatch {
  readonly cursors: ReadonlyMap<string, StoredCursor>;
  /** Partitions the worker was the owner of when last looked. */
  ownedBy(instance: string): string[];
  hasCommittedSinceJoin(instance: string): boolean;
  /** Resolves with the time at which every one of `partitions` has moved under another owner than `instance`. */
  movedOnFrom(instance: string, partitions: readonly string[], withinMs: number): Promise<number>;
  stop(): Promise<void>;
}

export function watchCommits(sql: Pool, topics: readonly string[] = ['orders']): CommitWatch {
  let cursors: ReadonlyMap<string, StoredCursor> = new Map();
  /** Where each claim began: partition -> epoch and offset. */
  const claimedAt = new Map<string, { epoch: bigint; offset: bigint }>();
  const waiters = new Set<() => void>();
  let stopped = false;

  const hasMovedUnder = (partition: string): boolean => {
    const cursor = cursors.get(partition);
    const claim = claimedAt.get(partition);
    return cursor !== undefined && claim !== undefined && cursor.nextOffset > claim.offset;
  };
  const look = async (): Promise<void> => {
    cursors = await readCursorsByPlace(sql, topics);
    for (const [partition, { ownerEpoch, nextOffset }] of cursors)
      if (claimedAt.get(partition)?.epoch !== ownerEpoch)
        claimedAt.set(partition, { epoch: ownerEpoch, offset: nextOffset });
    for (const waiter of waiters) waiter();
  };
  const running = (async () => {
    while (!stopped) {
      await look().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  })();
  const ownedBy = (instance: string): string[] =>
    [...cursors].filter(([, cursor]) => cursor.ownerId === instance).map(([partition]) => partition);

  return {
    get cursors() {
      return cursors;
    },
    ownedBy,
    hasCommittedSinceJoin: (instance) => ownedBy(instance).some(hasMovedUnder),
    movedOnFrom: (instance, partitions, withinMs) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => {
          waiters.delete(check);
          const still = partitions.filter((partition) => !isElsewhere(partition));
          reject(new Error(`not within ${withinMs} ms: partitions ${still} move on from ${instance}`));
        }, withinMs);
        const isElsewhere = (partition: string): boolean =>
          cursors.get(partition)?.ownerId !== instance && hasMovedUnder(partition);
        const check = (): void => {
          if (!partitions.every(isElsewhere)) return;
          clearTimeout(limit);
          waiters.delete(check);
          resolve(Date.now());
        };
        waiters.add(check);
      }),
    async stop() {
      stopped = true;
      await running;
    },
  };
}
