import { expect, it } from 'vitest';
import type { OrdersHeatmap, OrdersPareto } from '@/lib/contracts/orders-panels';
import { restrictHeatmap, restrictPareto } from './orders-restrict';

const shared = {
  ...{ title: '', unit: 'EUR', generatedAt: '2026-11-13T10:30:00.000Z', range: null, stored: null },
  filters: {
    ...{ from: null, to: null, tz: 'UTC', currency: 'EUR', channel: [], payment: [] },
    ...{ item: [], weekday: [], hour: [] },
  },
  leftOut: { orders: 0, currencies: [] },
};
const sums = (orders: number, revenue: string) => ({ orders, quantity: orders * 2, revenue });
const heatmap: OrdersHeatmap = {
  ...{ ...shared, panel: 'orders-heatmap', total: sums(6, '60.3000') },
  rows: [
    { weekday: 1, hour: 8, ...sums(1, '10.1000') },
    { weekday: 1, hour: 9, ...sums(2, '20.1000') },
    { weekday: 5, hour: 8, ...sums(3, '30.1000') },
  ],
};
const pareto: OrdersPareto = {
  ...{ ...shared, panel: 'orders-pareto', total: sums(6, '100.0000') },
  rows: [
    { rank: 1, item: 'Lamp', ...sums(1, '60.0000'), share: 0.6, cumulativeShare: 0.6 },
    { rank: 2, item: 'Pen', ...sums(2, '30.0000'), share: 0.3, cumulativeShare: 0.9 },
    { rank: 3, item: 'Cup', ...sums(3, '10.0000'), share: 0.1, cumulativeShare: 1 },
  ],
};

it('a heatmap is held to weekdays, hours and both, with the exact total', () => {
  expect(restrictHeatmap(heatmap, [1], []).total).toEqual(sums(3, '30.2000'));
  expect(restrictHeatmap(heatmap, [], [8]).total).toEqual(sums(4, '40.2000'));
  expect(restrictHeatmap(heatmap, [5], [8]).rows).toEqual([heatmap.rows[2]]);
  expect(restrictHeatmap(heatmap, [], [])).toBe(heatmap);
});

it('a Pareto is held to items, with shares of what is left', () => {
  const { rows, total } = restrictPareto(pareto, ['Pen', 'Cup']);
  expect(total).toEqual(sums(5, '40.0000'));
  expect(rows.map(({ rank, item, share, cumulativeShare }) => [rank, item, share, cumulativeShare])).toEqual([
    [1, 'Pen', 0.75, 0.75],
    [2, 'Cup', 0.25, 1],
  ]);
  expect(restrictPareto(pareto, [])).toBe(pareto);
});
