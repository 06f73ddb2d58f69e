import { type RankedItem, rankByRevenue } from '../domain/rank-by-revenue';
import type { Database } from './client';
import { type OrdersQuestion, type OrdersSelection, onOneSnapshot, selectOrders } from './query-orders-selection';

/** Every item with orders by revenue, ties by name, with exact shares. Throws `UnanswerableQuestion`. */
export function queryOrdersPareto(
  database: Database,
  question: OrdersQuestion,
): Promise<{ selection: OrdersSelection; items: readonly RankedItem[] }> {
  return onOneSnapshot(database, async (reader) => {
    const selection = await selectOrders(reader, question, true);
    const rows = await reader.$queryRaw<{ item: string; orders: bigint; quantity: bigint; revenue: string }[]>`
      SELECT d.value AS item, t.orders, t.quantity, t.revenue
      FROM (
        SELECT item, sum(orders)::bigint AS orders, sum(quantity)::bigint AS quantity, sum(revenue)::text AS revenue
        FROM ${selection.table} WHERE ${selection.where} GROUP BY item
      ) t
      JOIN dimension d ON d.id = t.item`;
    return { selection, items: rankByRevenue(rows.map((row) => ({ ...row, revenue: BigInt(row.revenue) }))) };
  });
}
