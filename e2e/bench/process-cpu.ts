import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of /proc per second, the same on every Linux that Node runs on. */
const ticksPerSecond = 100;

interface ProcessTimes {
  readonly parent: number;
  /** Its own user and system time. */
  readonly seconds: number;
  /** That of its children which have ended. */
  readonly endedChildren: number;
}

function readTimes(pid: number): ProcessTimes | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const seconds = (at: number) => (fields[at] ?? 0) / ticksPerSecond;
    return { parent: fields[1] ?? 0, seconds: seconds(11) + seconds(12), endedChildren: seconds(13) + seconds(14) };
  } catch {
    return null;
  }
}

/** CPU seconds of a process until now, to a hundredth; NaN where the system does not say. */
export function cpuSecondsOf(pid: number): number {
  const times = readTimes(pid);
  if (times !== null) return times.seconds;
  try {
    const text = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return text
      .split(/[:-]/)
      .reduce((sum, part, at, parts) => sum * (at === 1 && parts.length > 3 ? 24 : 60) + Number(part), 0);
  } catch {
    return Number.NaN;
  }
}

/** The same for a process with all its children, also those that have ended. Linux only. */
export function cpuSecondsOfTree(pid: number): number {
  const own = readTimes(pid);
  if (own === null) return Number.NaN;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readTimes(Number(name)))
    .filter((times) => times?.parent === pid);
  return children.reduce((sum, times) => sum + (times?.seconds ?? 0), own.seconds + own.endedChildren);
}
