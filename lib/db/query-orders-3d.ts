import { weekdayOfSlot } from '../domain/week-slots';
import type { Database } from './client';
import { hoursWithSlots } from './query-orders-range';
import { type OrdersQuestion, type OrdersSelection, onOneSnapshot, selectOrders } from './query-orders-selection';

/** Orders of an item on a local weekday, Monday = 1. Revenue in ten-thousandths. */
export interface ItemWeekday {
  readonly item: string;
  readonly weekday: number;
  readonly orders: bigint;
  readonly quantity: bigint;
  readonly revenue: bigint;
}

/** Sums of several items. */
export interface ItemSums {
  readonly items: number;
  readonly orders: bigint;
  readonly quantity: bigint;
  readonly revenue: bigint;
}

/** Items with rows of their own. */
export const shownItems = 20;

interface FoundRow {
  readonly item: string | null;
  readonly weekday: number | null;
  readonly items: bigint;
  readonly orders: bigint;
  readonly quantity: bigint;
  readonly revenue: string;
}

/**
 * The 20 items of most revenue (ties by name) by local weekday, from cells by UTC hour, in the order of their revenue and
 * Monday first; only weekdays that have orders. `others`: the items after them, together. Throws `UnanswerableQuestion`
 * naming the parameter.
 */
export function queryOrdersByItemAndWeekday(
  database: Database,
  question: OrdersQuestion,
): Promise<{ selection: OrdersSelection; rows: readonly ItemWeekday[]; others: ItemSums }> {
  return onOneSnapshot(database, async (reader) => {
    const selection = await selectOrders(reader, question, true);
    const { table, where, segments } = selection;
    const found = await reader.$queryRaw<FoundRow[]>`
      WITH slot AS MATERIALIZED (
        SELECT item, slot / 24 AS day, sum(orders) AS orders, sum(quantity) AS quantity, sum(revenue) AS revenue
        FROM ${table} JOIN (${hoursWithSlots(segments)}) slots USING (hour) WHERE ${where} GROUP BY 1, 2
      ), ranked AS (
        SELECT t.item, d.value AS name,
          least(row_number() OVER (ORDER BY t.revenue DESC, d.value COLLATE "C"), ${shownItems + 1}::int) AS place
        FROM (SELECT item, sum(revenue) AS revenue FROM slot GROUP BY item) t JOIN dimension d ON d.id = t.item
      )
      SELECT item, weekday, count(DISTINCT id) AS items,
        sum(orders)::bigint AS orders, sum(quantity)::bigint AS quantity, sum(revenue)::text AS revenue
      FROM (
        SELECT place, item AS id, orders, quantity, revenue,
          CASE WHEN place <= ${shownItems}::int THEN name END AS item,
          CASE WHEN place <= ${shownItems}::int THEN day END AS weekday
        FROM slot JOIN ranked USING (item)
      ) shown
      GROUP BY place, item, weekday ORDER BY place, weekday`;
    const rows = found.flatMap(({ item, weekday, orders, quantity, revenue }) =>
      item === null || weekday === null
        ? []
        : [{ item, weekday: weekdayOfSlot(weekday * 24), orders, quantity, revenue: BigInt(revenue) }],
    );
    const rest = found.find(({ item }) => item === null);
    const others = {
      items: Number(rest?.items ?? 0),
      orders: rest?.orders ?? 0n,
      quantity: rest?.quantity ?? 0n,
      revenue: BigInt(rest?.revenue ?? 0),
    };
    return { selection, rows, others };
  });
}
