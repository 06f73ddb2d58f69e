import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface ScratchDatabase {
  readonly databaseUrl: string;
  drop(): Promise<void>;
}

/** For tests: an empty database of its own on the server at `serverUrl`. */
export async function createScratchDatabase(serverUrl: string | undefined): Promise<ScratchDatabase> {
  if (serverUrl === undefined)
    throw new Error('TEST_DATABASE_URL is not set: the global setup of the tests did not run');
  const name = `scratch_${randomBytes(6).toString('hex')}`;
  const onServer = async (sql: string) => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { databaseUrl: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
