import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Outbox, type OutboxOptions, openOutbox } from './outbox';
import { OutboxHeld } from './outbox-error';

const mostSlots = 64;

/**
 * Opens the outbox `name` in `parent`, or `name-2` and so on where living processes have the ones before. One that still
 * holds records comes first: nothing is left waiting. Throws OutboxError.
 */
export function openFreeOutbox(
  options: Omit<OutboxOptions, 'directory'> & { readonly parent: string; readonly name: string },
): Promise<Outbox> {
  const { parent, name, ...rest } = options;
  return pickOutbox(
    Array.from({ length: mostSlots }, (_, slot) => join(parent, slot === 0 ? name : `${name}-${slot + 1}`)),
    (directory) => openOutbox({ ...rest, directory }),
  );
}

async function pickOutbox(directories: readonly string[], openOne: (directory: string) => Outbox): Promise<Outbox> {
  let free: Outbox | null = null;
  let held: OutboxHeld | null = null;
  for (const directory of directories) {
    if (free !== null && !existsSync(directory)) break;
    try {
      const outbox = openOne(directory);
      if (outbox.leftovers > 0) {
        await free?.close();
        return outbox;
      }
      if (free === null) free = outbox;
      else await outbox.close();
    } catch (error) {
      if (!(error instanceof OutboxHeld)) throw error;
      held = error;
    }
  }
  if (free === null) throw held ?? new Error('there is no outbox to choose from');
  return free;
}
