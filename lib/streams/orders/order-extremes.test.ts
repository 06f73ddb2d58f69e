import { describe, expect, it } from 'vitest';
import { oddEventsNowMs } from '../odd-events';
import { createRandom } from '../seeded-random';
import { judgeOrder, toTenThousandths } from './event';
import { compareStandings, type Side, sides } from './extreme-bounds';
import { OrderFold } from './fold';
import { createOddOrders } from './odd-orders';
import { emptyOrderDelta, mergeOrderDeltas, type OrderDelta } from './order-delta';
import { OrderExtremes } from './order-extremes';
import { OrderDictionary } from './order-names';

const partitions = 3;

interface Placed {
  readonly bytes: Buffer;
  readonly partition: number;
  readonly offset: number;
}

/** Orders of few days and round prices, so that groups are full and values tie; one in five is odd. */
const placed = (seed: string, count: number): Placed[] => {
  const random = createRandom(seed);
  const odd = createOddOrders(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  return Array.from({ length: count }, (_, at) => {
    const order = {
      ...{ order_id: `o-${at} "ż"`, user_id: 1, item: pick(['Tea', 'Żurek']), quantity: 1 + Math.floor(random() * 3) },
      ...{
        unit_price: pick([1, 2.5, 7, 7, 7, 120]),
        currency: pick(['EUR', 'EUR', 'PLN']),
        channel: pick(['web', 'null']),
      },
      payment_method: pick(['card', 'cash']),
      purchased_at: new Date(oddEventsNowMs - Math.floor(random() * 2) * 40_000_000).toISOString(),
      event_time_ms: oddEventsNowMs,
    };
    const bytes = random() < 0.2 ? odd.next() : Buffer.from(JSON.stringify(order));
    return { bytes, partition: at % partitions, offset: 1_000 + Math.floor(at / partitions) };
  });
};

const foldInto = (fold: OrderFold, records: readonly Placed[]): void => {
  for (const { bytes, offset } of records)
    fold.fold(bytes, 0, bytes.length, { appendedAtMs: oddEventsNowMs, producedAtMs: Number.NaN, offset });
};

/** One delta a partition. */
const deltasOf = (records: readonly Placed[], dictionary = new OrderDictionary()): OrderDelta[] =>
  Array.from({ length: partitions }, (_, partition) => {
    const fold = new OrderFold(dictionary, partition);
    foldInto(
      fold,
      records.filter((record) => record.partition === partition),
    );
    return fold.take();
  });

/** The rows of every group and side by name, in their order: what a database would hold. */
const stateOf = ({ extremes, names }: OrderDelta): Record<string, string[]> => {
  const state: Record<string, string[]> = {};
  extremes.forEach((group, side, rows) => {
    const [day, channel, payment, currency] = names.keyOfGroup(group);
    const name = [names.channels.names[channel], names.payments.names[payment], names.currencies.names[currency]];
    state[[day, ...name, side].join('\0')] = rows
      .toSorted(compareStandings)
      .slice(0, 50)
      .map(({ outward, partition, offset, hour, item, orderId }) =>
        JSON.stringify([Math.abs(outward), partition, offset, hour, names.items.names[item], orderId]),
      );
  });
  return state;
};

/** The same by sorting all orders of a group. */
const sorted = (records: readonly Placed[]): Record<string, string[]> => {
  const groups = new Map<string, [value: number, partition: number, offset: number, ...rest: unknown[]][]>();
  for (const { bytes, partition, offset } of records) {
    const judged = judgeOrder(bytes, 0, bytes.length, oddEventsNowMs);
    if (!('order' in judged)) continue;
    const { order } = judged;
    const hour = Math.floor(Date.parse(order.purchased_at) / 3_600_000);
    const key = [Math.floor(hour / 24), order.channel, order.payment_method, order.currency].join('\0');
    const value = order.quantity * toTenThousandths(order.unit_price);
    const own = groups.get(key) ?? [];
    own.push([value, partition, offset, hour, order.item, order.order_id]);
    groups.set(key, own);
  }
  const firstOf = (all: [value: number, partition: number, offset: number, ...rest: unknown[]][], side: Side) =>
    all
      .toSorted((a, b) => (side === 'high' ? b[0] - a[0] : a[0] - b[0]) || a[1] - b[1] || a[2] - b[2])
      .slice(0, 50)
      .map((row) => JSON.stringify(row));
  return Object.fromEntries(
    [...groups].flatMap(([key, all]) => sides.map((side) => [`${key}\0${side}`, firstOf(all, side)])),
  );
};

const merged = (deltas: readonly OrderDelta[]): Record<string, string[]> =>
  stateOf(deltas.reduce(mergeOrderDeltas, emptyOrderDelta()));

describe('the highest and lowest orders of a delta', () => {
  it('are the first 50 of each side by value, then by place, among all that the contract accepts', () => {
    const records = placed('extremes', 6_000);
    const want = sorted(records);
    expect(Object.values(want).filter((rows) => rows.length === 50).length).toBeGreaterThan(15);
    expect(merged(deltasOf(records))).toEqual(want);
  });

  it('are the same however the records are split and in whatever order the parts are merged', () => {
    const records = placed('split', 3_000);
    const want = sorted(records);
    for (const size of [1, 40, 700]) {
      const shared = new OrderDictionary();
      const parts: Placed[][] = [];
      for (let from = 0; from < records.length; from += size) parts.push(records.slice(from, from + size));
      const ownNames = parts.flatMap((part) => deltasOf(part));
      const sharedNames = parts.flatMap((part) => deltasOf(part, shared));
      for (const deltas of [ownNames, sharedNames, ownNames.toReversed(), sharedNames.toReversed()])
        expect(merged(deltas)).toEqual(want);
    }
  });

  it('merge associatively, and a delta that was merged can be merged again', () => {
    const [a, b, c] = deltasOf(placed('again', 2_000)) as [OrderDelta, OrderDelta, OrderDelta];
    const want = merged([a, b, c]);
    const right = mergeOrderDeltas(mergeOrderDeltas(emptyOrderDelta(), b), c);
    expect(stateOf(mergeOrderDeltas(mergeOrderDeltas(emptyOrderDelta(), a), right))).toEqual(want);
    expect(merged([c, a, b])).toEqual(want);
  });

  it('are not changed by what the fold learned of the stored ones, but fewer are kept', () => {
    const records = placed('learn', 6_000);
    const dictionary = new OrderDictionary();
    const folds = Array.from({ length: partitions }, (_, partition) => new OrderFold(dictionary, partition));
    const stored: OrderDelta[] = [];
    const keptBy: number[] = [];
    for (let from = 0; from < records.length; from += 1_500) {
      for (const [partition, fold] of folds.entries())
        foldInto(
          fold,
          records.slice(from, from + 1_500).filter((record) => record.partition === partition),
        );
      const deltas = folds.map((fold) => fold.take());
      keptBy.push(deltas.reduce((sum, { extremes }) => sum + extremes.size, 0));
      stored.push(...deltas);
      const { extremes } = stored.reduce(mergeOrderDeltas, emptyOrderDelta(dictionary.current()));
      extremes.forEach((group, side, rows) => {
        const last = rows.toSorted(compareStandings)[49];
        if (last !== undefined) for (const learner of extremes.learners) learner.learn(group, side, last);
      });
    }
    expect(merged(stored)).toEqual(sorted(records));
    expect(keptBy.at(-1)).toBeLessThan(keptBy[0]! / 2);
  });

  it('never number more than 99 a side while they are gathered, and an order without a place is not kept', () => {
    const extremes = new OrderExtremes();
    const rowsOf: Record<string, number[]> = {};
    for (let offset = 0; offset < 5_000; offset++) {
      const value = 1_000 + ((offset * 7_919) % 5_000);
      const row = { partition: 0, offset, hour: 24, item: 0, orderId: 'o' };
      if (extremes.mayKeep(3, value)) {
        extremes.keep(3, 'high', { ...row, outward: -value });
        extremes.keep(3, 'low', { ...row, outward: value });
      }
      expect(extremes.size).toBeLessThan(2 * 100);
    }
    extremes.forEach((_, side, rows) => {
      rowsOf[side] = rows.toSorted(compareStandings).map(({ outward }) => Math.abs(outward));
    });
    expect(rowsOf.high!.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, at) => 5_999 - at));
    expect(rowsOf.low!.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, at) => 1_000 + at));
    expect([3_000, 5_999, 1_000].map((value) => extremes.mayKeep(3, value))).toEqual([false, true, true]);
  });
});
