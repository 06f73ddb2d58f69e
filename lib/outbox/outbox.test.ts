import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { NumberedRecord } from './record-queue';
import { scanSegment } from './scan-segment';
import { add, all, drain, newDirectory, openBox, removeBoxes, segmentsIn, told } from './scratch-outbox';

afterEach(removeBoxes);

describe('the outbox', () => {
  it('hands out in order what was accepted, numbered per partition, only after it was forced to the disk', async () => {
    const directory = newDirectory();
    let syncs = 0;
    const held: (() => void)[] = [];
    const openFile = (async (path: string, flags: string) => {
      const handle = await open(path, flags);
      const datasync = handle.datasync.bind(handle);
      handle.datasync = async () => {
        await new Promise<void>((resolve) => held.push(resolve));
        syncs += 1;
        await datasync();
      };
      return handle;
    }) as typeof open;
    const outbox = openBox(directory, { openFile });
    for (let i = 0; i < 6; i++) add(outbox, `v${i}`, i % 2);
    let handedOut = false;
    const first = outbox.oldest(all).then((batch) => {
      handedOut = true;
      return batch;
    });
    await expect.poll(() => held.length).toBe(1);
    expect([syncs, handedOut, outbox.records]).toEqual([0, false, 6]);
    held[0]!();
    expect(told(await first)).toEqual(
      [0, 1, 2, 3, 4, 5].map((i) => ({
        producerId: outbox.producerId,
        partition: i % 2,
        sequence: 1 + Math.floor(i / 2),
        value: `v${i}`,
      })),
    );
    expect(syncs).toBe(1);
  });

  it('goes on after a kill where it was: the same producer, the next numbers, what was not acknowledged first', async () => {
    const directory = newDirectory();
    const before = openBox(directory);
    for (let i = 0; i < 10; i++) add(before, `v${i}`, i % 3);
    const batch = await before.oldest({ ...all, records: 4 });
    before.acknowledge(batch.length);
    await before.close();
    const after = openBox(directory);
    expect([after.producerId, after.records, after.leftovers]).toEqual([before.producerId, 6, 6]);
    add(after, 'new', 0);
    const rest = await drain(after);
    expect(rest.map(({ value }) => String(value))).toEqual(['v4', 'v5', 'v6', 'v7', 'v8', 'v9', 'new']);
    expect(rest.map((record) => record.isLeftover)).toEqual([true, true, true, true, true, true, false]);
    expect(rest.at(-1)!.sequence).toBe(5);
    expect(after.leftovers).toBe(0);
    expect(after.accepted('t')).toBe(11);
  });

  it('keeps numbers without holes over any row of adding, acknowledging and dying', async () => {
    const step = fc.oneof(
      fc.record({ add: fc.integer({ min: 1, max: 40 }), size: fc.integer({ min: 1, max: 400 }) }),
      fc.record({ acknowledge: fc.integer({ min: 1, max: 60 }) }),
      fc.record({ die: fc.boolean() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const directory = newDirectory();
        const options = { segmentBytes: 2_000, windowRecords: 7, windowBytes: 5_000 };
        let outbox = openBox(directory, options);
        const expected: string[] = [];
        const seen: NumberedRecord[] = [];
        for (const one of steps) {
          if ('add' in one)
            for (let i = 0; i < one.add; i++) {
              const value = `${expected.length}-`.padEnd(one.size, 'x');
              expect(add(outbox, value, expected.length % 3)).toBe(true);
              expected.push(value);
            }
          else if ('acknowledge' in one) seen.push(...(await drain(outbox, one.acknowledge)));
          else {
            await outbox.close();
            if (one.die) rmSync(join(directory, 'acknowledged'), { force: true });
            outbox = openBox(directory, options);
          }
        }
        seen.push(...(await drain(outbox)));
        const first = new Map(seen.map((record) => [`${record.partition}/${record.sequence}`, record] as const));
        const inOrder = [...first.values()].map((record) => String(record.value));
        expect(new Set(seen.map((record) => record.producerId)).size).toBeLessThanOrEqual(1);
        expect(inOrder.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))).toEqual(expected);
        for (let partition = 0; partition < 3; partition++) {
          const own = [...first.values()].filter((record) => record.partition === partition);
          const bySequence = own.sort((a, b) => a.sequence - b.sequence);
          expect(bySequence.map(({ sequence }) => sequence)).toEqual(own.map((_, index) => index + 1));
          const values = bySequence.map(({ value }) => Number.parseInt(String(value), 10));
          expect(values).toEqual([...values].sort((a, b) => a - b));
        }
        expect(segmentsIn(directory).length).toBeLessThanOrEqual(1);
        await outbox.close();
      }),
      { numRuns: 60 },
    );
  });

  it('cuts a torn tail at every byte, counts it, and numbers on behind what was whole', async () => {
    const directory = newDirectory();
    const before = openBox(directory);
    for (const value of ['first', 'second']) add(before, value);
    await before.oldest(all);
    await before.close();
    const [name] = segmentsIn(directory);
    const bytes = readFileSync(join(directory, name!));
    const ends: number[] = [];
    scanSegment(bytes, (_, end) => ends.push(end));
    const begin = ends[0]!;
    for (let length = bytes.length - 1; length > begin; length--) {
      writeFileSync(join(directory, name!), bytes.subarray(0, length));
      const after = openBox(directory);
      expect([after.records, after.tornBytes]).toEqual([1, length - begin]);
      add(after, 'third');
      expect((await drain(after)).map(({ value, sequence }) => [String(value), sequence])).toEqual([
        ['first', 1],
        ['third', 2],
      ]);
      await after.close();
      rmSync(join(directory, 'acknowledged'), { force: true });
    }
  });

  it('refuses at its bound with the reason, keeps what it has, and accepts again when Kafka took some', async () => {
    const outbox = openBox(newDirectory(), { maxBytes: 40_000 });
    let accepted = 0;
    while (add(outbox, 'x'.repeat(500))) accepted++;
    expect(outbox.refusal).toMatch(/is full: 0\.0 MiB of at most 0\.0 MiB wait for Kafka.*nothing accepted is lost/s);
    expect(outbox.diskBytes).toBeLessThanOrEqual(40_000);
    expect(await drain(outbox, Math.floor(accepted / 2))).toHaveLength(Math.floor(accepted / 2));
    expect(outbox.refusal).toBeNull();
    expect(add(outbox, 'again')).toBe(true);
    expect(await drain(outbox)).toHaveLength(accepted - Math.floor(accepted / 2) + 1);
    expect(() => add(outbox, 'y'.repeat(20_000))).toThrow(/too large/);
  });

  it('begins with a new producer id, and from 1, for topics that were made anew; what was left keeps its numbers', async () => {
    const directory = newDirectory();
    const before = openBox(directory);
    add(before, 'old');
    await before.oldest(all);
    await before.close();
    const after = openBox(directory, { incarnations: { t: 'cluster/2' } });
    expect(after.producerId).not.toBe(before.producerId);
    add(after, 'new');
    expect(told(await drain(after))).toEqual([
      { producerId: before.producerId, partition: 0, sequence: 1, value: 'old' },
      { producerId: after.producerId, partition: 0, sequence: 1, value: 'new' },
    ]);
    await after.close();
    const again = openBox(directory, { incarnations: { t: 'cluster/3' } });
    await again.close();
    const last = openBox(directory, { incarnations: { t: 'cluster/3', other: 'cluster/9' } });
    add(last, 'newest');
    expect(told(await drain(last))).toMatchObject([{ sequence: 1, value: 'newest' }]);
    await last.close();
    const withThird = openBox(directory, { incarnations: { third: 'cluster/10' } });
    add(withThird, 'more');
    expect(told(await drain(withThird))).toMatchObject([{ producerId: last.producerId, sequence: 2 }]);
    await withThird.close();
    expect(openBox(directory, { incarnations: { third: 'cluster/11' } }).producerId).not.toBe(last.producerId);
  });
});
