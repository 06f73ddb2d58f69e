import type { HeatmapRow, OrdersHeatmap, OrdersPareto, OrdersSums, ParetoRow } from '@/lib/contracts/orders-panels';
import { decimalOfTenThousandths } from '@/lib/domain/exact-share';

const tenThousandths = (decimal: string): bigint => {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(4, '0').slice(0, 4));
};

function totalOf(rows: readonly OrdersSums[]): OrdersSums {
  const revenue = rows.reduce((sum, row) => sum + tenThousandths(row.revenue), 0n);
  return {
    orders: rows.reduce((sum, row) => sum + row.orders, 0),
    quantity: rows.reduce((sum, row) => sum + row.quantity, 0),
    revenue: decimalOfTenThousandths(revenue),
  };
}

/** The part of a heatmap that its own filter holds; an empty list = any. */
export function restrictHeatmap(
  answer: OrdersHeatmap,
  weekday: readonly number[],
  hour: readonly number[],
): OrdersHeatmap {
  if (weekday.length + hour.length === 0) return answer;
  const held = (row: HeatmapRow) =>
    (weekday.length === 0 || weekday.includes(row.weekday)) && (hour.length === 0 || hour.includes(row.hour));
  const rows = answer.rows.filter(held);
  return { ...answer, rows, total: totalOf(rows) };
}

/** The items of a Pareto that its own filter holds, with shares of their sum; an empty list = any. */
export function restrictPareto(answer: OrdersPareto, item: readonly string[]): OrdersPareto {
  if (item.length === 0) return answer;
  const kept = answer.rows.filter((row) => item.includes(row.item));
  const total = totalOf(kept);
  const whole = Number(total.revenue);
  let running = 0;
  const rows = kept.map((row, index): ParetoRow => {
    const share = whole === 0 ? 0 : Number(row.revenue) / whole;
    running = index === kept.length - 1 ? 1 : running + share;
    return { ...row, rank: index + 1, share, cumulativeShare: running };
  });
  return { ...answer, rows, total };
}
