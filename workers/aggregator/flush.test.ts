import { describe, expect, it } from 'vitest';
import { SimulatedLedger } from './simulated-ledger';
import { SimulatedPartition } from './simulated-log';
import { SimulatedWorker } from './simulated-worker';

const settle = async () => {
  for (let i = 0; i < 8; i++) await new Promise((resolve) => setImmediate(resolve));
};

async function world(options: { workers?: number; cells?: number } = {}) {
  const log = new SimulatedPartition();
  const database = new SimulatedLedger();
  const workers = Array.from(
    { length: options.workers ?? 1 },
    () => new SimulatedWorker([log], database, options.cells ?? 100),
  );
  const append = (count: number) => {
    const base = Number(log.high);
    log.append(Array.from({ length: count }, (_, i) => ({ value: `${base + i}` })));
  };
  const step = async (action: () => void) => {
    action();
    for (const worker of workers) worker.wake();
    await settle();
  };
  const first = workers[0]!;
  await step(() => first.join([0]));
  return { log, database, workers, first, append, step, state: () => first.ownership.all[0]! };
}

describe('a flush', () => {
  it('settles an attempt whose answer was lost instead of fencing itself', async () => {
    const { database, first, append, step, state } = await world();
    append(3);
    await step(() => first.fetch(0));
    database.fault = 'lost-after';
    await step(() => first.startFlush());
    expect(database.stored).toEqual(['0', '1', '2']);
    expect(state().committed).toBe(0n);
    database.fault = null;
    await step(() => {});
    expect([state().committed, state().phase, first.fenced]).toEqual([3n, 'ready', 0]);
    expect(database.stored).toEqual(['0', '1', '2']);
  });

  it('keeps folding while the database is down, up to the bound, and loses nothing', async () => {
    const { database, first, append, step, state, log } = await world({ cells: 5 });
    database.fault = 'down';
    for (let i = 0; i < 6; i++) {
      append(3);
      await step(() => first.fetch(0));
      await step(() => first.startFlush());
    }
    expect(first.flowing.has(0)).toBe(false);
    expect(state().read).toBeLessThan(log.high);
    database.fault = null;
    for (let i = 0; i < 6; i++) {
      await step(() => first.startFlush());
      await step(() => first.fetch(0));
    }
    await step(() => first.startFlush());
    expect(database.stored).toEqual(Array.from({ length: 18 }, (_, i) => `${i}`));
    expect(first.ownership.joins).toBe(1);
  });

  it('folds the backlogs in turn: a long one does not keep a short one waiting', async () => {
    const [long, short] = [new SimulatedPartition(), new SimulatedPartition()];
    const database = new SimulatedLedger();
    const worker = new SimulatedWorker([long, short], database, 4);
    const step = async (action: () => void) => {
      action();
      worker.wake();
      await settle();
    };
    await step(() => worker.join([0, 1]));
    long.append(Array.from({ length: 4 }, (_, i) => ({ value: `first ${i}` })));
    await step(() => worker.fetch(0));
    for (let batch = 0; batch < 2; batch++)
      long.append(Array.from({ length: 4 }, (_, i) => ({ value: `long ${batch}/${i}` })));
    short.append([{ value: 'short' }]);
    await step(() => worker.fetch(0));
    await step(() => worker.fetch(1));
    expect(worker.ownership.all.map(({ backlog }) => backlog.length)).toEqual([1, 1]);
    for (let flushes = 1; !database.stored.includes('short'); flushes++) {
      expect(flushes).toBeLessThan(4);
      await step(() => worker.startFlush());
    }
  });

  it('is fenced when another worker has claimed, waits for proof of membership, then takes the partition back', async () => {
    const { database, workers, first, append, step, state } = await world({ workers: 2 });
    append(2);
    await step(() => first.fetch(0));
    await step(() => workers[1]!.join([0]));
    await step(() => first.startFlush());
    expect([state().phase, first.fenced, database.stored.length]).toEqual(['fenced', 1, 0]);
    expect(first.flowing.has(0)).toBe(false);
    const epoch = database.cursors.get(0)?.ownerEpoch;
    await step(() => {});
    expect(database.cursors.get(0)?.ownerEpoch).toBe(epoch);
    await step(() => first.ownership.onHeartbeat());
    expect(state().phase).toBe('ready');
    expect(database.cursors.get(0)?.ownerEpoch).toBe(epoch! + 1n);
  });

  it('writes nothing of a topic that was recreated after its records were fetched', async () => {
    const { log, database, first, append, step, state } = await world();
    append(2);
    await step(() => first.fetch(0));
    log.incarnation = 'cluster/second';
    await step(() => first.startFlush());
    expect(state()).toMatchObject({ phase: 'halted', committed: 0n });
    expect(state().haltedReason).toContain('deleted and created again');
    expect(database.stored).toEqual([]);
  });
});

describe('a claim', () => {
  it('halts a partition whose topic is another, and one whose log ends before the cursor', async () => {
    const { log, first, append, step, state } = await world();
    append(4);
    await step(() => first.fetch(0));
    await step(() => first.startFlush());
    log.high = 2n;
    await step(() => first.join([0]));
    await step(() => {});
    expect(state().haltedReason).toContain('cursor is at 4, the log ends at 2');
    log.incarnation = 'cluster/second';
    await step(() => first.join([0]));
    expect(state().haltedReason).toContain('deleted and created again');
  });

  it('writes a gap for records that were removed before they were read, and goes on behind it', async () => {
    const { log, database, first, append, step, state } = await world();
    append(3);
    append(3);
    log.removeBelow(3n);
    await step(() => first.fetch(0));
    expect(state().phase).toBe('held');
    await step(() => first.ownership.onHeartbeat());
    expect(database.gaps).toEqual([{ partition: 0, from: 0n, to: 3n }]);
    await step(() => first.fetch(0));
    await step(() => first.startFlush());
    expect(database.stored).toEqual(['3', '4', '5']);
  });

  it('counts a hole that is there again after a claim as log cleaning', async () => {
    const { log, database, first, append, step } = await world();
    append(2);
    append(2);
    log.clean(0);
    for (let i = 0; i < 2; i++) {
      await step(() => first.fetch(0));
      await step(() => first.ownership.onHeartbeat());
    }
    await step(() => first.startFlush());
    expect(database.stored).toEqual(['2', '3']);
    expect(database.gaps).toEqual([]);
    expect(database.cursors.get(0)).toMatchObject({ nextOffset: 4n, counted: 4n });
  });
});
