import { expect, it } from 'vitest';
import { parseIsoTime } from '../../domain/iso-time';
import { oddEventsNowMs } from '../odd-events';
import { judgeOrder, toTenThousandths } from './event';
import { OrderFold } from './fold';
import { createOddOrders } from './odd-orders';
import { OrderDictionary } from './order-names';
import { OrderScan } from './scan-order';

const cases = 120_000;
const facts = { appendedAtMs: oddEventsNowMs, producedAtMs: Number.NaN };

it(`the fast way and the contract agree on ${cases} generated, damaged and foreign orders`, () => {
  const dictionary = new OrderDictionary();
  const names = dictionary.current();
  const fold = new OrderFold(dictionary, 0);
  const scan = new OrderScan();
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (const seed of ['a', 'b', 'c', 'd']) {
    const orders = createOddOrders(seed);
    for (let n = 0; n < cases / 4; n++) {
      const value = orders.next();
      // Surrounded by bytes that would complete it: reading past either end must show.
      const bytes = Buffer.concat([Buffer.from('{"'), value, Buffer.from('"}, 12')]);
      const end = 2 + value.length;
      const judged = judgeOrder(bytes, 2, end, facts.appendedAtMs);
      const fast = scan.read(bytes, 2, end, facts.appendedAtMs, names);
      const rejection = fold.fold(bytes, 2, end, facts);
      const shown = `${value.toString('latin1')} -> ${JSON.stringify(judged)}`;
      if ('rejection' in judged) {
        if (fast) throw new Error(`only the fast way accepts ${shown}`);
        if (JSON.stringify(rejection) !== JSON.stringify(judged.rejection)) throw new Error(`fold differs: ${shown}`);
        count(judged.rejection.code);
        continue;
      }
      const { order } = judged;
      if (rejection !== null || fold.eventTimeMs !== order.event_time_ms) throw new Error(`fold differs: ${shown}`);
      count(fast ? 'fast' : 'slow');
      if (!fast) continue;
      const read = {
        item: names.items.names[scan.item],
        channel: names.channels.names[scan.channel],
        payment: names.payments.names[scan.payment],
        currency: names.currencies.names[scan.currency],
        quantity: scan.quantity,
        revenue: scan.revenue,
        purchasedAtMs: scan.purchasedAtMs,
        eventTimeMs: scan.eventTimeMs,
      };
      const want = {
        item: order.item,
        channel: order.channel,
        payment: order.payment_method,
        currency: order.currency,
        quantity: order.quantity,
        revenue: order.quantity * toTenThousandths(order.unit_price),
        purchasedAtMs: parseIsoTime(order.purchased_at),
        eventTimeMs: order.event_time_ms,
      };
      if (JSON.stringify(read) !== JSON.stringify(want)) throw new Error(`${JSON.stringify(read)} read from ${shown}`);
    }
  }
  for (const what of [
    'NOT_JSON',
    'NOT_AN_OBJECT',
    'MISSING_FIELD',
    'WRONG_TYPE',
    'OUT_OF_RANGE',
    'BAD_TIME',
    'BAD_ENCODING',
  ])
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(300);
  expect(seen.get('fast')).toBeGreaterThan(25_000);
  expect(seen.get('slow')).toBeGreaterThan(1_000);
});
