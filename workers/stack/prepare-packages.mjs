import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} command @param {readonly string[]} args @param {string} root */
function run(command, args, root) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const end = () => child.kill();
    process.once('exit', end);
    /** @type {Buffer[]} */
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(text));
    child.once('error', fail);
    child.once('close', (code) => {
      process.off('exit', end);
      if (code === 0) done(undefined);
      else
        fail(
          new Error(
            `"${command} ${args.join(' ')}" ended with ${code}:\n${Buffer.concat(said).toString().slice(-3_000)}`,
          ),
        );
    });
  });
}

/** @param {readonly string[]} texts */
const keyOf = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex');

/**
 * Does `work` unless `stamp` holds `key`; returns true where it had to.
 * @param {string} stamp @param {string} key @param {() => Promise<unknown>} work
 */
async function unlessStamped(stamp, key, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return false;
  await work();
  writeFileSync(stamp, key);
  return true;
}

/**
 * Installs the locked packages unless node_modules was made from this lockfile by this Node.
 * `npm ci` refuses a lockfile made where other systems' native packages were missing; `npm install` does not.
 * @param {string} root
 */
export function preparePackages(root) {
  const lockfile = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const key = keyOf(lockfile, process.platform, process.arch, process.versions.modules);
  const install = ['install', '--no-audit', '--no-fund', '--include=dev'];
  const npm = process.env.npm_execpath;
  return unlessStamped(join(root, 'node_modules', '.streamscope-lockfile'), key, () =>
    npm?.endsWith('.js') ? run(process.execPath, [npm, ...install], root) : run('npm', install, root),
  );
}

/**
 * Generates Prisma's client unless it was made from this schema. Returns true where it had to.
 * @param {string} root
 */
export function prepareDatabaseClient(root) {
  const texts = ['prisma/schema.prisma', 'package-lock.json'].map((file) => readFileSync(join(root, file), 'utf8'));
  const generate = () => run(process.execPath, [join(root, 'prisma/generate.mjs')], root);
  return unlessStamped(join(root, 'lib/db/generated', '.schema-hash'), keyOf(...texts), generate);
}
