import { describe, expect, it } from 'vitest';
import type { ItemWeekdayRow, OrdersItemsByWeekday } from '@/lib/contracts/orders-panels';
import { prepareScene, sceneHeadline } from './orders-3d';

const row = (item: string, weekday: number, quantity: number, revenue: string): ItemWeekdayRow => ({
  ...{ item, weekday, quantity, revenue, orders: 1 },
});
const rows = [row('Pen', 1, 900, '90.0000'), row('Lamp', 5, 20, '600.0000'), row('Lamp', 6, 10, '300.0000')];

const answer = (given: readonly ItemWeekdayRow[]): OrdersItemsByWeekday => ({
  ...{ panel: 'orders-3d', title: 'Items by weekday', unit: 'EUR', generatedAt: '2026-11-13T10:30:00.000Z' },
  filters: {
    ...{ from: null, to: null, tz: 'UTC', currency: 'EUR', channel: [], payment: [] },
    ...{ item: [], weekday: [], hour: [] },
  },
  rows: given,
  ...{ total: { orders: 0, quantity: 0, revenue: '0' }, range: null, stored: null },
  leftOut: { orders: 0, currencies: [] },
  others: { orders: 0, quantity: 0, revenue: '0', items: 0 },
});
const all = { item: [], weekday: [] };

describe('the bars', () => {
  const model = prepareScene(answer(rows), all);
  it('stand by revenue of their item, seven each, with a true zero where nothing was sold', () => {
    expect(model.items).toEqual(['Lamp', 'Pen']);
    expect(model.bars.map((bar) => bar.quantity)).toEqual([0, 0, 0, 0, 20, 10, 0, 900, 0, 0, 0, 0, 0, 0]);
  });
  it('are as high as their pieces on a round axis, and as light as their revenue', () => {
    expect(model.axis.ticks.map(({ label }) => label)).toEqual(['0', '250', '500', '750', '1,000']);
    const [lamp, pen] = [model.bars[4]!, model.bars[7]!];
    expect([lamp.height, pen.height]).toEqual([0.02, 0.9]);
    expect([lamp.step, pen.step]).toEqual([9, 1]);
    expect(model.legend).toEqual({ unit: 'EUR', middle: '300', top: '600' });
  });
  it('say what they stand for, exactly', () => {
    expect(model.bars[4]!.title).toBe('Lamp, Friday');
    expect(model.bars[4]!.details).toEqual([
      ['Pieces', '20'],
      ['Revenue', '€600.00'],
      ['Orders', '1'],
      ['Of the item’s revenue', '66.7\u00a0%'],
    ]);
  });
  it('stay where the own filter leaves them out, and the best is then one that it holds', () => {
    const picked = prepareScene(answer(rows), { item: ['Pen'], weekday: [1] });
    expect(picked.bars).toHaveLength(14);
    expect(picked.bars.filter((bar) => bar.inFilter).map((bar) => bar.title)).toEqual(['Pen, Monday']);
    expect(picked.best?.title).toBe('Pen, Monday');
    expect(model.best?.title).toBe('Lamp, Friday');
  });
});

describe('the headline', () => {
  const headline = (given: readonly ItemWeekdayRow[]) =>
    sceneHeadline(answer(given), prepareScene(answer(given), all)).title;
  it('names both leaders', () => expect(headline(rows)).toBe('Most pieces: Pen. Most revenue: Lamp.'));
  it('names one that leads in both', () => expect(headline(rows.slice(1))).toBe('Lamp leads in pieces and in revenue'));
  it('is the plain name where there is nothing', () => expect(headline([])).toBe('Items by weekday'));
});
