import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cutLongLog, lastLines, openRotatingLog } from './rotating-log';

const mib = 1024 * 1024;
let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'log-'));
  file = join(directory, 'logs/worker.log');
});
afterEach(() => rmSync(directory, { recursive: true }));

it('goes on where an earlier run stopped, and keeps a full log as .1', () => {
  openRotatingLog(file).write(Buffer.from('first\n'));
  const log = openRotatingLog(file);
  log.write(Buffer.from('second\n'));
  expect(lastLines(file, 5)).toBe('first\nsecond');
  for (let count = 0; count < 20; count++) log.write(Buffer.alloc(mib, 'x'));
  log.write(Buffer.from('\nlast\n'));
  log.close();
  expect(statSync(file).size).toBeLessThanOrEqual(8 * mib);
  expect(statSync(`${file}.1`).size).toBeLessThanOrEqual(8 * mib);
  expect(lastLines(file, 1)).toBe('last');
});

it('cuts a long log that another process appends to, and leaves a short one', () => {
  openRotatingLog(file).close();
  writeFileSync(file, 'short\n');
  cutLongLog(file);
  expect(readFileSync(file, 'utf8')).toBe('short\n');
  writeFileSync(file, Buffer.alloc(9 * mib));
  cutLongLog(file);
  expect([statSync(file).size, statSync(`${file}.1`).size]).toEqual([0, 9 * mib]);
});
