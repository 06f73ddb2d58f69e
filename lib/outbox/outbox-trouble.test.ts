import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openFreeOutbox } from './open-free-outbox';
import { add, all, drain, newDirectory, openBox, removeBoxes, segmentsIn, toBeClosed } from './scratch-outbox';

afterEach(removeBoxes);

describe('an outbox in trouble', () => {
  it('belongs to one process, names who has it, and is taken over from one that is gone', async () => {
    const directory = newDirectory();
    const outbox = openBox(directory);
    expect(() => openBox(directory)).toThrow(new RegExp(`belongs to process ${process.pid}, which still runs`));
    await outbox.close();
    mkdirSync(directory, { recursive: true });
    const lock = join(directory, 'lock.json');
    for (const holder of [
      { host: hostname(), pid: 2 ** 22 + 1, startTime: 'long ago' },
      { host: hostname(), pid: process.ppid, startTime: 'an earlier process of this id' },
      'torn',
    ]) {
      writeFileSync(lock, JSON.stringify(holder));
      await openBox(directory).close();
    }
    writeFileSync(lock, JSON.stringify({ host: 'another-machine', pid: 1, startTime: 'x' }));
    expect(() => openBox(directory)).toThrow(/belongs to process 1/);
    rmSync(lock);
  });

  it.each([
    ['ENOSPC', /the disk is full: make room/],
    ['EIO', /the disk reports an error/],
  ])('fails with what helps when the disk says %s, and hands out nothing that was not forced', async (code, said) => {
    const directory = newDirectory();
    const openFile = (async (path: string, flags: string) => {
      const handle: FileHandle = await open(path, flags);
      handle.datasync = async () => {
        throw Object.assign(new Error('write failed'), { code });
      };
      return handle;
    }) as typeof open;
    const outbox = openBox(directory, { openFile });
    add(outbox, 'lost');
    await expect(outbox.oldest(all)).rejects.toThrow(said);
    expect(() => add(outbox, 'more')).toThrow(directory);
    await outbox.close();
    expect(existsSync(join(directory, 'lock.json'))).toBe(false);
  });

  it('says what is in the way when its directory cannot be made', () => {
    const file = join(newDirectory(), '..', 'file');
    writeFileSync(file, '');
    expect(() => openBox(join(file, 'box'))).toThrow(/could not be opened: a part of the path is a file/);
  });

  it('begins anew, with a new producer id, where its segments were taken away', async () => {
    const directory = newDirectory();
    const before = openBox(directory);
    for (let i = 0; i < 5; i++) add(before, `value ${i}`);
    await drain(before);
    await before.close();
    for (const name of segmentsIn(directory)) rmSync(join(directory, name));
    const after = openBox(directory);
    expect(after.producerId).not.toBe(before.producerId);
    add(after, 'new');
    await after.close();
    const again = openBox(directory);
    expect((await drain(again)).map(({ sequence, value }) => [sequence, String(value)])).toEqual([[1, 'new']]);
  });

  it('refuses to go on where accepted records are damaged or missing', async () => {
    const directory = newDirectory();
    const before = openBox(directory);
    for (let i = 0; i < 5; i++) {
      add(before, `value ${i}`);
      await expect.poll(async () => (await before.oldest(all)).length).toBe(i + 1);
    }
    await drain(before);
    await before.close();
    const file = join(directory, segmentsIn(directory)[0]!);
    const bytes = readFileSync(file);
    const flipped = Buffer.from(bytes);
    flipped[bytes.indexOf('value 1')]! ^= 1;
    writeFileSync(file, flipped);
    expect(() => openBox(directory)).toThrow(/is damaged: .*does not hold at byte \d+.*move the directory away/s);
    writeFileSync(file, bytes);
    truncateSync(file, bytes.indexOf('value 3'));
    expect(() => openBox(directory)).toThrow(/5 records were acknowledged and only 3 are there/);
  });
});

describe('choosing an outbox', () => {
  it('takes the first that no living process has, and before that one that still holds records', async () => {
    const parent = newDirectory();
    const open = () => openFreeOutbox({ parent, name: 'orders', incarnations: { t: 'cluster/1' } }).then(toBeClosed);
    const [first, second, third] = [await open(), await open(), await open()] as const;
    expect([first, second, third].map((outbox) => basename(outbox.directory))).toEqual([
      'orders',
      'orders-2',
      'orders-3',
    ]);
    add(third, 'left');
    for (const outbox of [first, second, third]) await outbox.close();
    const holding = await open();
    expect([basename(holding.directory), holding.leftovers]).toEqual(['orders-3', 1]);
    expect(basename((await open()).directory)).toBe('orders');
  });
});
