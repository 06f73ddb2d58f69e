import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endOrphan, readProcessRecord, recordProcess } from './orphan';
import { identifyProcess } from './process-identity.mjs';

let directory: string;
let file: string;
let child: ChildProcess;
const ending = () => ({ directory, gentle: 'SIGTERM' as const, patienceMs: 5_000 });
const isAlive = () => child.exitCode === null && child.signalCode === null;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'orphan-'));
  file = join(directory, 'process.json');
  child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log(1)', directory]);
  await once(child.stdout ?? child, 'data');
  recordProcess(file, child.pid ?? 0);
});

afterEach(async () => {
  if (isAlive()) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(directory, { recursive: true });
});

describe('endOrphan', () => {
  it('ends the recorded process', async () => {
    const record = readProcessRecord(file);
    expect(record?.pid).toBe(child.pid);
    expect(record !== null && (await endOrphan(record, ending()))).toBe(true);
    expect(identifyProcess(child.pid ?? 0)).toBeNull();
  });

  it('leaves a process alone that was started at another time', async () => {
    const record = { pid: child.pid ?? 0, startTime: 'another time' };
    expect(await endOrphan(record, ending())).toBe(false);
    expect(isAlive()).toBe(true);
  });

  it('leaves a process alone whose command line does not name the directory', async () => {
    const record = readProcessRecord(file);
    expect(record !== null && (await endOrphan(record, { ...ending(), directory: '/elsewhere' }))).toBe(false);
    expect(isAlive()).toBe(true);
  });

  it('takes an unreadable record for none', () => {
    for (const text of ['', '{', '{"pid":"7","startTime":"x"}', '{"pid":1,"startTime":"x"}', '[]']) {
      writeFileSync(file, text);
      expect(readProcessRecord(file)).toBeNull();
    }
  });
});
