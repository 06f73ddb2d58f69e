import { createOrdersStream } from '../streams/orders/orders-stream';
import { createRandom } from '../streams/seeded-random';
import type { StreamFold } from '../streams/stream';
import { createDimensionIds } from './dimension-ids';
import { inTransaction, type Pool } from './pool';

/** For tests: an order as it stands on the topic, with its place. */
export interface RawOrder {
  readonly body: Readonly<Record<string, string | number>>;
  readonly partition: number;
  readonly offset: number;
}

const partitions = 3;
const appendedAtMs = Date.parse('2026-11-27T12:00:00Z');
const items = [
  ...[
    'Tea',
    'tea',
    'null',
    'NULL',
    ' Tea ',
    'Żurek 🍲',
    '日本茶',
    'شاي',
    `12" "plate", 'blue'`,
    'a,b;c\td',
    '=1+1',
    '%_\\',
  ],
  ...Array.from({ length: 14 }, (_, at) => `Item ${at}`),
];
const channels = ['web', 'web', 'web', 'mobile', 'mobile', 'null', 'NULL', ' ', 'kiosk, "old"'];
const payments = ['card', 'card', 'blik', 'cash', ' ', "o'pay"];
/** Around the changes of the clock in Warsaw and New York, and an ordinary stretch. */
const stretches = ['2026-03-07', '2026-03-28', '2026-10-24', '2026-10-31', '2026-11-09', '2026-11-16'];
const offsets = ['Z', '+02:00', '-05:00', '+05:30', '-09:30'];

/** Orders with ties, odd names, several offsets and two currencies; some hours and combinations stay empty. */
export function makeRawOrders(count: number, seed: string): RawOrder[] {
  const random = createRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  return Array.from({ length: count }, (_, at) => {
    const item = items[Math.floor(random() ** 2 * items.length)]!;
    const bulk = random() < 0.02 ? 40 : 1;
    const dear = random() < 0.02 ? 300 : random() < 0.02 ? 0.01 : 1;
    const price = random() < 0.5 ? pick([9.99, 10, 25, 25, 49.5]) : Math.exp(1 + 2 * random() + random());
    const body = {
      order_id: `o-${at}`,
      user_id: at % 97,
      item,
      quantity: bulk * (1 + Math.floor(random() * 4)),
      unit_price: Math.max(0.0001, Math.round(price * dear * 10_000) / 10_000),
      ...(random() < 0.3 ? { currency: 'PLN' } : random() < 0.5 ? { currency: 'EUR' } : {}),
      channel: item === 'Item 3' ? 'mobile' : pick(channels),
      payment_method: pick(payments),
      purchased_at: momentText(
        Date.parse(pick(stretches)) + Math.floor(random() ** 1.3 * 75 * 3_600_000),
        pick(offsets),
      ),
      event_time_ms: appendedAtMs,
    };
    return { body, partition: at % partitions, offset: 7 + Math.floor(at / partitions) };
  });
}

/** ISO 8601 on the clock of an offset. */
function momentText(ms: number, offset: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const shift = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return new Date(ms + shift).toISOString().replace('Z', offset);
}

/** Loads them as they are into a plain table `raw_order`; PostgreSQL itself reads every value. */
export async function loadRawOrders(pool: Pool, orders: readonly RawOrder[]): Promise<void> {
  await pool.query(`CREATE TABLE raw_order (order_id text, item text, channel text, payment text, currency text,
    quantity bigint, value bigint, at timestamptz, partition int, "offset" bigint)`);
  for (let from = 0; from < orders.length; from += 10_000)
    await pool.query(
      `INSERT INTO raw_order SELECT o->'body'->>'order_id', o->'body'->>'item', o->'body'->>'channel',
         o->'body'->>'payment_method', coalesce(o->'body'->>'currency', 'EUR'), (o->'body'->>'quantity')::bigint,
         ((o->'body'->>'quantity')::numeric * (o->'body'->>'unit_price')::numeric * 10000)::bigint,
         (o->'body'->>'purchased_at')::timestamptz, (o->>'partition')::int, (o->>'offset')::bigint
       FROM jsonb_array_elements($1::jsonb) o`,
      [JSON.stringify(orders.slice(from, from + 10_000))],
    );
  await pool.query('ANALYZE raw_order');
}

/** Folds and stores them as the worker does: a fold a partition, one transaction for what all have gathered. */
export async function storeRawOrders(pool: Pool, orders: readonly RawOrder[], perFlush: number): Promise<void> {
  const stream = createOrdersStream();
  const dimensions = createDimensionIds(pool);
  const folds = Array.from({ length: partitions }, (_, partition) => stream.createFold('orders', partition));
  for (let from = 0; from < orders.length; from += perFlush) {
    for (const { body, partition, offset } of orders.slice(from, from + perFlush))
      foldOne(folds[partition]!, body, offset);
    const empty = stream.createFold('orders').take();
    const delta = folds.reduce((sum, fold) => stream.merge(sum, fold.take()), empty);
    const statements = await stream.statements(delta, dimensions);
    const answers = await inTransaction(pool, async (client) => {
      const result = [];
      for (const { text, values } of statements) result.push((await client.query(text, [...values])).rows);
      return { result };
    });
    for (const [at, statement] of statements.entries()) statement.onCommitted?.(answers[at]!);
  }
}

function foldOne(fold: StreamFold<unknown>, body: RawOrder['body'], offset: number): void {
  const bytes = Buffer.from(JSON.stringify(body));
  const rejection = fold.fold(bytes, 0, bytes.length, { appendedAtMs, producedAtMs: Number.NaN, offset });
  if (rejection !== null) throw new Error(`${bytes}: ${rejection.sentence}`);
}
