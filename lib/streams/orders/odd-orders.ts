import { createOddEvents, oddEventsNowMs, oddValueTexts } from '../odd-events';
import { createOrderGenerator } from './generate';

const fieldNames = [
  ...['order_id', 'user_id', 'item', 'quantity', 'unit_price', 'currency', 'channel', 'payment_method', 'purchased_at'],
  ...['event_time_ms', '__proto__', 'toString', 'constructor', 'extra', 'item2', 'ite', ''],
];

/** For tests: an endless, seeded row of order values: good ones, damaged ones and foreign ones. */
export function createOddOrders(seed: string): { next(): Buffer } {
  const orders = createOrderGenerator({ seed, spreadDays: 28 });
  const next = () => orders.next(oddEventsNowMs);
  return createOddEvents({ seed, next, fieldNames, valueTexts: oddValueTexts });
}
