import { CommandFailed } from './command-failed';
import { findRunningStack } from './running-stack';

/** PostgreSQL address: DATABASE_URL, else the running stack. Throws what to do when there is none. */
export function findDatabase(options: { configured: string | null; directory: string }): string {
  const databaseUrl = options.configured ?? findRunningStack(options.directory)?.databaseUrl;
  if (databaseUrl !== undefined) return databaseUrl;
  throw new CommandFailed('No database to talk to: start one with `npm start`, or name yours in DATABASE_URL.');
}
