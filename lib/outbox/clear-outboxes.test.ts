import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { identifyProcess } from '../embedded/process-identity.mjs';
import { clearOutboxes, holdersIn } from './clear-outboxes';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'outboxes-'));
  for (const name of ['orders', 'ratings']) {
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, name, '0000000000000000.segment'), 'records');
  }
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const lockFor = (name: string, holder: object): void =>
  writeFileSync(join(directory, name, 'lock.json'), JSON.stringify({ host: hostname(), ...holder }));
const isThere = (name: string): boolean => existsSync(join(directory, name, '0000000000000000.segment'));

it('clears all outboxes, also those of processes that are gone', () => {
  lockFor('orders', { pid: process.pid, startTime: 'of an earlier process with this id' });
  expect(holdersIn(directory)).toEqual([]);
  expect(clearOutboxes(directory)).toEqual({ cleared: ['orders', 'ratings'] });
  expect(['orders', 'ratings'].map(isThere)).toEqual([false, false]);
  expect(clearOutboxes(join(directory, 'absent'))).toEqual({ cleared: [] });
});

it('clears none while a living process has one, and says which', () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  try {
    lockFor('ratings', { pid: other.pid, startTime: identifyProcess(other.pid!)?.startTime });
    expect(holdersIn(directory)).toEqual([other.pid]);
    expect(clearOutboxes(directory)).toEqual({ heldBy: [other.pid] });
    expect(['orders', 'ratings'].map(isThere)).toEqual([true, true]);
    expect(existsSync(join(directory, 'orders', 'lock.json'))).toBe(false);
  } finally {
    other.kill();
  }
});
