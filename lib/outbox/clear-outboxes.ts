import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { holderOf, lockOutbox, type OutboxLock } from './outbox-lock';

/**
 * Deletes every outbox in `directory` with all it holds, or none: where living processes have some, it answers with their
 * ids. Throws file-system errors.
 */
export function clearOutboxes(
  directory: string,
): { readonly cleared: readonly string[] } | { readonly heldBy: readonly number[] } {
  const names = outboxesIn(directory);
  const locks: OutboxLock[] = [];
  const heldBy: number[] = [];
  try {
    for (const name of names) {
      const lock = lockOutbox(join(directory, name));
      if ('heldBy' in lock) heldBy.push(lock.heldBy);
      else locks.push(lock);
    }
    if (heldBy.length > 0) return { heldBy };
    for (const name of names) rmSync(join(directory, name), { recursive: true, force: true });
    return { cleared: names };
  } finally {
    for (const lock of locks) lock.release();
  }
}

/** Process ids of the living processes that have outboxes in `directory`. */
export const holdersIn = (directory: string): readonly number[] =>
  outboxesIn(directory).flatMap((name) => holderOf(join(directory, name)) ?? []);

function outboxesIn(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
