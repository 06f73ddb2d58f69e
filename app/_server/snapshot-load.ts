import type { LiveSnapshot } from '@/lib/contracts/live-frame';
import type { StoredAnswer } from '@/lib/contracts/stored-answer';
import { readSnapshot, type StoredSnapshot } from '@/lib/db/snapshots';
import { dependencies } from './dependencies';

/** A snapshot as an embed draws it; which answer it holds depends on the panel. */
export interface LoadedSnapshot {
  readonly capturedAtMs: number;
  readonly search: URLSearchParams;
  readonly stored: StoredAnswer<unknown>;
  readonly live: LiveSnapshot;
}

/** The snapshot that an embed's address names, or why there is none to show, in the words of its warnings. */
export async function loadSnapshot(panel: string, id: string | null): Promise<LoadedSnapshot | string | null> {
  if (id === null) return null;
  try {
    const snapshot = await readSnapshot(dependencies().database, panel, id);
    return snapshot === null ? 'frozen names no snapshot of this panel that is kept' : loaded(snapshot);
  } catch {
    return 'frozen could not be read: PostgreSQL does not answer';
  }
}

function loaded({ answer, parameters, capturedAt }: StoredSnapshot): LoadedSnapshot {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(parameters))
    for (const value of [values].flat()) search.append(name, value);
  return {
    ...{ capturedAtMs: capturedAt.getTime(), search },
    ...{ stored: answer as StoredAnswer<unknown>, live: answer as LiveSnapshot },
  };
}
