import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bucketOfValue } from '../domain/value-bucket';
import { emptyOrderDelta, type OrderDelta } from '../streams/orders/order-delta';
import { createOrdersStream } from '../streams/orders/orders-stream';
import { createDimensionIds } from './dimension-ids';
import { createPool, type Pool } from './pool';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const hour = Math.floor(Date.parse('2026-11-22T20:00:00Z') / 3_600_000);
let database: ScratchDatabase;
let pool: Pool;
const stream = createOrdersStream();

interface Sold {
  readonly hour?: number;
  readonly item: string;
  readonly channel?: string;
  readonly currency?: string;
  readonly quantity: number;
  readonly revenue: number;
}

const deltaOf = (orders: readonly Sold[]): OrderDelta => {
  const delta = emptyOrderDelta();
  const { names, cells } = delta;
  for (const order of orders) {
    const index = cells.indexOf(
      order.hour ?? hour,
      names.items.idOf(order.item),
      names.channels.idOf(order.channel ?? 'web'),
      names.payments.idOf('card'),
      names.currencies.idOf(order.currency ?? 'EUR'),
    );
    cells.addAt(index, 1, order.quantity, order.revenue);
    delta.values.add(index, order.revenue);
  }
  return delta;
};

const write = async (delta: OrderDelta): Promise<number> => {
  const statements = await stream.statements(delta, createDimensionIds(pool));
  for (const { text, values } of statements) await pool.query(text, [...values]);
  return statements.length;
};

const cellsByName = `SELECT hour, i.value AS item, c.value AS channel, p.value AS payment, e.value AS currency,
  orders::text, quantity::text, revenue::text FROM order_cell
  JOIN dimension i ON i.id = item JOIN dimension c ON c.id = channel JOIN dimension p ON p.id = payment
  JOIN dimension e ON e.id = currency ORDER BY hour, item, channel`;
const totals = (table: string): string =>
  `SELECT count(*)::int AS rows, sum(orders)::text AS orders, sum(quantity)::text AS quantity, sum(revenue)::text AS revenue FROM ${table}`;

describe('order store', () => {
  beforeAll(async () => {
    database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
    pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'order-store-test' });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(() =>
    pool.query(
      'TRUNCATE order_cell, order_hour_item, order_hour_channel, order_value_bucket, order_item_day_value, order_day_value, order_month_value, dimension',
    ),
  );

  it('adds to what is stored, cell by cell, under the names and the UTC hour', async () => {
    await write(deltaOf([{ item: 'Tea', quantity: 2, revenue: 123_400 }]));
    await write(
      deltaOf([
        { item: 'Żurek 🍲', quantity: 1, revenue: 5 },
        { item: 'Tea', quantity: 3, revenue: 6 },
        { item: 'Tea', quantity: 1, revenue: 1, hour: -1, channel: "o'store" },
      ]),
    );
    const { rows } = await pool.query(cellsByName);
    const common = { payment: 'card', currency: 'EUR' };
    expect(rows).toEqual([
      {
        ...common,
        hour: new Date(-3_600_000),
        item: 'Tea',
        channel: "o'store",
        orders: '1',
        quantity: '1',
        revenue: '1',
      },
      {
        ...common,
        hour: new Date(hour * 3_600_000),
        item: 'Tea',
        channel: 'web',
        orders: '2',
        quantity: '5',
        revenue: '123406',
      },
      {
        ...common,
        hour: new Date(hour * 3_600_000),
        item: 'Żurek 🍲',
        channel: 'web',
        orders: '1',
        quantity: '1',
        revenue: '5',
      },
    ]);
  });

  it('keeps the rollups equal to the cells over thousands of rows, in statements of at most 5,000', async () => {
    const orders = Array.from({ length: 12_000 }, (_, n) => ({
      hour: hour - (n % 600),
      item: `item ${n % 37}`,
      channel: `channel ${n % 5}`,
      currency: n % 11 === 0 ? 'PLN' : 'EUR',
      quantity: (n % 9) + 1,
      revenue: n * 7,
    }));
    expect(await write(deltaOf(orders))).toBeGreaterThan(5);
    const want = {
      orders: '12000',
      quantity: String(orders.reduce((sum, order) => sum + order.quantity, 0)),
      revenue: String(orders.reduce((sum, order) => sum + order.revenue, 0)),
    };
    for (const table of ['order_cell', 'order_hour_item', 'order_hour_channel'])
      expect((await pool.query(totals(table))).rows[0]).toMatchObject(want);
    const wrong =
      await pool.query(`SELECT hour, item, currency, sum(orders), sum(quantity), sum(revenue) FROM order_cell
      GROUP BY 1, 2, 3 EXCEPT SELECT hour, item, currency, orders, quantity, revenue FROM order_hour_item`);
    expect(wrong.rows).toEqual([]);
  });

  it('stores a revenue beyond 2^53 to the last ten-thousandth', async () => {
    const most = 1_000_000_000_000;
    const delta = deltaOf(
      Array.from({ length: 20_001 }, (_, n) => ({ item: 'Yacht', quantity: 1, revenue: most - n })),
    );
    await write(delta);
    await write(delta);
    const want = 2n * (20_001n * BigInt(most) - 200_010_000n);
    for (const table of ['order_cell', 'order_hour_item', 'order_hour_channel'])
      expect((await pool.query(totals(table))).rows[0].revenue).toBe(want.toString());
  });

  it('writes nothing for an empty delta', async () => {
    expect(await write(emptyOrderDelta())).toBe(0);
  });

  it('keeps how values spread, by cell, UTC day with and without item, and UTC month, whatever the deltas', async () => {
    const orders = Array.from({ length: 600 }, (_, n) => ({
      hour: hour - (n % 5) * 211,
      item: `item ${n % 3}`,
      channel: n % 2 === 0 ? 'web' : 'store',
      quantity: 1,
      revenue: 10_000 + ((n * 7_919) % 400) * 1_000,
    }));
    for (let from = 0; from < orders.length; from += 200) await write(deltaOf(orders.slice(from, from + 200)));
    const spreadBy = (keyOf: (order: (typeof orders)[number]) => string): string[] => {
      const rows = new Map<string, number[]>();
      for (const order of orders) {
        const key = `${keyOf(order)} ${bucketOfValue(order.revenue)}`;
        rows.set(key, [...(rows.get(key) ?? []), order.revenue]);
      }
      return [...rows].map(([key, list]) => `${key} ${list.length} ${Math.min(...list)} ${Math.max(...list)}`).sort();
    };
    const utcDay = (order: { readonly hour: number }) => new Date(order.hour * 3_600_000).toISOString().slice(0, 10);
    const rowsOf = async (sql: string): Promise<string[]> =>
      (await pool.query<{ row: string }>(sql)).rows.map(({ row }) => row).sort();
    expect(
      await rowsOf(`SELECT concat_ws(' ', (extract(epoch FROM hour) / 3600)::int, i.value, c.value, bucket, orders, least, greatest) AS row
        FROM order_value_bucket JOIN dimension i ON i.id = item JOIN dimension c ON c.id = channel`),
    ).toEqual(spreadBy((order) => `${order.hour} ${order.item} ${order.channel}`));
    expect(
      await rowsOf(`SELECT concat_ws(' ', day, i.value, c.value, bucket, orders, least, greatest) AS row
        FROM order_item_day_value JOIN dimension i ON i.id = item JOIN dimension c ON c.id = channel`),
    ).toEqual(spreadBy((order) => `${utcDay(order)} ${order.item} ${order.channel}`));
    for (const [span, length] of [
      ['day', 10],
      ['month', 7],
    ] as const)
      expect(
        await rowsOf(`SELECT concat_ws(' ', left(${span}::text, ${length}), c.value, bucket, orders, least, greatest) AS row
          FROM order_${span}_value JOIN dimension c ON c.id = channel`),
      ).toEqual(spreadBy((order) => `${utcDay(order).slice(0, length)} ${order.channel}`));
  });
});
