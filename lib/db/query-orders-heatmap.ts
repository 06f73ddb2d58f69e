import type { OrderSums } from '../domain/order-sums';
import { hourOfSlot, weekdayOfSlot } from '../domain/week-slots';
import type { Database } from './client';
import { type OrdersQuestion, type OrdersSelection, onOneSnapshot, selectOrders } from './query-orders-selection';
import { sumOrders } from './sum-orders';

/** Orders of one hour of the week, Monday = 1, on the wall clock of the question. */
export interface HeatmapCell extends OrderSums {
  readonly weekday: number;
  readonly hour: number;
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
    const { selection, sums } = await sumOrders(reader, await selectOrders(reader, question, false), 'slot');
    const cells = sums.map(({ slot, orders, quantity, revenue }) => ({
      weekday: weekdayOfSlot(slot),
      hour: hourOfSlot(slot),
      orders,
      quantity,
      revenue,
    }));
    return { selection, cells };
  });
}
