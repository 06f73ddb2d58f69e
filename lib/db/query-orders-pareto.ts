import { type RankedItem, rankByRevenue } from '../domain/rank-by-revenue';
import type { Database } from './client';
import {
  type FoundSums,
  inCurrency,
  type OrdersQuestion,
  type OrdersSelection,
  onOneSnapshot,
  selectOrders,
} from './query-orders-selection';

interface FoundRow extends FoundSums {
  readonly item: string;
}

/** Every item with orders by revenue, ties by name, with exact shares. Throws `UnanswerableQuestion`. */
export function queryOrdersPareto(
  database: Database,
  question: OrdersQuestion,
): Promise<{ selection: OrdersSelection; items: readonly RankedItem[] }> {
  return onOneSnapshot(database, async (reader) => {
    const source = await selectOrders(reader, question, true);
    const rows = await reader.$queryRaw<FoundRow[]>`
      SELECT i.value AS item, c.value AS currency, t.orders, t.quantity, t.revenue
      FROM (
        SELECT item, currency,
          sum(orders)::bigint AS orders, sum(quantity)::bigint AS quantity, sum(revenue)::text AS revenue
        FROM ${source.table} WHERE ${source.where} GROUP BY 1, 2
      ) t
      JOIN dimension i ON i.id = t.item JOIN dimension c ON c.id = t.currency`;
    const { selection, chosen } = inCurrency(source, rows);
    const items = chosen.map(({ item, orders, quantity, revenue }) => ({
      ...{ item, orders, quantity },
      revenue: BigInt(revenue),
    }));
    return { selection, items: rankByRevenue(items) };
  });
}
