import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess } from '../../lib/embedded/process-identity.mjs';

const readJson = (/** @type {string} */ file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/**
 * Takes `directory` for this process, or tells who holds it: `{holder: pid, stack}`, where `stack` is what that one
 * wrote into stack.json (null while it is still starting). A lock whose process is gone is taken over.
 * @param {string} directory
 * @returns {{release: () => void} | {holder: number, stack: {webUrl: string} | null}}
 */
export function lockDirectory(directory) {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'supervisor.json');
  const mine = JSON.stringify({ pid: process.pid, startTime: identifyProcess(process.pid)?.startTime });
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const holder = readJson(file);
    const living = holder === null ? null : identifyProcess(holder.pid);
    if (living !== null && living.startTime === holder.startTime)
      return { holder: holder.pid, stack: readJson(join(directory, 'stack.json')) };
    // Moved aside in one step: of two that find the same stale lock, one takes it away and the other tries again.
    try {
      renameSync(file, `${file}.${process.pid}`);
      rmSync(`${file}.${process.pid}`);
    } catch {}
  }
}
