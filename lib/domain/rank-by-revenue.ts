import { exactShare } from './exact-share';
import type { OrderSums } from './order-sums';

export interface RankedItem extends OrderSums {
  readonly rank: number;
  readonly item: string;
  readonly share: number;
  readonly cumulativeShare: number;
}

type Item = OrderSums & Pick<RankedItem, 'item'>;

const order = (a: Item, b: Item): number => {
  if (a.revenue !== b.revenue) return a.revenue > b.revenue ? -1 : 1;
  return a.item < b.item ? -1 : 1;
};

/** Items by revenue, most first, ties by name; each with its share and the share of all down to it, exact to 1e-9. */
export function rankByRevenue(items: readonly Item[]): readonly RankedItem[] {
  const whole = items.reduce((sum, item) => sum + item.revenue, 0n);
  let running = 0n;
  return [...items].sort(order).map((item, index) => {
    running += item.revenue;
    const { item: name, orders, quantity, revenue } = item;
    const share = exactShare(revenue, whole);
    return {
      rank: index + 1,
      item: name,
      orders,
      quantity,
      revenue,
      share,
      cumulativeShare: exactShare(running, whole),
    };
  });
}
