import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { identifyProcess } from '../embedded/process-identity.mjs';

interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly startTime: string;
}

export interface OutboxLock {
  /** Says that the holder lives; false when another process has taken the outbox over. */
  renew(): boolean;
  release(): void;
}

/** Processes of another host (or container) cannot be seen: their lock is stale when it was not renewed for so long. */
const foreignStaleMs = 60_000;

const fileIn = (directory: string): string => join(directory, 'lock.json');

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function asHolder(text: string): Holder | null {
  try {
    const holder = JSON.parse(text);
    return typeof holder.host === 'string' && typeof holder.pid === 'number' ? holder : null;
  } catch {
    return null;
  }
}

/** In one step with its content; false where a lock is already. */
function putInPlace(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Of several that judged the same lock stale one moves it away; another's lock that was caught instead goes back. */
function moveAway(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readText(aside) !== stale) linkSync(aside, file);
  } catch {
    // Gone or replaced already: the next look tells.
  } finally {
    rmSync(aside, { force: true });
  }
}

function isAlive(holder: Holder, file: string, now: number): boolean {
  if (holder.host === hostname()) return identifyProcess(holder.pid)?.startTime === holder.startTime;
  try {
    return now - statSync(file).mtimeMs < foreignStaleMs;
  } catch {
    return false;
  }
}

/** Process id of the living process that has the outbox, null when none has. */
export function holderOf(directory: string, now = Date.now()): number | null {
  const file = fileIn(directory);
  const text = readText(file);
  const holder = text === null ? null : asHolder(text);
  return holder !== null && isAlive(holder, file, now) ? holder.pid : null;
}

/** Locks of this very process: two outboxes of one process may not share a directory either. */
const heldHere = new Set<string>();

/**
 * Takes the outbox for this process, or answers with the pid of the living process that has it. The lock of a process
 * that is gone, told from a later one with its pid by the time it started, is taken over. Throws file-system errors.
 */
export function lockOutbox(directory: string, now = Date.now()): OutboxLock | { readonly heldBy: number } {
  const file = fileIn(directory);
  const mine: Holder = {
    host: hostname(),
    pid: process.pid,
    startTime: identifyProcess(process.pid)?.startTime ?? '',
  };
  const text = JSON.stringify(mine);
  while (!putInPlace(file, text)) {
    const found = readText(file);
    const holder = found === null ? null : asHolder(found);
    if (heldHere.has(file)) return { heldBy: process.pid };
    if (holder !== null && found !== text && isAlive(holder, file, now)) return { heldBy: holder.pid };
    if (found !== null) moveAway(file, found);
  }
  heldHere.add(file);
  return {
    renew() {
      try {
        if (readText(file) !== text) return false;
        const seconds = Date.now() / 1_000;
        utimesSync(file, seconds, seconds);
        return true;
      } catch {
        return false;
      }
    },
    release() {
      heldHere.delete(file);
      if (readText(file) === text) rmSync(file, { force: true });
    },
  };
}
