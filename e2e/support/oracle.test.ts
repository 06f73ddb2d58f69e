import { describe, expect, it } from 'vitest';
import { badOrders, oddButGoodOrders } from './bad-orders';
import { judgeOrder } from './judge-order';
import { createOracle } from './oracle';
import { commitWatcher } from './postgres-proxy';
import type { ReadRecord } from './topic-ledger';

const nowMs = Date.parse('2026-06-01T00:00:00Z');
const order = (price: number, quantity: number, purchased: string) =>
  Buffer.from(
    JSON.stringify({
      ...{ order_id: 'a', user_id: 1, item: 'tea', quantity, unit_price: price, channel: 'web' },
      ...{ payment_method: 'card', purchased_at: purchased, event_time_ms: nowMs },
    }),
  );
const numbered = (sequence: number): ReadRecord['headers'] => [
  ['producer-id', Buffer.from('p')],
  ['producer-seq', Buffer.from(`${sequence}`)],
];

describe('the oracle', () => {
  it('adds up by hand-checked figures and counts a copy once', () => {
    const oracle = createOracle(new Map([[0, { low: 0n, high: 5n }]]));
    const values = [
      [order(0.1, 3, '2026-05-01T00:30:00Z'), numbered(1)],
      [order(0.1, 3, '2026-05-01T00:30:00Z'), numbered(1)],
      [order(19.9999, 2, '2026-05-01T02:59:59.999+02:00'), numbered(2)],
      [Buffer.from('{'), numbered(3)],
      [order(1, 1, '2026-05-01T01:00:00Z'), []],
    ] as const;
    for (const [offset, [value, headers]] of values.entries())
      oracle.add({ partition: 0, offset: BigInt(offset), appendedAtMs: nowMs, key: null, value, headers });
    const totals = oracle.totals();
    const hour = Date.parse('2026-05-01T00:00:00Z') / 3_600_000;
    expect(totals).toMatchObject({ valid: 3, quantity: '6', revenue: `${3_000 + 399_998 + 10_000}` });
    expect(totals.partitions[0]).toMatchObject({ valid: 3, dead: 1, deduplicated: 1 });
    expect(totals.producers['p/0']).toEqual({ copies: 4, distinct: 3, lowest: '1', highest: '3' });
    expect(totals.cells).toEqual({
      [JSON.stringify([hour, 'tea', 'web', 'card', 'EUR'])]: [2, 5, '402998'],
      [JSON.stringify([hour + 1, 'tea', 'web', 'card', 'EUR'])]: [1, 1, '10000'],
    });
  });

  it.each(badOrders.map((bad) => [bad.name, bad] as const))('refuses %s', (_, { value, code, fieldPath }) => {
    expect(judgeOrder(value, nowMs)).toEqual({ accepted: false, code, fieldPath });
  });

  it('accepts what is odd and still an order', () => {
    for (const { value } of oddButGoodOrders)
      expect(judgeOrder(value, nowMs)).toMatchObject({ accepted: true, quantity: 2 });
  });
});

describe('the reader of the wire to PostgreSQL', () => {
  const message = (type: string, text: string) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(text.length + 4);
    return Buffer.concat([Buffer.from(type), length, Buffer.from(text)]);
  };

  it('sees a COMMIT in whatever pieces it comes, and nothing else', () => {
    const wire = Buffer.concat([
      message('', 'greeting'),
      message('Q', 'BEGIN\0'),
      message('Q', "SELECT 'COMMIT'\0"),
      message('B', 'COMMIT\0'),
      message('Q', 'COMMIT\0'),
      message('P', 'name\0COMMIT\0\0\0'),
    ]);
    for (const size of [1, 3, 7, wire.length]) {
      const sees = commitWatcher();
      let seen = 0;
      for (let at = 0; at < wire.length; at += size) if (sees(wire.subarray(at, at + size))) seen += 1;
      expect(seen).toBe(size === wire.length ? 1 : 2);
    }
  });
});
