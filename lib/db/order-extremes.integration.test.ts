import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExtremeBounds } from '../streams/orders/extreme-bounds';
import { emptyOrderDelta, type OrderDelta } from '../streams/orders/order-delta';
import { createOrdersStream } from '../streams/orders/orders-stream';
import { createDimensionIds } from './dimension-ids';
import { createPool, inTransaction, type Pool } from './pool';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const day = Math.floor(Date.parse('2026-11-22T00:00:00Z') / 86_400_000);
const stream = createOrdersStream();
let database: ScratchDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'order-extremes-test' });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(() => pool.query(`TRUNCATE ${stream.tables.map(({ name }) => name).join()}, dimension`));

/** Orders of one group; values are also the offsets. */
const deltaOf = (values: readonly number[], partition = 0): OrderDelta => {
  const delta = emptyOrderDelta();
  const { names, cells, extremes } = delta;
  const [item, channel] = [names.items.idOf("Żurek 'x' {1,2}"), names.channels.idOf('web')];
  const [payment, currency] = [names.payments.idOf('card'), names.currencies.idOf('EUR')];
  const hour = day * 24 + 5;
  const group = names.groupOf(day, channel, payment, currency);
  for (const value of values) {
    const cell = cells.indexOf(hour, item, channel, payment, currency);
    cells.addAt(cell, 1, 1, value);
    delta.values.add(cell, value);
    const row = { partition, offset: value, hour, item, orderId: `o "${value}", {}` };
    extremes.keep(group, 'high', { ...row, outward: -value });
    extremes.keep(group, 'low', { ...row, outward: value });
  }
  return delta;
};

const write = (delta: OrderDelta, beforeCommit = async () => {}) =>
  inTransaction(pool, async (client) => {
    const tell: (() => void)[] = [];
    for (const { text, values, onCommitted } of await stream.statements(delta, createDimensionIds(pool))) {
      const { rows } = await client.query(text, [...values]);
      tell.push(() => onCommitted?.(rows));
    }
    await beforeCommit();
    return { result: tell };
  }).then((tell) => {
    for (const one of tell) one();
  });

const stored = async (side: 'high' | 'low'): Promise<number[]> => {
  const { rows } = await pool.query(
    `SELECT abs(outward)::int AS value FROM order_extreme WHERE outward ${side === 'high' ? '<' : '>'} 0 ORDER BY outward`,
  );
  return rows.map((row) => row.value);
};
const from = (first: number, count: number, step = 1) => Array.from({ length: count }, (_, at) => first + at * step);

describe('the stored highest and lowest orders', () => {
  it('are 50 a side after every commit, whatever came before', async () => {
    await write(deltaOf(from(1_000, 40)));
    expect([await stored('high'), await stored('low')]).toEqual([from(1_039, 40, -1), from(1_000, 40)]);
    await write(deltaOf(from(1_040, 200)));
    expect([await stored('high'), await stored('low')]).toEqual([from(1_239, 50, -1), from(1_000, 50)]);
    await write(deltaOf([5, 1_100, 9_999]));
    expect([await stored('high'), await stored('low')]).toEqual([
      [9_999, ...from(1_239, 49, -1)],
      [5, ...from(1_000, 49)],
    ]);
  });

  it('are trimmed by their key, also while the planner knows nothing of the table', async () => {
    await write(deltaOf(from(1_000, 50)));
    await pool.query(`INSERT INTO order_extreme SELECT day - ago, channel, payment, currency, outward, topic_partition,
      topic_offset, hour, item, order_id FROM order_extreme, generate_series(1, 60) ago`);
    const used = await inTransaction(pool, async (client) => {
      const names: string[] = [];
      for (const { text, values } of await stream.statements(deltaOf(from(1_000, 60)), createDimensionIds(pool))) {
        if (text.includes('DELETE FROM order_extreme')) {
          const { rows } = await client.query(`EXPLAIN ${text}`, [...values]);
          for (const row of rows as { 'QUERY PLAN': string }[])
            names.push(...(row['QUERY PLAN'].match(/order_extreme_\w+/g) ?? []));
        }
        await client.query(text, [...values]);
      }
      return { result: names };
    });
    expect(new Set(used)).toEqual(new Set(['order_extreme_pkey']));
  });

  it('are an order with its item, hour and place', async () => {
    await write(deltaOf([7], 4));
    const { rows } = await pool.query(
      `SELECT day::text, hour, value AS item, order_id, topic_partition, topic_offset, outward
       FROM order_extreme JOIN dimension d ON d.id = item ORDER BY outward`,
    );
    const common = { day: '2026-11-22', hour: new Date((day * 24 + 5) * 3_600_000), item: "Żurek 'x' {1,2}" };
    const placed = { ...common, order_id: 'o "7", {}', topic_partition: 4, topic_offset: '7' };
    expect(rows).toEqual(['-7', '7'].map((outward) => ({ ...placed, outward })));
  });

  it('are the same when two workers commit to one group at the same time', async () => {
    const commits = Array.from({ length: 6 }, (_, partition) => deltaOf(from(10_000 + partition, 120, 6), partition));
    await write(deltaOf([9_999]));
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
    for (let at = 0; at < commits.length; at += 2)
      await Promise.all(commits.slice(at, at + 2).map((delta) => write(delta, pause)));
    expect(await stored('high')).toEqual(from(10_719, 50, -1));
    expect(await stored('low')).toEqual(from(9_999, 50));
  });

  it('are told to the folds as the last place of each full side', async () => {
    const delta = deltaOf(from(1_000, 60));
    const learner = new ExtremeBounds();
    delta.extremes.learners.add(learner);
    await write(delta);
    const places = [1_060, 1_010, 1_009, 1_030, 1_049, 1_050, 999].map((value) => learner.mayHavePlace(0, value));
    expect(places).toEqual([true, true, true, true, true, true, true]);
    expect(learner.hasPlace(0, 'low', { outward: 1_050, partition: 0, offset: 0 })).toBe(false);
    expect(learner.hasPlace(0, 'high', { outward: -1_009, partition: 0, offset: 0 })).toBe(false);
    await write(deltaOf(from(5_000, 60)));
    const later = deltaOf(from(5_060, 1));
    later.extremes.learners.add(learner);
    await write(later);
    expect([2_000, 5_010, 5_011].map((value) => learner.mayHavePlace(0, value))).toEqual([false, false, true]);
  });

  it('need no statement when nothing has a place', async () => {
    const statements = await stream.statements(
      { ...deltaOf([7]), extremes: emptyOrderDelta().extremes },
      createDimensionIds(pool),
    );
    expect(statements.filter(({ text }) => text.includes('order_extreme'))).toEqual([]);
  });
});
