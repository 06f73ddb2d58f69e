import { hourOfSlot, weekdayOfSlot } from '../domain/week-slots';
import type { Database } from './client';
import { hoursWithSlots } from './query-orders-range';
import { type OrdersQuestion, type OrdersSelection, onOneSnapshot, selectOrders } from './query-orders-selection';

/** Orders of one hour of the week, Monday = 1, on the wall clock of the question. Revenue in ten-thousandths. */
export interface HeatmapCell {
  readonly weekday: number;
  readonly hour: number;
  readonly orders: bigint;
  readonly quantity: bigint;
  readonly revenue: bigint;
}

/**
 * Orders by local weekday and hour, from cells by UTC hour; only hours of the week that have orders, Monday first. A
 * repeated local hour adds both. Throws `UnanswerableQuestion` naming the parameter.
 */
export function queryOrdersHeatmap(
  database: Database,
  question: OrdersQuestion,
): Promise<{ selection: OrdersSelection; cells: readonly HeatmapCell[] }> {
  return onOneSnapshot(database, async (reader) => {
    const selection = await selectOrders(reader, question, false);
    const { table, where, segments } = selection;
    const rows = await reader.$queryRaw<{ slot: number; orders: bigint; quantity: bigint; revenue: string }[]>`
      SELECT slot, sum(orders)::bigint AS orders, sum(quantity)::bigint AS quantity, sum(revenue)::text AS revenue
      FROM ${table} JOIN (${hoursWithSlots(segments)}) slots USING (hour) WHERE ${where}
      GROUP BY 1 ORDER BY 1`;
    const cells = rows.map(({ slot, orders, quantity, revenue }) => ({
      weekday: weekdayOfSlot(slot),
      hour: hourOfSlot(slot),
      orders,
      quantity,
      revenue: BigInt(revenue),
    }));
    return { selection, cells };
  });
}
