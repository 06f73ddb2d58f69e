import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommittedPart } from '@/lib/contracts/metric-sample';
import { createHoleRepair } from './hole-repair';
import { madePart } from './made-samples';
import { SeenRanges } from './seen-ranges';

const part = (from: number, to: number): CommittedPart => madePart({ from, to, committedAtMs: 1_000 });

function repaired(log: readonly CommittedPart[], options: { down?: () => boolean; ready?: () => boolean } = {}) {
  const ranges = new SeenRanges();
  const asked: string[] = [];
  const failures: unknown[] = [];
  const repair = createHoleRepair({
    holes: () => ranges.holes(),
    readParts: async ({ from, to }) => {
      asked.push(`${from}-${to}`);
      if (options.down?.() === true) throw new Error('the database is down');
      return log.filter(({ fromOffset }) => BigInt(fromOffset) >= from && BigInt(fromOffset) < to);
    },
    merge: (found) => ranges.add(found),
    ready: options.ready ?? (() => true),
    onFailed: (error) => failures.push(error),
  });
  return { ranges, repair, asked, failures };
}

describe('createHoleRepair', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('fills a hole from the log, but not before it is two seconds old', async () => {
    const { ranges, repair, asked } = repaired([part(10, 20)]);
    ranges.add(part(0, 10));
    ranges.add(part(20, 30));
    await repair.start(new AbortController().signal);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(asked).toEqual(['10-20']);
    expect(ranges.holes()).toEqual([]);
    expect(repair.filled).toBe(1);
    await repair.stop();
  });

  it('asks for nothing when the late part arrives in time', async () => {
    const { ranges, repair, asked } = repaired([]);
    ranges.add(part(0, 10));
    ranges.add(part(20, 30));
    await repair.start(new AbortController().signal);
    await vi.advanceTimersByTimeAsync(1_500);
    ranges.add(part(10, 20));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toEqual([]);
    await repair.stop();
  });

  it('finds by the cursor what was lost at either end', async () => {
    const { ranges, repair } = repaired([part(5, 10), part(20, 25)]);
    ranges.noteCursor('orders', 0, 5n, 1_000);
    ranges.add(part(10, 20));
    ranges.noteCursor('orders', 0, 25n, 2_000);
    await repair.start(new AbortController().signal);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(ranges.positions()).toEqual([{ topic: 'orders', partition: 0, nextOffset: '25' }]);
    expect(ranges.add(part(5, 10))).toBe(false);
    await repair.stop();
  });

  it('sees no hole where a rebuild has set the cursor back', async () => {
    const { ranges } = repaired([]);
    ranges.noteCursor('orders', 0, 0n, 1_000);
    ranges.add(part(0, 1_000));
    ranges.noteCursor('orders', 0, 1_000n, 2_000);
    ranges.add({ ...part(0, 10), rebuildEpoch: 1, committedAtMs: Number.MAX_SAFE_INTEGER });
    expect(ranges.holes()).toMatchObject([{ from: 10n, to: 1_000n }]);
    ranges.noteCursor('orders', 0, 10n, 3_000);
    expect(ranges.holes()).toEqual([]);
    ranges.noteCursor('orders', 0, 30n, 4_000);
    expect(ranges.holes()).toMatchObject([{ rebuildEpoch: 1, from: 10n, to: 30n }]);
    ranges.noteCursor('orders', 0, 20n, 3_500);
    expect(ranges.holes()).toMatchObject([{ from: 10n, to: 30n }]);
  });

  it('gives up on what an answering log does not have, and never while the database is down', async () => {
    let down = true;
    const { ranges, repair, asked, failures } = repaired([], { down: () => down });
    ranges.add(part(0, 10));
    ranges.add(part(20, 30));
    await repair.start(new AbortController().signal);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(failures.length).toBeGreaterThan(20);
    expect(repair.unfilled).toBe(0);
    down = false;
    await vi.advanceTimersByTimeAsync(300_000);
    const attempts = asked.length;
    expect(repair.unfilled).toBe(1);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(asked.length).toBe(attempts);
    await repair.stop();
  });

  it('waits until the past has been read', async () => {
    const { ranges, repair, asked } = repaired([part(10, 20)], { ready: () => false });
    ranges.add(part(0, 10));
    ranges.add(part(20, 30));
    await repair.start(new AbortController().signal);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toEqual([]);
    await repair.stop();
  });
});
