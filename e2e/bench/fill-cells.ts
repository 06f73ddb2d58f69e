import type { TestDatabase } from '../support/test-database';

/** Every combination is filled: hours x items x channels x payments cells, each with a few value buckets. */
export const grid = { hours: 24 * 28, items: 40, channels: 4, payments: 5, buckets: 8 } as const;
export const gridCells = grid.hours * grid.items * grid.channels * grid.payments;
export const gridFrom = '2026-10-26T00:00:00Z';

const names = { item: 'item', channel: 'channel', payment: 'payment' } as const;
const firstId = { item: 1_001, channel: 2_001, payment: 3_001, currency: 4_001 } as const;

/** Fills the tables of orders of an empty database with the whole grid, as `orders` orders in all would leave them. */
export async function fillCells({ sql }: TestDatabase, orders: number): Promise<void> {
  const perBucket = Math.max(1, Math.round(orders / gridCells / grid.buckets));
  const many = { item: grid.items, channel: grid.channels, payment: grid.payments };
  for (const kind of Object.values(names))
    await sql.query(
      `INSERT INTO dimension (id, kind, value) SELECT ${firstId[kind]} + n, $1, $1 || ' ' || n FROM generate_series(0, $2::int - 1) n`,
      [kind, many[kind]],
    );
  await sql.query(`INSERT INTO dimension (id, kind, value) VALUES (${firstId.currency}, 'currency', 'EUR')`);
  const keys = `'${gridFrom}'::timestamptz + h * interval '1 hour' AS hour, ${firstId.item} + i AS item,
    ${firstId.channel} + c AS channel, ${firstId.payment} + p AS payment, ${firstId.currency} AS currency`;
  const all = `generate_series(0, ${grid.hours - 1}) h, generate_series(0, ${grid.items - 1}) i,
    generate_series(0, ${grid.channels - 1}) c, generate_series(0, ${grid.payments - 1}) p`;
  // Dearer items and payments lie higher, so that boxes differ and a day has more buckets than a cell.
  const bucket = `600 + 3 * i + 5 * p + 9 * b + (h % 3)`;
  const value = `floor(2 ^ ((${bucket}) / 64) * (1 + (${bucket}) % 64 / 64.0))::bigint + 1`;
  await sql.query(`INSERT INTO order_value_bucket SELECT ${keys}, ${bucket}, ${perBucket}, ${value}, ${value} + 2
    FROM ${all}, generate_series(0, ${grid.buckets - 1}) b`);
  await sql.query(`INSERT INTO order_cell SELECT hour, item, channel, payment, currency, sum(orders), sum(orders) * 2, sum(orders * least)
    FROM order_value_bucket GROUP BY 1, 2, 3, 4, 5`);
  for (const [table, key] of [
    ['order_hour_item', 'hour, item, currency'],
    ['order_hour_channel', 'hour, channel, currency'],
  ])
    await sql.query(
      `INSERT INTO ${table} SELECT ${key}, sum(orders), sum(quantity), sum(revenue) FROM order_cell GROUP BY ${key}`,
    );
  const day = `(hour AT TIME ZONE 'UTC')::date`;
  await sql.query(`INSERT INTO order_item_day_value SELECT ${day}, item, channel, payment, currency, bucket, sum(orders), min(least), max(greatest)
    FROM order_value_bucket GROUP BY 1, 2, 3, 4, 5, 6`);
  await sql.query(`INSERT INTO order_day_value SELECT day, channel, payment, currency, bucket, sum(orders), min(least), max(greatest)
    FROM order_item_day_value GROUP BY 1, 2, 3, 4, 5`);
  await sql.query(`INSERT INTO order_month_value SELECT date_trunc('month', day)::date, channel, payment, currency, bucket,
    sum(orders), min(least), max(greatest) FROM order_day_value GROUP BY 1, 2, 3, 4, 5`);
  for (const [sign, value] of [
    ['-', 'greatest'],
    ['', 'least'],
  ])
    await sql.query(`INSERT INTO order_extreme
      SELECT day, channel, payment, currency, ${sign}${value}, 0, n, hour, item, 'o-' || n FROM (
        SELECT ${day} AS day, *, row_number() OVER (PARTITION BY ${day}, channel, payment ORDER BY ${sign}${value}) AS n
        FROM order_value_bucket) v WHERE n <= 50`);
  await sql.query(
    'VACUUM ANALYZE order_cell, order_hour_item, order_hour_channel, order_value_bucket, order_item_day_value, order_day_value, order_month_value, order_extreme, dimension',
  );
}
