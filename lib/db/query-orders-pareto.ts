import { type RankedItem, rankByRevenue } from '../domain/rank-by-revenue';
import type { Database } from './client';
import { type OrdersQuestion, type OrdersSelection, onOneSnapshot, selectOrders } from './query-orders-selection';
import { sumOrders } from './sum-orders';

/** Every item with orders by revenue, ties by name, with exact shares. Throws `UnanswerableQuestion`. */
export function queryOrdersPareto(
  database: Database,
  question: OrdersQuestion,
): Promise<{ selection: OrdersSelection; items: readonly RankedItem[] }> {
  return onOneSnapshot(database, async (reader) => {
    const { selection, sums } = await sumOrders(reader, await selectOrders(reader, question, true), 'item');
    return { selection, items: rankByRevenue(sums) };
  });
}
