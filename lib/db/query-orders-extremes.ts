import type { Prisma } from './generated/client';
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

/**
 * Of each box the stored orders beyond its fences, by value: all, or 50 in even steps of their rank, both ends among
 * them. `dimensions`: the rows of `order_extreme` that count.
 */
export async function readOrderExtremes(
  reader: Reader,
  boxes: readonly {
    readonly channelId: number;
    readonly paymentId: number;
    readonly lowerFence: number;
    readonly upperFence: number;
  }[],
  range: HourRange,
  dimensions: Prisma.Sql,
): Promise<readonly (readonly OrderExtreme[])[]> {
  const found = await reader.$queryRaw<
    { box: number; order_id: string; outward: bigint; item: string; hour: bigint }[]
  >`
    SELECT r.box, r.order_id, r.outward, d.value AS item, extract(epoch FROM r.hour)::bigint AS hour
    FROM (
      SELECT b.n::int AS box, e.order_id, e.outward, e.item, e.hour,
        row_number() OVER ranked - 1 AS rank, greatest(count(*) OVER (PARTITION BY b.n) - 1, 1) AS last
      FROM unnest(
        ${boxes.map((box) => box.channelId)}::int[], ${boxes.map((box) => box.paymentId)}::int[],
        ${boxes.map((box) => box.lowerFence)}::float8[], ${boxes.map((box) => box.upperFence)}::float8[]
      ) WITH ORDINALITY AS b(of_channel, of_payment, lower_fence, upper_fence, n)
      JOIN order_extreme e ON e.channel = b.of_channel AND e.payment = b.of_payment
        AND CASE WHEN e.outward > 0 THEN e.outward < b.lower_fence ELSE -e.outward > b.upper_fence END
      WHERE e.day >= (to_timestamp(${range.fromMs / 1_000}::float8) AT TIME ZONE 'UTC')::date
        AND e.day <= (to_timestamp(${range.toMs / 1_000}::float8) AT TIME ZONE 'UTC')::date
        AND ${hourWithin(range)} AND ${dimensions}
      WINDOW ranked AS (PARTITION BY b.n ORDER BY abs(e.outward), e.topic_partition, e.topic_offset)
    ) r
    JOIN dimension d ON d.id = r.item
    WHERE r.rank = 0 OR r.rank * ${most - 1}::int / r.last > (r.rank - 1) * ${most - 1}::int / r.last
    ORDER BY r.box, r.rank`;
  const examples = boxes.map((): OrderExtreme[] => []);
  for (const { box, order_id: orderId, outward, item, hour } of found)
    examples[box - 1]!.push({
      ...{ orderId, item, hourMs: Number(hour) * 1_000 },
      value: outward < 0n ? -outward : outward,
      side: outward < 0n ? 'high' : 'low',
    });
  return examples;
}
