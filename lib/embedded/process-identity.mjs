import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells one process from a later one that was given the same id. `startTime` is opaque: equal for the same
 * process, different for any other of that id.
 * @typedef {{readonly commandLine: string, readonly startTime: string}} ProcessIdentity
 */

/** @param {number} pid @returns {ProcessIdentity | null} */
function fromProc(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return { commandLine, startTime: `${boot}/${fields[19]}` };
}

/** @param {number} pid @returns {ProcessIdentity | null} */
function fromPs(pid) {
  const wanted = ['-ww', '-o', 'lstart=,command=', '-p', String(pid)];
  const line = execFileSync('ps', wanted, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  return line === '' ? null : { startTime: line.slice(0, 24), commandLine: line.slice(24).trim() };
}

/**
 * The living process `pid`; null if there is none (a zombie is none).
 * @param {number} pid
 * @returns {ProcessIdentity | null}
 */
export function identifyProcess(pid) {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    return null;
  }
}
