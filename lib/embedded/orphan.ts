import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { identifyProcess } from './process-identity.mjs';

interface ProcessRecord {
  readonly pid: number;
  readonly startTime: string;
}

/** Writes down which process was started, so that a later start can tell it from a stranger with its id. */
export function recordProcess(file: string, pid: number): void {
  const identity = identifyProcess(pid);
  if (identity !== null) writeFileSync(file, `${JSON.stringify({ pid, startTime: identity.startTime })}\n`);
}

/** True if `record` is still running and its command line names `directory`. */
export function isOurs(record: ProcessRecord, directory: string): boolean {
  const found = identifyProcess(record.pid);
  return found !== null && found.startTime === record.startTime && found.commandLine.includes(directory);
}

/**
 * Ends a process left behind by a supervisor that was killed: only if its start time is the recorded one and its
 * command line names `directory`. `gentle` first, SIGKILL after `patienceMs`. Returns true where one was ended.
 */
export async function endOrphan(
  record: ProcessRecord,
  options: { directory: string; gentle: NodeJS.Signals; patienceMs: number },
): Promise<boolean> {
  if (!isOurs(record, options.directory)) return false;
  for (const [signal, patienceMs] of [
    [options.gentle, options.patienceMs],
    ['SIGKILL', 5_000],
  ] as const) {
    process.kill(record.pid, signal);
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      if (!isOurs(record, options.directory)) return true;
      await delay(25);
    }
  }
  throw new Error(`process ${record.pid} of an earlier run holds ${options.directory} and cannot be ended`);
}

/** Kills what the record in `file` names at once, under the same conditions. */
export function killRecorded(file: string, directory: string): void {
  const record = readProcessRecord(file);
  if (record !== null && isOurs(record, directory)) process.kill(record.pid, 'SIGKILL');
}

/** Reads what `recordProcess` wrote; null if nothing readable is there. */
export function readProcessRecord(file: string): ProcessRecord | null {
  if (!existsSync(file)) return null;
  try {
    const { pid, startTime } = JSON.parse(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 1 && typeof startTime === 'string' ? { pid, startTime } : null;
  } catch {
    return null;
  }
}
