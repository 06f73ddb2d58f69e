import { Prisma } from './generated/client';
import { type HourRange, hourWithin, type Reader } from './query-orders-range';

/** A stored order outside the fences of its box; value in ten-thousandths. */
export interface OrderExtreme {
  readonly orderId: string;
  readonly value: bigint;
  readonly item: string;
  /** UTC hour of purchase, Unix ms. */
  readonly hourMs: number;
  readonly side: 'low' | 'high';
}

const most = 50;

/** What of a box is needed to find its outliers. */
interface Fenced {
  readonly channelId: number;
  readonly paymentId: number;
  readonly lowerFence: number;
  readonly upperFence: number;
}

/**
 * Of each box the stored orders beyond its fences, by value: the 50 that are furthest out. `dimensions`: the rows of
 * `order_extreme` that count.
 */
export async function readOrderExtremes(
  reader: Reader,
  boxes: readonly Fenced[],
  range: HourRange,
  dimensions: Prisma.Sql,
): Promise<readonly (readonly OrderExtreme[])[]> {
  const counted = Prisma.sql`channel = b.of_channel AND payment = b.of_payment AND ${hourWithin(range)} AND ${dimensions}
    AND day >= (to_timestamp(${range.fromMs / 1_000}::float8) AT TIME ZONE 'UTC')::date
    AND day <= (to_timestamp(${range.toMs / 1_000}::float8) AT TIME ZONE 'UTC')::date`;
  // `outward + 0` is what order_extreme_outward_idx is on.
  const furthest = Prisma.sql`ORDER BY outward + 0, topic_partition, topic_offset LIMIT ${most}::int`;
  const found = await reader.$queryRaw<{ box: number; orders: (readonly [string, string, string, number])[] }[]>`
    SELECT b.n::int AS box, json_agg(json_build_array(e.order_id, e.outward::text, d.value, extract(epoch FROM e.hour)::bigint)
      ORDER BY abs(e.outward), e.topic_partition, e.topic_offset) AS orders
    FROM unnest(
      ${boxes.map((box) => box.channelId)}::int[], ${boxes.map((box) => box.paymentId)}::int[],
      ${boxes.map((box) => Math.ceil(box.lowerFence))}::bigint[],
      ${boxes.map((box) => -Math.floor(box.upperFence))}::bigint[]
    ) WITH ORDINALITY AS b(of_channel, of_payment, low_before, high_before, n)
    CROSS JOIN LATERAL (
      (SELECT * FROM order_extreme WHERE outward + 0 < high_before AND ${counted} ${furthest})
      UNION ALL (SELECT * FROM order_extreme WHERE outward + 0 > 0 AND outward + 0 < low_before AND ${counted} ${furthest})
    ) e
    JOIN dimension d ON d.id = e.item
    GROUP BY b.n`;
  const beyond = boxes.map((): readonly OrderExtreme[] => []);
  for (const { box, orders } of found)
    beyond[box - 1] = orders.map(([orderId, outward, item, hour]) => {
      const value = BigInt(outward);
      const high = value < 0n;
      return { orderId, value: high ? -value : value, item, hourMs: hour * 1_000, side: high ? 'high' : 'low' };
    });
  return beyond.map((orders, at) => furthestOf(orders, boxes[at]!));
}

function furthestOf(orders: readonly OrderExtreme[], { lowerFence, upperFence }: Fenced): readonly OrderExtreme[] {
  if (orders.length <= most) return orders;
  const distanceOf = ({ side, value }: OrderExtreme): number =>
    side === 'high' ? Number(value) - upperFence : lowerFence - Number(value);
  const furthest = new Set(orders.toSorted((a, b) => distanceOf(b) - distanceOf(a)).slice(0, most));
  return orders.filter((order) => furthest.has(order));
}
