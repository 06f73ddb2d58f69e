import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** true while the process is stopped by SIGSTOP; false when it runs or is gone. */
export function isStopped(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T');
  } catch {
    return spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.startsWith('T') ?? false;
  }
}
