import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrderFold } from '../streams/orders/fold';
import { createOrderGenerator } from '../streams/orders/generate';
import { OrderDictionary } from '../streams/orders/order-names';
import { createOrdersStream } from '../streams/orders/orders-stream';
import { createDatabase, type Database } from './client';
import { createDimensionIds } from './dimension-ids';
import { createPool, type Pool } from './pool';
import { queryOrdersBoxplot } from './query-orders-boxplot';
import type { OrdersQuestion } from './query-orders-selection';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const nowMs = Date.parse('2026-11-22T20:15:00Z');
const hourMs = 3_600_000;
const everything: OrdersQuestion = {
  ...{ tz: 'UTC', fromMs: null, toMs: null, currency: null, channel: [], payment: [], item: [] },
};

interface ExactBox {
  readonly channel: string;
  readonly payment: string;
  readonly count: number;
  readonly least: number;
  readonly greatest: number;
  readonly quartiles: readonly number[];
}

describe('the boxes of order values', () => {
  let scratch: ScratchDatabase;
  let pool: Pool;
  let database: Database;

  beforeAll(async () => {
    scratch = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
    pool = createPool({ databaseUrl: scratch.databaseUrl, applicationName: 'boxplot-test' });
    database = createDatabase(scratch.databaseUrl);
    const orders = createOrderGenerator({ seed: 'boxes', spreadDays: 9 });
    const fold = new OrderFold(new OrderDictionary(), 0);
    const made = Array.from({ length: 6_000 }, () => orders.next(nowMs));
    for (const order of made) {
      const bytes = Buffer.from(JSON.stringify(order));
      expect(fold.fold(bytes, 0, bytes.length, { appendedAtMs: nowMs, producedAtMs: nowMs })).toBeNull();
    }
    for (const { text, values } of await createOrdersStream().statements(fold.take(), createDimensionIds(pool)))
      await pool.query(text, [...values]);
    await pool.query('CREATE TABLE plain_order (body jsonb)');
    await pool.query('INSERT INTO plain_order SELECT jsonb_array_elements($1::jsonb)', [JSON.stringify(made)]);
  }, 60_000);
  afterAll(async () => {
    await database.$disconnect();
    await pool.end();
    await scratch.drop();
  });

  /** Quartiles as PostgreSQL computes them over the orders themselves. */
  const exactly = async (where: string) => {
    const { rows } = await pool.query<ExactBox>(
      `SELECT channel, payment, count(*)::int AS count, min(value) AS least, max(value) AS greatest,
         percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY value) AS quartiles
       FROM (SELECT body->>'channel' AS channel, body->>'payment_method' AS payment, body->>'item' AS item,
           round((body->>'unit_price')::numeric * 10000)::float8 * (body->>'quantity')::float8 AS value,
           (body->>'purchased_at')::timestamptz AS at FROM plain_order WHERE body->>'currency' = 'EUR') o
       WHERE ${where} GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    return rows;
  };

  const agree = async (question: OrdersQuestion, where: string) => {
    const boxes = (await queryOrdersBoxplot(database, question)).boxes.filter((box) => box.inFilter);
    const exact = await exactly(where);
    expect(boxes.map(({ channel, payment, count }) => [channel, payment, count])).toEqual(
      exact.map(({ channel, payment, count }) => [channel, payment, count]),
    );
    expect(boxes.length).toBeGreaterThan(0);
    for (const [at, box] of boxes.entries()) {
      const { quartiles, least, greatest } = exact[at]!;
      expect([box.least, box.greatest]).toEqual([least, greatest]);
      for (const [found, wanted] of [
        [box.q1, quartiles[0]!],
        [box.median, quartiles[1]!],
        [box.q3, quartiles[2]!],
      ] as const)
        expect(Math.abs(found - wanted)).toBeLessThanOrEqual(0.01 * wanted);
    }
  };

  it('equal those of the orders themselves within 1 %', () => agree(everything, 'true'));

  it('do so under every filter, by item and by channel', async () => {
    const { rows } = await pool.query(
      `SELECT body->>'item' AS item FROM plain_order GROUP BY 1 ORDER BY count(*) DESC`,
    );
    const item = rows[0].item as string;
    await agree({ ...everything, item: [item] }, `item = '${item}'`);
    await agree(
      { ...everything, channel: ['web', 'store'], payment: ['card'] },
      `channel IN ('web', 'store') AND payment = 'card'`,
    );
  });

  it.each([
    ['within a day', 5, 11],
    ['over whole days with hours at both ends', 5, 77],
    ['from midnight to midnight', 20, 68],
  ])('do so %s', async (_, fromHoursAgo, hours) => {
    const toMs = Math.floor(nowMs / hourMs) * hourMs - fromHoursAgo * hourMs;
    const fromMs = toMs - hours * hourMs;
    const [from, to] = [fromMs, toMs].map((ms) => `'${new Date(ms).toISOString()}'::timestamptz`);
    await agree({ ...everything, fromMs, toMs }, `at >= ${from} AND at < ${to}`);
  });

  it('are none where nothing is stored in the range', async () => {
    const { boxes } = await queryOrdersBoxplot(database, { ...everything, fromMs: 0, toMs: hourMs });
    expect(boxes).toEqual([]);
  });
});
