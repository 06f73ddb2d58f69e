import { type Box, type BucketRow, boxOfBuckets } from '../domain/box-of-buckets';
import { hourMs } from '../domain/time-zone';
import type { Database } from './client';
import { Prisma } from './generated/client';
import { type HourRange, hourWithin } from './query-orders-range';
import { type OrdersQuestion, type OrdersSelection, onOneSnapshot, selectOrders } from './query-orders-selection';

/** How the order values of one channel and payment method spread, in ten-thousandths of the question's currency. */
export interface OrdersBox extends Box {
  readonly channel: string;
  readonly payment: string;
}

const dayMs = 24 * hourMs;

/** Order values by channel and payment method, ordered by both. Throws `UnanswerableQuestion` naming the parameter. */
export function queryOrdersBoxplot(
  database: Database,
  question: OrdersQuestion,
): Promise<{ selection: OrdersSelection; boxes: readonly OrdersBox[] }> {
  return onOneSnapshot(database, async (reader) => {
    const selection = await selectOrders(reader, question, false);
    const { range, dimensions } = selection;
    if (range === null) return { selection, boxes: [] };
    const rows = await reader.$queryRaw<
      { channel: string; payment: string; orders: bigint; least: bigint; greatest: bigint }[]
    >`
      SELECT c.value AS channel, p.value AS payment, t.orders, t.least, t.greatest
      FROM (
        SELECT channel, payment, bucket, sum(orders)::bigint AS orders, min(least) AS least, max(greatest) AS greatest
        FROM (${valuesWithin(range, dimensions, question.item.length > 0)}) v GROUP BY 1, 2, 3
      ) t
      JOIN dimension c ON c.id = t.channel JOIN dimension p ON p.id = t.payment
      ORDER BY 1, 2, t.bucket`;
    const groups = new Map<string, { channel: string; payment: string; rows: BucketRow[] }>();
    for (const { channel, payment, orders, least, greatest } of rows) {
      const key = JSON.stringify([channel, payment]);
      const group = groups.get(key) ?? { channel, payment, rows: [] };
      group.rows.push({ count: Number(orders), least: Number(least), greatest: Number(greatest) });
      groups.set(key, group);
    }
    const boxes = [...groups.values()].flatMap(({ channel, payment, rows: held }) => {
      const box = boxOfBuckets(held);
      return box === null ? [] : [{ channel, payment, ...box }];
    });
    return { selection, boxes };
  });
}

/** Buckets in the range: whole UTC days from their rollup where no item is asked for, the rest by the hour. */
function valuesWithin(range: HourRange, dimensions: Prisma.Sql, byItem: boolean): Prisma.Sql {
  const byHour = (hours: HourRange): Prisma.Sql =>
    Prisma.sql`SELECT channel, payment, bucket, orders, least, greatest FROM order_value_bucket
      WHERE ${hourWithin(hours)} AND ${dimensions}`;
  const firstDayMs = Math.ceil(range.fromMs / dayMs) * dayMs;
  const pastDayMs = Math.floor(range.toMs / dayMs) * dayMs;
  if (byItem || firstDayMs >= pastDayMs) return byHour(range);
  const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  return Prisma.sql`SELECT channel, payment, bucket, orders, least, greatest FROM order_day_value
      WHERE day >= ${dateOf(firstDayMs)}::date AND day < ${dateOf(pastDayMs)}::date AND ${dimensions}
    UNION ALL ${byHour({ fromMs: range.fromMs, toMs: firstDayMs })}
    UNION ALL ${byHour({ fromMs: pastDayMs, toMs: range.toMs })}`;
}
