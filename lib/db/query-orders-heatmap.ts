import { hourOfSlot, weekdayOfSlot } from '../domain/week-slots';
import type { Database } from './client';
import { slotOfHour } from './query-orders-range';
import {
  type FoundSums,
  inCurrency,
  type OrdersQuestion,
  type OrdersSelection,
  onOneSnapshot,
  selectOrders,
} from './query-orders-selection';

/** Orders of one hour of the week, Monday = 1, on the wall clock of the question. Revenue in ten-thousandths. */
export interface HeatmapCell {
  readonly weekday: number;
  readonly hour: number;
  readonly orders: bigint;
  readonly quantity: bigint;
  readonly revenue: bigint;
}

interface FoundRow extends FoundSums {
  readonly slot: number;
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
    const source = await selectOrders(reader, question, false);
    const rows = await reader.$queryRaw<FoundRow[]>`
      SELECT t.slot, d.value AS currency, t.orders, t.quantity, t.revenue
      FROM (
        SELECT ${slotOfHour(source.segments)} AS slot, currency,
          sum(orders)::bigint AS orders, sum(quantity)::bigint AS quantity, sum(revenue)::text AS revenue
        FROM ${source.table} WHERE ${source.where} GROUP BY 1, 2
      ) t
      JOIN dimension d ON d.id = t.currency ORDER BY 1`;
    const { selection, chosen } = inCurrency(source, rows);
    const cells = chosen.map(({ slot, orders, quantity, revenue }) => ({
      weekday: weekdayOfSlot(slot),
      hour: hourOfSlot(slot),
      orders,
      quantity,
      revenue: BigInt(revenue),
    }));
    return { selection, cells };
  });
}
