import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import { type EmbeddedPostgres, startPostgres } from './postgres';

const directories: string[] = [];
const servers: EmbeddedPostgres[] = [];
const settings = { fsync: 'off' };

function newDirectory(mode: number): string {
  const directory = mkdtempSync(join(tmpdir(), 'postgres-'));
  chmodSync(directory, mode);
  directories.push(directory);
  return directory;
}

async function start(directory: string, more: Partial<Parameters<typeof startPostgres>[0]> = {}) {
  const server = await startPostgres({ directory, settings, ...more });
  servers.push(server);
  return server;
}

async function query(server: EmbeddedPostgres, sql: string): Promise<unknown> {
  const client = new pg.Client(server.databaseUrl);
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows[0];
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    await server.stop('immediate');
    rmSync(server.home, { recursive: true, force: true });
  }
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

it('keeps data, port and password over a crash and a start', async () => {
  const server = await start(newDirectory(0o755));
  await query(server, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await server.stop('immediate');
  expect(server.pid).toBe(0);
  await server.start();
  expect(await query(server, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
});

it('starts although the pid file of a crash names a stranger that lives', async () => {
  const server = await start(newDirectory(0o755));
  const pidFile = join(server.home, 'data/postmaster.pid');
  const crashed = readFileSync(pidFile, 'utf8');
  await server.stop('immediate');
  writeFileSync(pidFile, crashed.replace(/^\d+/, String(process.pid)));
  await server.start();
  expect(await query(server, 'SELECT 1 AS one')).toEqual({ one: 1 });
});

it('ends the server that a killed supervisor left behind, and goes on with its data and port', async () => {
  const directory = newDirectory(0o755);
  const reasons: string[] = [];
  const left = await start(directory, { onExit: (reason) => reasons.push(reason) });
  await query(left, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const next = await start(directory, { port: left.port });
  expect(reasons).toHaveLength(1);
  expect(next.port).toBe(left.port);
  expect(await query(next, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
});

it.runIf(process.getuid?.() === 0)(
  'keeps its data elsewhere, and says so, where user postgres cannot walk',
  async () => {
    const said: string[] = [];
    const directory = newDirectory(0o700);
    const server = await start(directory, { say: (sentence) => said.push(sentence) });
    expect(server.home).toMatch(/^\/var\/lib\/streamscope\/[0-9a-f]{12}$/);
    expect(said).toEqual([expect.stringContaining(server.home)]);
    expect(existsSync(join(server.home, 'programs/bin/postgres'))).toBe(true);
    expect(await query(server, 'SELECT current_database() AS name')).toEqual({ name: 'streamscope' });
  },
);

it('listens on the loopback address alone, for the password alone', async () => {
  const server = await start(newDirectory(0o755));
  expect(await query(server, "SELECT current_setting('listen_addresses') AS address")).toEqual({
    address: '127.0.0.1',
  });
  const wrong = new pg.Client(server.databaseUrl.replace(/:[0-9a-f]+@/, ':guess@'));
  await expect(wrong.connect()).rejects.toThrow('password authentication failed');
});
