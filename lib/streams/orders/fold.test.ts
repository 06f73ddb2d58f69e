import { describe, expect, it } from 'vitest';
import { bucketOfValue } from '../../domain/value-bucket';
import { oddEventsNowMs } from '../odd-events';
import { judgeOrder, toTenThousandths } from './event';
import { OrderFold } from './fold';
import { createOddOrders } from './odd-orders';
import { keyWidth, OrderCells } from './order-cells';
import { emptyOrderDelta, mergeOrderDeltas, type OrderDelta } from './order-delta';
import { maxNames, OrderDictionary } from './order-names';
import type { OrderValues } from './order-values';

const facts = { appendedAtMs: oddEventsNowMs, producedAtMs: Number.NaN };

/** Bucket, orders, least and greatest value of each value bucket of a cell. */
const spreadOf = (values: OrderValues, cell: number): number[][] =>
  Array.from({ length: values.size }, (_, row) => row)
    .filter((row) => values.cells[row] === cell)
    .map((row) => [values.buckets[row]!, values.counts[row]!, values.mins[row]!, values.maxs[row]!])
    .sort((a, b) => a[0]! - b[0]!);

/** The cells of a delta by name, in one order: what a database would hold. */
const stateOf = ({ names, cells, values }: OrderDelta): string[] =>
  Array.from({ length: cells.size }, (_, index) => {
    const [hour, item, channel, payment, currency] = cells.keys.subarray(index * keyWidth);
    const name = [names.items.names[item!], names.channels.names[channel!], names.payments.names[payment!]];
    const sums = [cells.orders[index], cells.quantities[index], cells.revenueAt(index)];
    return JSON.stringify([
      hour,
      ...name,
      names.currencies.names[currency!],
      ...sums.map(String),
      spreadOf(values, index),
    ]);
  }).sort();

const values = (seed: string, count: number): Buffer[] => {
  const orders = createOddOrders(seed);
  return Array.from({ length: count }, () => orders.next());
};

const folded = (batch: readonly Buffer[], dictionary = new OrderDictionary()): OrderDelta => {
  const fold = new OrderFold(dictionary, 0);
  for (const value of batch) fold.fold(value, 0, value.length, facts);
  return fold.take();
};

/** The same from a list of values, the slow way. */
const spread = (list: readonly number[]): number[][] =>
  [...new Set(list.map(bucketOfValue))]
    .sort((a, b) => a - b)
    .map((bucket) => {
      const own = list.filter((value) => bucketOfValue(value) === bucket);
      return [bucket, own.length, Math.min(...own), Math.max(...own)];
    });

describe('order fold', () => {
  it('holds exactly the sums of the orders that the contract accepts', () => {
    const batch = values('sums', 20_000);
    const want = new Map<string, [orders: number, quantity: number, revenue: bigint]>();
    const valuesOf = new Map<string, number[]>();
    for (const value of batch) {
      const judged = judgeOrder(value, 0, value.length, facts.appendedAtMs);
      if (!('order' in judged)) continue;
      const { item, channel, payment_method, currency, purchased_at, quantity, unit_price } = judged.order;
      const hour = Math.floor(Date.parse(purchased_at) / 3_600_000);
      const key = JSON.stringify([hour, item, channel, payment_method, currency]);
      const [orders, pieces, revenue] = want.get(key) ?? [0, 0, 0n];
      valuesOf.set(key, [...(valuesOf.get(key) ?? []), quantity * toTenThousandths(unit_price)]);
      want.set(key, [orders + 1, pieces + quantity, revenue + BigInt(quantity) * BigInt(toTenThousandths(unit_price))]);
    }
    const rows = [...want]
      .map(([key, sums]) => JSON.stringify([...JSON.parse(key), ...sums.map(String), spread(valuesOf.get(key)!)]))
      .sort();
    expect(stateOf(folded(batch))).toEqual(rows);
  });

  it('says of every accepted order, read fast or slowly, whether it had fields that the contract does not know', () => {
    const known = new Set(['order_id', 'user_id', 'item', 'quantity', 'unit_price', 'currency', 'channel']);
    for (const name of ['payment_method', 'purchased_at', 'event_time_ms']) known.add(name);
    const fold = new OrderFold(new OrderDictionary(), 0);
    const seen = { with: 0, without: 0 };
    const batch = values('unknown', 5_000);
    for (const value of [...batch, ...batch]) {
      if (fold.fold(value, 0, value.length, facts) !== null) continue;
      const extra = Object.keys(JSON.parse(value.toString())).some((key) => !known.has(key));
      expect(fold.hadUnknownFields, value.toString()).toBe(extra);
      seen[extra ? 'with' : 'without']++;
    }
    expect(seen.with).toBeGreaterThan(100);
    expect(seen.without).toBeGreaterThan(100);
  });

  it('gives the same state however the records are split into batches and merged', () => {
    const batch = values('split', 3_000);
    const whole = stateOf(folded(batch));
    for (const size of [1, 7, 500]) {
      const shared = new OrderDictionary();
      const parts: Buffer[][] = [];
      for (let from = 0; from < batch.length; from += size) parts.push(batch.slice(from, from + size));
      const ownNames = parts.map((part) => folded(part));
      const sharedNames = parts.map((part) => folded(part, shared));
      for (const deltas of [ownNames, sharedNames, [...ownNames].reverse(), [...sharedNames].reverse()])
        expect(stateOf(deltas.reduce(mergeOrderDeltas, emptyOrderDelta()))).toEqual(whole);
    }
  });

  it('merges associatively and commutatively', () => {
    const make = () => ['x', 'y', 'z'].map((seed) => folded(values(seed, 400))) as [OrderDelta, OrderDelta, OrderDelta];
    const [a, b, c] = make();
    const left = stateOf(mergeOrderDeltas(mergeOrderDeltas(a, b), c));
    const [d, e, f] = make();
    const right = stateOf(mergeOrderDeltas(d, mergeOrderDeltas(e, f)));
    const [g, h, i] = make();
    expect(stateOf(mergeOrderDeltas(mergeOrderDeltas(i, h), g))).toEqual(left);
    expect(right).toEqual(left);
  });

  it('changes nothing when it rejects, and starts empty after a take', () => {
    const fold = new OrderFold(new OrderDictionary(), 0);
    for (const value of values('rejects', 5_000)) {
      const before = fold.cells;
      if (fold.fold(value, 0, value.length, facts) !== null) expect(fold.cells).toBe(before);
    }
    expect(fold.cells).toBeGreaterThan(0);
    fold.take();
    expect([fold.cells, fold.take().cells.size]).toEqual([0, 0]);
    expect(fold.fold(Buffer.alloc(0), -1, -1, facts)?.code).toBe('NOT_JSON');
  });

  it('loses nothing and forgets old names when every order names another item', () => {
    const dictionary = new OrderDictionary();
    const fold = new OrderFold(dictionary, 0);
    const template = JSON.stringify({
      ...{ order_id: 'o', user_id: 1, item: '@', quantity: 1, unit_price: 1, channel: 'web', payment_method: 'card' },
      ...{ purchased_at: '2026-11-22T20:00:00Z', event_time_ms: oddEventsNowMs },
    });
    let orders = 0;
    const first = dictionary.current();
    for (let n = 0; n < maxNames + 20_000; n++) {
      const value = Buffer.from(template.replace('@', `item ${n}`));
      expect(fold.fold(value, 0, value.length, facts)).toBeNull();
      if (n % 10_000 === 9_999) orders += fold.take().cells.size;
    }
    orders += fold.take().cells.size;
    expect(orders).toBe(maxNames + 20_000);
    expect(dictionary.current()).not.toBe(first);
    expect(dictionary.current().size).toBeLessThanOrEqual(maxNames);
  });
});

describe('order cells', () => {
  it('keep a sum beyond 2^53 to the last ten-thousandth, merged or not', () => {
    const most = 1_000_000_000_000;
    const cells = new OrderCells();
    let want = 0n;
    for (let n = 0; n < 30_000; n++) {
      cells.addAt(cells.indexOf(1, 2, 3, 4, 5), 1, 1, most - n);
      want += BigInt(most - n);
    }
    expect(cells.revenueAt(0)).toBe(want);
    expect(cells.isLarge(0)).toBe(true);
    const merged = new OrderCells();
    for (let times = 0; times < 3; times++) merged.addCell(merged.indexOf(1, 2, 3, 4, 5), cells, 0);
    expect(merged.revenueAt(0)).toBe(want * 3n);
  });
});
