import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { migrate } from './migrate';

export interface ScratchDatabase {
  readonly databaseUrl: string;
  drop(): Promise<void>;
}

const migrations = new URL('../../prisma/migrations/', import.meta.url);

async function onServer<T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function createDatabase(serverUrl: string | undefined, template: string | null): Promise<ScratchDatabase> {
  if (serverUrl === undefined)
    throw new Error('TEST_DATABASE_URL is not set: the global setup of the tests did not run');
  const name = `scratch_${randomBytes(6).toString('hex')}`;
  const from = template === null ? '' : ` TEMPLATE ${template}`;
  await onServer(serverUrl, (client) => client.query(`CREATE DATABASE ${name}${from}`));
  const drop = async () => {
    await onServer(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  };
  return { databaseUrl: urlOf(serverUrl, name), drop };
}

/** For tests: an empty database of its own on the server at `serverUrl`. */
export const createScratchDatabase = (serverUrl: string | undefined): Promise<ScratchDatabase> =>
  createDatabase(serverUrl, null);

/** Named after the migrations, so that changed ones make another. */
function templateName(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(migrations, { recursive: true }).map(String).sort())
    if (file.endsWith('.sql')) hash.update(file).update(readFileSync(new URL(file, migrations)));
  return `migrated_${hash.digest('hex').slice(0, 16)}`;
}

/** For tests: a database with all migrations. They are applied once on a server; further ones are copies. */
export async function createMigratedDatabase(serverUrl: string | undefined): Promise<ScratchDatabase> {
  if (serverUrl === undefined) return createDatabase(serverUrl, null);
  const template = templateName();
  await onServer(serverUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    const { rows } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rows.length > 0) return;
    // Renamed when it is whole: a run that ends half-way must not leave a template that looks ready.
    const making = `${template}_${randomBytes(3).toString('hex')}`;
    await client.query(`CREATE DATABASE ${making}`);
    await migrate(urlOf(serverUrl, making));
    await client.query(`ALTER DATABASE ${making} RENAME TO ${template}`);
  });
  return createDatabase(serverUrl, template);
}
