import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Owner } from './postgres-owner';

export const databaseUser = 'streamscope';
export const databaseName = 'streamscope';

async function createDatabase(programs: string, data: string, owner: Owner): Promise<void> {
  const single = spawn(join(programs, 'postgres'), ['--single', '-F', '-j', '-D', data, 'postgres'], {
    ...owner,
    cwd: data,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  single.stderr.on('data', (text) => {
    said += text;
  });
  const ended = new Promise<number | null>((resolve) => single.once('close', resolve));
  single.stdin.end(`CREATE DATABASE ${databaseName};\n\n`);
  const code = await ended;
  if (code !== 0 || said.includes('ERROR')) throw new Error(`the database could not be made: ${said.trim()}`);
}

/**
 * Makes the cluster `<home>/data` with user and database "streamscope" unless it is there; returns its password, which
 * is random per cluster and kept beside it. The cluster is whole or absent.
 */
export async function ensureCluster(options: { native: string; home: string; owner: Owner }): Promise<string> {
  const { home, owner } = options;
  const data = join(home, 'data');
  const passwordFile = join(home, 'password');
  if (existsSync(data)) return (await readFile(passwordFile, 'utf8')).trim();
  const own = async (path: string) => (owner === null ? undefined : chown(path, owner.uid, owner.gid));
  const made = join(home, 'data.new');
  const password = randomBytes(12).toString('hex');
  await rm(made, { recursive: true, force: true });
  await mkdir(made, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await own(home);
  await own(made);
  await own(passwordFile);
  const programs = join(options.native, 'bin');
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const access = [`--username=${databaseUser}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  await promisify(execFile)(
    join(programs, 'initdb'),
    ['-D', made, '--no-sync', '--no-instructions', ...locale, ...access],
    {
      ...owner,
      cwd: home,
    },
  );
  await createDatabase(programs, made, owner);
  await rename(made, data);
  return password;
}
