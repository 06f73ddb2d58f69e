import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A segment is named after the count of records accepted before it. */
export const segmentPath = (directory: string, firstIndex: number): string =>
  join(directory, `${String(firstIndex).padStart(16, '0')}.segment`);

/** First indexes of the segments in a directory, oldest first. */
export function listSegments(directory: string): number[] {
  return readdirSync(directory)
    .flatMap((name) => (/^\d{16}\.segment$/.test(name) ? [Number(name.slice(0, 16))] : []))
    .sort((a, b) => a - b);
}

/** Forces the directory's entries to the disk: a file is only there for good when its name is. */
export function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
