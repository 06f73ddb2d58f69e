import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32c } from './crc32c';

const nameOf = (directory: string): string => join(directory, 'acknowledged');
const line = (index: number): string => `${index} ${crc32c(Buffer.from(String(index))).toString(16)}\n`;

/** Count of records acknowledged in order, as it was stored last; 0 where nothing readable is: then more is sent again. */
export function readAcknowledged(directory: string): number {
  try {
    const text = readFileSync(nameOf(directory), 'utf8');
    const index = Number(text.split(' ')[0]);
    return Number.isSafeInteger(index) && index >= 0 && text === line(index) ? index : 0;
  } catch {
    return 0;
  }
}

/** Not forced to the disk: what is sent again is recognised by its number. */
export function writeAcknowledged(directory: string, index: number): void {
  const file = nameOf(directory);
  writeFileSync(`${file}.new`, line(index));
  renameSync(`${file}.new`, file);
}
