import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Whom PostgreSQL runs as; null = as we do. It refuses to run as root. */
export type Owner = { readonly uid: number; readonly gid: number } | null;

const idOf = (flag: '-u' | '-g'): number | null => {
  const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : null;
};

/** As root: the user `postgres`, made if there is none. */
export function postgresOwner(): Owner {
  if (process.getuid?.() !== 0) return null;
  if (idOf('-u') === null) {
    try {
      execFileSync('groupadd', ['--system', '--force', 'postgres'], { stdio: 'ignore' });
      execFileSync('useradd', ['--system', '--gid', 'postgres', '--shell', '/bin/false', 'postgres'], {
        stdio: 'ignore',
      });
    } catch {
      throw new Error(
        'PostgreSQL does not run as root, and no user "postgres" could be made: add one, or set DATABASE_URL',
      );
    }
  }
  return { uid: idOf('-u') ?? 0, gid: idOf('-g') ?? 0 };
}

/** True if `owner` can walk to `path`. */
function canReach(owner: Owner, path: string): boolean {
  return owner === null || spawnSync('test', ['-x', path], { ...owner, cwd: '/' }).status === 0;
}

/** Where PostgreSQL's programs and data are; `moved` says in words if that is not where they were asked to be. */
export interface PostgresPlaces {
  readonly native: string;
  readonly home: string;
  readonly moved: string | null;
}

const systemDirectory = '/var/lib/streamscope';

/** Where data of `directory` is kept if user `postgres` cannot walk there. */
export function movedHome(directory: string): string {
  return join(systemDirectory, createHash('sha256').update(directory).digest('hex').slice(0, 12));
}

/** Finds places that the owner can reach: a user other than root cannot walk through a directory of mode 0700. */
export async function postgresPlaces(owner: Owner, directory: string, native: string): Promise<PostgresPlaces> {
  await mkdir(directory, { recursive: true });
  if (owner === null || (canReach(owner, directory) && canReach(owner, join(native, 'bin', 'postgres'))))
    return { native, home: directory, moved: null };
  const home = movedHome(directory);
  await mkdir(home, { recursive: true, mode: 0o755 });
  const copy = join(home, 'programs');
  if (!existsSync(copy)) {
    await rm(`${copy}.new`, { recursive: true, force: true });
    await cp(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    await rename(`${copy}.new`, copy);
  }
  await chown(home, owner.uid, owner.gid);
  const moved = `user "postgres" cannot walk to ${directory}: PostgreSQL's programs and data are kept in ${home}`;
  return { native: copy, home, moved };
}
