import { isUtf8 } from 'node:buffer';
import { judgeOrder } from '../../lib/streams/orders/event';
import { createOrderGenerator } from '../../lib/streams/orders/generate';
import { OrderNames } from '../../lib/streams/orders/order-names';
import { OrderScan } from '../../lib/streams/orders/scan-order';
import { isPlausibleOrder } from './parsed-order';

/**
 * Four ways from an order's bytes to checked values, in turn over the same orders. Arguments: orders, rounds. Prints one
 * line of JSON: CPU microseconds per order of each round.
 */
const [orders = '100000', rounds = '5'] = process.argv.slice(2);
const count = Number(orders);
const nowMs = Date.now();
const generator = createOrderGenerator({ seed: 'parse', spreadDays: 28 });
const values = Array.from({ length: count }, () => Buffer.from(JSON.stringify(generator.next(nowMs))));
const bytes = Buffer.concat(values);
const ends = new Int32Array(count);
let end = 0;
for (let n = 0; n < count; n++) ends[n] = end += values[n]!.length;

const names = new OrderNames();
for (const value of values.slice(0, 5_000)) {
  const judged = judgeOrder(value, 0, value.length, nowMs);
  if (!('order' in judged)) throw new Error('the generator made an invalid order');
  names.items.idOf(judged.order.item);
  names.channels.idOf(judged.order.channel);
  names.payments.idOf(judged.order.payment_method);
  names.currencies.idOf(judged.order.currency);
}
const scan = new OrderScan();

const ways: Record<string, (start: number, end: number) => boolean> = {
  parse: (start, end) => JSON.parse(bytes.toString('utf8', start, end)) !== null,
  parseAndZod: (start, end) => 'order' in judgeOrder(bytes, start, end, nowMs),
  parseAndCheck: (start, end) =>
    isUtf8(bytes.subarray(start, end)) && isPlausibleOrder(JSON.parse(bytes.toString('utf8', start, end)), nowMs),
  scanAndCheck: (start, end) => scan.read(bytes, start, end, nowMs, names),
};

const figures: Record<string, number[]> = {};
for (let round = 0; round < Number(rounds); round++)
  for (const [name, way] of Object.entries(ways)) {
    const before = process.cpuUsage();
    let good = 0;
    for (let n = 0; n < count; n++) if (way(n === 0 ? 0 : ends[n - 1]!, ends[n]!)) good++;
    const spent = process.cpuUsage(before);
    if (good < count * 0.999) throw new Error(`${name} took ${good} of ${count} orders`);
    figures[name] = [...(figures[name] ?? []), (spent.user + spent.system) / count];
  }
console.log(JSON.stringify(figures));
