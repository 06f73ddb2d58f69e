import { type ConfigOf, readSettings } from '@/lib/config/settings';
import { webSettings } from '@/lib/config/web-settings';
import { createDatabase, type Database } from '@/lib/db/client';

export interface Dependencies {
  readonly settings: ConfigOf<typeof webSettings>;
  readonly database: Database;
}

/** Survives the module reloads of `next dev`: one pool per process. */
const kept = globalThis as typeof globalThis & { streamscopeDependencies?: Dependencies };

/** What the web process is made of, put together at the first use: a build needs neither settings nor servers. */
export function dependencies(): Dependencies {
  if (kept.streamscopeDependencies === undefined) {
    const settings = readSettings(webSettings);
    kept.streamscopeDependencies = { settings, database: createDatabase(settings.databaseUrl) };
  }
  return kept.streamscopeDependencies;
}
