import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlAddress } from './control-server';

/** A process of ours as another process can find it. */
export interface StackProcess {
  readonly name: string;
  readonly pid: number;
  /** null until it has said that it works, and for the web. */
  readonly healthPort: number | null;
  /** Opaque; tells it from a later process with its id. */
  readonly startTime: string;
}

/** `stack.json` in the data directory: what runs, and where. Holds the database's password and a token: only its owner may read it. */
export interface StackFile {
  readonly pid: number;
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  readonly brokers: readonly string[];
  readonly databaseUrl: string;
  readonly webUrl: string;
  readonly gatewayUrl: string;
  readonly dataDirectory: string;
  readonly processes: readonly StackProcess[];
  /** Where the supervisor takes commands. */
  readonly control: ControlAddress;
}

const pathIn = (directory: string): string => join(directory, 'stack.json');

/** Replaces the file in one step, so that a reader never sees half of it. */
export function writeStackFile(stack: StackFile): void {
  const file = pathIn(stack.dataDirectory);
  writeFileSync(`${file}.new`, `${JSON.stringify(stack, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** null where there is none or it is not readable. */
export function readStackFile(directory: string): StackFile | null {
  try {
    return JSON.parse(readFileSync(pathIn(directory), 'utf8'));
  } catch {
    return null;
  }
}

export function removeStackFile(directory: string): void {
  rmSync(pathIn(directory), { force: true });
}
