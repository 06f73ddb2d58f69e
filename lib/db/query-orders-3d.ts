import { rankByRevenue } from '../domain/rank-by-revenue';
import { weekdayOfSlot } from '../domain/week-slots';
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

/** Revenue in ten-thousandths. */
interface Sums {
  readonly orders: bigint;
  readonly quantity: bigint;
  readonly revenue: bigint;
}

/** Orders of an item on a local weekday, Monday = 1. */
export interface ItemWeekday extends Sums {
  readonly item: string;
  readonly weekday: number;
}

/** Sums of several items. */
export interface ItemSums extends Sums {
  readonly items: number;
}

/** Items with rows of their own. */
export const shownItems = 20;

interface FoundRow extends FoundSums {
  readonly item: string;
  readonly day: number;
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
    const source = await selectOrders(reader, question, true);
    const found = await reader.$queryRaw<FoundRow[]>`
      SELECT i.value AS item, t.day, c.value AS currency, t.orders, t.quantity, t.revenue
      FROM (
        SELECT item, (${slotOfHour(source.segments)}) / 24 AS day, currency,
          sum(orders)::bigint AS orders, sum(quantity)::bigint AS quantity, sum(revenue)::text AS revenue
        FROM ${source.table} WHERE ${source.where} GROUP BY 1, 2, 3
      ) t
      JOIN dimension i ON i.id = t.item JOIN dimension c ON c.id = t.currency ORDER BY t.day`;
    const { selection, chosen } = inCurrency(source, found);
    const days = chosen.map(({ item, day, orders, quantity, revenue }) => ({
      ...{ item, weekday: weekdayOfSlot(day * 24), orders, quantity },
      revenue: BigInt(revenue),
    }));
    const sums = new Map<string, Sums>();
    for (const day of days) sums.set(day.item, sumOf([sums.get(day.item) ?? sumOf([]), day]));
    const ranked = rankByRevenue([...sums].map(([item, sum]) => ({ item, ...sum })));
    const others = ranked.slice(shownItems);
    return {
      selection,
      rows: ranked.slice(0, shownItems).flatMap(({ item }) => days.filter((day) => day.item === item)),
      others: { items: others.length, ...sumOf(others) },
    };
  });
}

function sumOf(parts: readonly Sums[]): Sums {
  const sum = { orders: 0n, quantity: 0n, revenue: 0n };
  for (const { orders, quantity, revenue } of parts) {
    sum.orders += orders;
    sum.quantity += quantity;
    sum.revenue += revenue;
  }
  return sum;
}
