import { addUp, type OrderSums } from '../domain/order-sums';
import { rankByRevenue } from '../domain/rank-by-revenue';
import { weekdayOfSlot } from '../domain/week-slots';
import type { Database } from './client';
import { type OrdersQuestion, type OrdersSelection, onOneSnapshot, selectOrders } from './query-orders-selection';
import { sumOrders } from './sum-orders';

/** Orders of an item on a local weekday, Monday = 1. */
export interface ItemWeekday extends OrderSums {
  readonly item: string;
  readonly weekday: number;
}

/** Sums of several items. */
export interface ItemSums extends OrderSums {
  readonly items: number;
}

/** Items with rows of their own. */
export const shownItems = 20;

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
    const { selection, sums } = await sumOrders(reader, await selectOrders(reader, question, true), 'item', 'day');
    const daysOf = new Map<string, ItemWeekday[]>();
    for (const { item, day, orders, quantity, revenue } of sums) {
      const days = daysOf.get(item) ?? [];
      days.push({ item, weekday: weekdayOfSlot(day * 24), orders, quantity, revenue });
      daysOf.set(item, days);
    }
    const ranked = rankByRevenue([...daysOf].map(([item, days]) => ({ item, ...addUp(days) })));
    const others = ranked.slice(shownItems);
    return {
      selection,
      rows: ranked.slice(0, shownItems).flatMap(({ item }) => daysOf.get(item)!),
      others: { items: others.length, ...addUp(others) },
    };
  });
}
