import { type Box, type BucketRow, boxOfBuckets } from '../domain/box-of-buckets';
import { hourMs } from '../domain/time-zone';
import type { Database } from './client';
import { Prisma } from './generated/client';
import { type OrderExtreme, readOrderExtremes } from './query-orders-extremes';
import { type HourRange, hourWithin, type Reader } from './query-orders-range';
import {
  hasSlots,
  type OrdersQuestion,
  type OrdersSelection,
  onOneSnapshot,
  selectOrders,
} from './query-orders-selection';

/** How the order values of one channel and payment method spread, in ten-thousandths of the question's currency. */
export interface OrdersBox extends Box {
  readonly channel: string;
  readonly payment: string;
  /** Whether the question's own filters on channel and payment let it through. */
  readonly inFilter: boolean;
  /** Outliers by value, at most 50, spread evenly over those that are stored. */
  readonly examples: readonly OrderExtreme[];
}

/** Sums under all filters. */
export interface OrdersTotal {
  readonly orders: bigint;
  readonly quantity: bigint;
  readonly revenue: bigint;
}

const dayMs = 24 * hourMs;

/**
 * Order values by channel and payment method, ordered by both; those that the question's filters on them leave out are
 * there too. Throws `UnanswerableQuestion` naming the parameter.
 */
export function queryOrdersBoxplot(
  database: Database,
  question: OrdersQuestion,
): Promise<{ selection: OrdersSelection; boxes: readonly OrdersBox[]; total: OrdersTotal }> {
  return onOneSnapshot(database, async (reader) => {
    const selection = await selectOrders(reader, question, false);
    const { range, itemSlotAndCurrency } = selection;
    if (range === null) return { selection, boxes: [], total: { orders: 0n, quantity: 0n, revenue: 0n } };
    const groups = await readBuckets(
      reader,
      valuesWithin(range, itemSlotAndCurrency, question.item.length > 0 || hasSlots(question)),
    );
    const boxes = groups.flatMap(({ rows, ...group }) => {
      const box = boxOfBuckets(rows);
      return box === null ? [] : [{ ...group, ...box }];
    });
    const examples = await readOrderExtremes(reader, boxes, range, itemSlotAndCurrency);
    const isIn = (values: readonly string[], value: string) => values.length === 0 || values.includes(value);
    return {
      selection,
      boxes: boxes.map(({ channelId, paymentId, ...box }, at) => ({
        ...box,
        inFilter: isIn(question.channel, box.channel) && isIn(question.payment, box.payment),
        examples: examples[at]!,
      })),
      total: await readTotal(reader, selection),
    };
  });
}

interface BucketGroup {
  readonly channel: string;
  readonly payment: string;
  readonly channelId: number;
  readonly paymentId: number;
  readonly rows: BucketRow[];
}

async function readBuckets(reader: Reader, values: Prisma.Sql): Promise<readonly BucketGroup[]> {
  const found = await reader.$queryRaw<
    {
      channel: string;
      payment: string;
      channelId: number;
      paymentId: number;
      orders: bigint;
      least: bigint;
      greatest: bigint;
    }[]
  >`
    SELECT c.value AS channel, p.value AS payment, c.id AS "channelId", p.id AS "paymentId", t.orders, t.least, t.greatest
    FROM (
      SELECT channel, payment, bucket, sum(orders)::bigint AS orders, min(least) AS least, max(greatest) AS greatest
      FROM (${values}) v GROUP BY 1, 2, 3
    ) t
    JOIN dimension c ON c.id = t.channel JOIN dimension p ON p.id = t.payment
    ORDER BY 1, 2, t.bucket`;
  const groups: BucketGroup[] = [];
  for (const { orders, least, greatest, ...group } of found) {
    const last = groups.at(-1);
    const row = { count: Number(orders), least: Number(least), greatest: Number(greatest) };
    if (last?.channelId === group.channelId && last.paymentId === group.paymentId) last.rows.push(row);
    else groups.push({ ...group, rows: [row] });
  }
  return groups;
}

/**
 * Buckets in the range: whole UTC days from their rollup where neither an item nor hours of the week are asked for,
 * the rest by the hour.
 */
function valuesWithin(range: HourRange, dimensions: Prisma.Sql, hourly: boolean): Prisma.Sql {
  const byHour = (hours: HourRange): Prisma.Sql =>
    Prisma.sql`SELECT channel, payment, bucket, orders, least, greatest FROM order_value_bucket
      WHERE ${hourWithin(hours)} AND ${dimensions}`;
  const firstDayMs = Math.ceil(range.fromMs / dayMs) * dayMs;
  const pastDayMs = Math.floor(range.toMs / dayMs) * dayMs;
  if (hourly || firstDayMs >= pastDayMs) return byHour(range);
  const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  return Prisma.sql`SELECT channel, payment, bucket, orders, least, greatest FROM order_day_value
      WHERE day >= ${dateOf(firstDayMs)}::date AND day < ${dateOf(pastDayMs)}::date AND ${dimensions}
    UNION ALL ${byHour({ fromMs: range.fromMs, toMs: firstDayMs })}
    UNION ALL ${byHour({ fromMs: pastDayMs, toMs: range.toMs })}`;
}

async function readTotal(reader: Reader, { table, where }: OrdersSelection): Promise<OrdersTotal> {
  const [sums] = await reader.$queryRaw<{ orders: bigint; quantity: bigint; revenue: string }[]>`
    SELECT coalesce(sum(orders), 0)::bigint AS orders, coalesce(sum(quantity), 0)::bigint AS quantity,
      coalesce(sum(revenue), 0)::text AS revenue FROM ${table} WHERE ${where}`;
  return { orders: sums!.orders, quantity: sums!.quantity, revenue: BigInt(sums!.revenue) };
}
