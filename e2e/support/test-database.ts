import { Pool } from 'pg';
import { createMigratedDatabase } from '../../lib/db/scratch-database';

export interface TestDatabase {
  readonly databaseUrl: string;
  /** Plain SQL of the tests' own. */
  readonly sql: Pool;
  /** Closes the pool; the database goes with its server. */
  close(): Promise<void>;
}

/** A new, migrated database on the server at `serverUrl`. */
export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const { databaseUrl } = await createMigratedDatabase(serverUrl);
  const sql = new Pool({ connectionString: databaseUrl, max: 3, connectionTimeoutMillis: 2_000 });
  sql.on('error', () => undefined);
  return { databaseUrl, sql, close: () => sql.end() };
}

/** The same database through another port, e.g. that of a proxy. */
export function throughPort(databaseUrl: string, port: number): string {
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return url.href;
}
