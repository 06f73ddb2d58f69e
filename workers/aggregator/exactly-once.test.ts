import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type LedgerFault, SimulatedLedger } from './simulated-ledger';
import { SimulatedPartition } from './simulated-log';
import { keyOfValue } from './simulated-streams';
import { SimulatedWorker } from './simulated-worker';

const partitionCount = 3;
const workerCount = 2;

type Step =
  | { do: 'append'; partition: number; kinds: readonly ('good' | 'bad' | 'again' | 'hole')[]; control: boolean }
  | { do: 'fetch'; worker: number; partition: number }
  | { do: 'misfetch'; worker: number; partition: number; at: number }
  | { do: 'flush'; worker: number }
  | { do: 'heartbeat'; worker: number }
  | { do: 'look'; worker: number }
  | { do: 'rebuild' }
  | { do: 'rebalance'; owners: readonly number[]; told: readonly boolean[] }
  | { do: 'fault'; fault: LedgerFault }
  | { do: 'clean'; partition: number; index: number }
  | { do: 'remove'; partition: number; share: number };

const worker = fc.nat(workerCount - 1);
const partition = fc.nat(partitionCount - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      partition,
      control: fc.boolean(),
      kinds: fc.array(
        fc.constantFrom('good' as const, 'good' as const, 'bad' as const, 'again' as const, 'hole' as const),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('fetch' as const), worker, partition }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('misfetch' as const), worker, partition, at: fc.nat(20) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('flush' as const), worker }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('heartbeat' as const), worker }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('look' as const), worker }) },
  { weight: 1, arbitrary: fc.constant({ do: 'rebuild' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('rebalance' as const),
      owners: fc.array(worker, { minLength: partitionCount, maxLength: partitionCount }),
      told: fc.array(fc.boolean(), { minLength: workerCount, maxLength: workerCount }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      fault: fc.constantFrom<LedgerFault>(null, null, 'down', 'lost-before', 'lost-after'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clean' as const), partition, index: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('remove' as const),
      partition,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
);

const settle = async () => {
  for (let i = 0; i < 6; i++) await new Promise((resolve) => setImmediate(resolve));
};

class World {
  readonly partitions = Array.from({ length: partitionCount }, () => new SimulatedPartition());
  readonly database = new SimulatedLedger();
  readonly workers = Array.from({ length: workerCount }, () => new SimulatedWorker(this.partitions, this.database));
  /** Every good value and where its copies are: a producer may send a record again. */
  readonly appended = new Map<string, { partition: number; offset: bigint }[]>();
  /** Of which the broker has thrown a copy away. */
  readonly lost = new Set<string>();
  private readonly newest = new Map<number, { value: string; seq: number }>();

  async take(one: Step): Promise<void> {
    if (one.do === 'append') this.append(one);
    else if (one.do === 'fetch') this.workers[one.worker]!.fetch(one.partition);
    else if (one.do === 'misfetch') this.workers[one.worker]!.fetch(one.partition, BigInt(one.at));
    else if (one.do === 'flush') this.workers[one.worker]!.startFlush();
    else if (one.do === 'heartbeat') this.workers[one.worker]!.ownership.onHeartbeat();
    else if (one.do === 'look') this.workers[one.worker]!.lookForRebuilds();
    else if (one.do === 'rebuild') this.database.rebuild(this.partitions.map((log) => log.low));
    else if (one.do === 'fault') this.database.fault = one.fault;
    else if (one.do === 'clean') this.clean(one.partition, one.index);
    else if (one.do === 'remove') this.remove(one.partition, one.share);
    else
      for (const [index, told] of one.told.entries())
        if (told) this.workers[index]!.join(one.owners.flatMap((owner, p) => (owner === index ? [p] : [])));
    for (const each of this.workers) each.wake();
    await settle();
  }

  private append({ partition, kinds, control }: Extract<Step, { do: 'append' }>): void {
    const log = this.partitions[partition]!;
    const isControl = control && kinds.length === 1;
    const base = log.high;
    const producerId = `p${partition}`;
    log.append(
      kinds.map((kind, delta) => {
        if (isControl || kind === 'hole') return null;
        const before = this.newest.get(partition) ?? { value: '', seq: 0 };
        const seq = kind === 'again' && before.seq > 0 ? before.seq : before.seq + 1;
        const value = seq === before.seq ? before.value : `${kind} ${partition}/${seq}`;
        this.newest.set(partition, { value, seq });
        const at = { partition, offset: base + BigInt(delta) };
        if (!value.startsWith('bad')) this.appended.set(value, [...(this.appended.get(value) ?? []), at]);
        return { value, producerId, seq };
      }),
      isControl,
    );
  }

  private clean(partition: number, index: number): void {
    for (const { firstOffset, lastOffset } of this.partitions[partition]!.clean(index))
      this.lose(partition, firstOffset, lastOffset + 1n);
  }

  private remove(partition: number, share: number): void {
    const log = this.partitions[partition]!;
    const low = log.low + BigInt(Math.floor(Number(log.high - log.low) * share));
    this.lose(partition, log.low, low);
    log.removeBelow(low);
  }

  private lose(partition: number, from: bigint, to: bigint): void {
    for (const [value, copies] of this.appended)
      if (copies.some((at) => at.partition === partition && at.offset >= from && at.offset < to)) this.lost.add(value);
  }

  /** Everything works again: one worker owns all and reads to the end. */
  async heal(): Promise<void> {
    this.database.fault = null;
    this.workers[0]!.join([0, 1, 2]);
    this.workers[1]!.join([]);
    for (let round = 0; round < 60 && !this.isAtEnd(); round++) {
      for (let p = 0; p < partitionCount; p++) await this.take({ do: 'fetch', worker: 0, partition: p });
      await this.take({ do: 'flush', worker: 0 });
      await this.take({ do: 'heartbeat', worker: 0 });
    }
  }

  /** By the number their producer gave them, as they lie in their partition. */
  inOrder(values: readonly string[]): string[] {
    const seqOf = (value: string): number => Number(value.slice(value.lastIndexOf('/') + 1));
    return [...values].sort((a, b) => seqOf(a) - seqOf(b));
  }

  isAtEnd(): boolean {
    return this.partitions.every((log, p) => {
      const cursor = this.database.cursors.get(p);
      return (
        cursor !== undefined && (cursor.nextOffset === log.high || log.fetch('orders', p, cursor.nextOffset) === null)
      );
    });
  }
}

it('stores every record once and in order, whatever joins, fences, outages, lost answers, holes and rebuilds come between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 150, size: 'max' }), async (steps) => {
      const world = new World();
      world.workers[0]!.join([0, 1]);
      world.workers[1]!.join([2]);
      await settle();
      for (const one of steps) await world.take(one);
      await world.heal();

      expect(world.workers.flatMap((each) => each.failed)).toEqual([]);
      expect(world.isAtEnd()).toBe(true);
      const stored = world.database.stored;
      expect(new Set(stored).size).toBe(stored.length);
      for (const value of stored) expect(world.appended.has(value)).toBe(true);
      const missing = [...world.appended.keys()].filter((value) => !stored.includes(value));
      expect(missing.filter((value) => !world.lost.has(value))).toEqual([]);
      for (const [key, history] of world.database.histories)
        expect(history).toEqual(world.inOrder(stored.filter((value) => keyOfValue(value) === key)));
      for (const { startOffset, nextOffset, counted } of world.database.cursors.values())
        expect(counted).toBe(nextOffset - startOffset);
    }),
    { numRuns: 300 },
  );
});
