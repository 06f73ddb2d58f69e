import { type Box, type BucketRow, boxOfBuckets } from '../domain/box-of-buckets';
import { nextStart, startOfStep } from '../domain/local-steps';
import { addUp, type OrderSums } from '../domain/order-sums';
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
import { sumOrders } from './sum-orders';

/** How the order values of one channel and payment method spread, in ten-thousandths of the question's currency. */
export interface OrdersBox extends Box {
  readonly channel: string;
  readonly payment: string;
  /** Whether the question's own filters on channel and payment let it through. */
  readonly inFilter: boolean;
  /** Outliers by value: of those that are stored the 50 that are furthest out. */
  readonly examples: readonly OrderExtreme[];
}

/**
 * Order values by channel and payment method, ordered by both; those that the question's filters on them leave out are
 * there too. `total`: under all filters. Throws `UnanswerableQuestion` naming the parameter.
 */
export function queryOrdersBoxplot(
  database: Database,
  question: OrdersQuestion,
): Promise<{ selection: OrdersSelection; boxes: readonly OrdersBox[]; total: OrderSums }> {
  return onOneSnapshot(database, async (reader) => {
    const source = await selectOrders(reader, question, false);
    const { range, stored } = source;
    const { selection, sums } = await sumOrders(reader, source);
    const total = addUp(sums);
    if (range === null || stored === null) return { selection, boxes: [], total };
    const ofCurrency = Prisma.sql`currency = (SELECT id FROM dimension WHERE kind = 'currency' AND value = ${selection.currency})`;
    const dimensions = Prisma.join([...source.itemAndSlot, ofCurrency], ' AND ');
    const values = valuesWithin(range, stored, dimensions, rollupsFor(question));
    const groups = await readBuckets(reader, values);
    const boxes = groups.flatMap(({ rows, ...group }) => {
      const box = boxOfBuckets(rows);
      return box === null ? [] : [{ ...group, ...box }];
    });
    const examples = await readOrderExtremes(reader, boxes, range, dimensions);
    const isIn = (values: readonly string[], value: string) => values.length === 0 || values.includes(value);
    return {
      selection,
      boxes: boxes.map(({ channelId, paymentId, ...box }, at) => ({
        ...box,
        inFilter: isIn(question.channel, box.channel) && isIn(question.payment, box.payment),
        examples: examples[at]!,
      })),
      total,
    };
  });
}

interface BucketGroup {
  readonly channel: string;
  readonly payment: string;
  readonly channelId: number;
  readonly paymentId: number;
  readonly rows: readonly BucketRow[];
}

async function readBuckets(reader: Reader, values: Prisma.Sql): Promise<readonly BucketGroup[]> {
  // A row a box, not a bucket: thousands of rows would cost more on their way than in the database.
  const found = await reader.$queryRaw<(Omit<BucketGroup, 'rows'> & { readonly buckets: string })[]>`
    SELECT c.value AS channel, p.value AS payment, c.id AS "channelId", p.id AS "paymentId", t.buckets
    FROM (
      SELECT channel, payment, string_agg(concat_ws(',', orders, least, greatest), ',') AS buckets
      FROM (
        SELECT channel, payment, sum(orders)::bigint AS orders, min(least) AS least, max(greatest) AS greatest
        FROM (${values}) v GROUP BY channel, payment, bucket
      ) b GROUP BY 1, 2
    ) t
    JOIN dimension c ON c.id = t.channel JOIN dimension p ON p.id = t.payment
    ORDER BY 1, 2`;
  return found.map(({ buckets, ...group }) => {
    const figures: readonly number[] = JSON.parse(`[${buckets}]`);
    const rows = Array.from({ length: figures.length / 3 }, (_, row) => ({
      count: figures[row * 3]!,
      least: figures[row * 3 + 1]!,
      greatest: figures[row * 3 + 2]!,
    }));
    return { ...group, rows: rows.sort((a, b) => a.least - b.least) };
  });
}

/** A table of buckets by UTC month or day: `step` is its column, too, with the first day of the step. */
interface Rollup {
  readonly table: string;
  readonly step: 'month' | 'day';
}

/** Those that can answer, coarsest first: hours of the week are kept by the hour alone, items also by day. */
function rollupsFor(question: OrdersQuestion): readonly Rollup[] {
  if (hasSlots(question)) return [];
  if (question.item.length > 0) return [{ table: 'order_item_day_value', step: 'day' }];
  return [
    { table: 'order_month_value', step: 'month' },
    { table: 'order_day_value', step: 'day' },
  ];
}

/** Buckets in the range: from the rollups, so far as the range has everything that is stored of a step; the rest by the hour. */
function valuesWithin(
  range: HourRange,
  stored: HourRange,
  dimensions: Prisma.Sql,
  rollups: readonly Rollup[],
): Prisma.Sql {
  const parts: Prisma.Sql[] = [];
  let open: readonly HourRange[] = [range];
  for (const { table, step } of rollups) {
    const startOf = (ms: number): number => startOfStep(ms, step);
    const pastOf = (ms: number): number => nextStart(startOf(ms), step);
    open = open.flatMap(({ fromMs, toMs }) => {
      const firstMs = fromMs <= Math.max(stored.fromMs, startOf(fromMs)) ? startOf(fromMs) : pastOf(fromMs);
      const pastMs = toMs >= Math.min(stored.toMs, pastOf(toMs - 1)) ? pastOf(toMs - 1) : startOf(toMs);
      if (firstMs >= pastMs) return [{ fromMs, toMs }];
      parts.push(Prisma.sql`SELECT channel, payment, bucket, orders, least, greatest FROM ${Prisma.raw(table)}
        WHERE ${Prisma.raw(step)} >= ${dateOf(firstMs)}::date AND ${Prisma.raw(step)} < ${dateOf(pastMs)}::date
          AND ${dimensions}`);
      return [
        { fromMs, toMs: firstMs },
        { fromMs: pastMs, toMs },
      ].filter((rest) => rest.fromMs < rest.toMs);
    });
  }
  for (const hours of open)
    parts.push(Prisma.sql`SELECT channel, payment, bucket, orders, least, greatest FROM order_value_bucket
      WHERE ${hourWithin(hours)} AND ${dimensions}`);
  return Prisma.join(parts, ' UNION ALL ');
}

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
