import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What tells one process from a later one that was given the same id. */
export interface ProcessIdentity {
  readonly commandLine: string;
  /** Opaque: equal for the same process, different for any other of that id since boot. */
  readonly startTime: string;
}

function fromProc(pid: number): ProcessIdentity | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return { commandLine, startTime: `${boot}/${fields[19]}` };
}

function fromPs(pid: number): ProcessIdentity | null {
  const wanted = ['-ww', '-o', 'lstart=,command=', '-p', String(pid)];
  const line = execFileSync('ps', wanted, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  return line === '' ? null : { startTime: line.slice(0, 24), commandLine: line.slice(24).trim() };
}

/** The living process `pid`; null if there is none (a zombie is none). */
export function identifyProcess(pid: number): ProcessIdentity | null {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    return null;
  }
}
