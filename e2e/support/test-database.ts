import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import { migrate } from '../../lib/db/migrate';

export interface TestDatabase {
  readonly databaseUrl: string;
  /** Plain SQL of the tests' own. */
  readonly sql: Pool;
  /** Closes the pool; the database goes with its server. */
  close(): Promise<void>;
}

/** A new, migrated database on the server at `serverUrl`. */
export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `faults_${randomBytes(5).toString('hex')}`;
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrate(url.href);
  const sql = new Pool({ connectionString: url.href, max: 3, connectionTimeoutMillis: 2_000 });
  sql.on('error', () => undefined);
  return { databaseUrl: url.href, sql, close: () => sql.end() };
}

/** The same database through another port, e.g. that of a proxy. */
export function throughPort(databaseUrl: string, port: number): string {
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return url.href;
}
