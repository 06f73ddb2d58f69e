import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** A log and its predecessor `.1` hold at most this each. */
const longestLogBytes = 8 * 1024 * 1024;

export interface RotatingLog {
  readonly file: string;
  write(chunk: Buffer): void;
  close(): void;
}

const bytesOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Appends to `file`; a full one becomes `file.1`. */
export function openRotatingLog(file: string): RotatingLog {
  mkdirSync(dirname(file), { recursive: true });
  let descriptor = openSync(file, 'a');
  let bytes = bytesOf(file);
  return {
    file,
    write(chunk) {
      if (bytes + chunk.length > longestLogBytes) {
        closeSync(descriptor);
        renameSync(file, `${file}.1`);
        descriptor = openSync(file, 'a');
        bytes = 0;
      }
      bytes += writeSync(descriptor, chunk);
    },
    close: () => closeSync(descriptor),
  };
}

/** For a log that another process appends to by itself: keeps its size bounded by copying and cutting it. */
export function cutLongLog(file: string): void {
  if (bytesOf(file) <= longestLogBytes) return;
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
}

/** The last lines of a log, at most `count`; empty if there is none. */
export function lastLines(file: string, count: number): string {
  if (bytesOf(file) === 0) return '';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}
