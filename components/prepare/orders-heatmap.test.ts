import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeatmapRow, OrdersHeatmap } from '@/lib/contracts/orders-panels';
import { colorStep, inks, scaleTop } from './orders-color';
import { heatmapHeadline, ordersSubtitle } from './orders-headline';
import { prepareHeatmap } from './orders-heatmap';
import { matrixText, matrixUnit } from './orders-metric';

const row = (weekday: number, hour: number, revenue: string, orders = 1): HeatmapRow => ({
  weekday,
  hour,
  orders,
  quantity: orders * 2,
  revenue,
});

/** Two weeks from Monday 2026-11-02 on, asked for on Friday the 13th at 10:30. */
const answer = (more: Partial<OrdersHeatmap> = {}): OrdersHeatmap => ({
  panel: 'orders-heatmap',
  title: 'Orders by weekday and hour',
  unit: 'EUR',
  generatedAt: '2026-11-13T10:30:00.000Z',
  filters: {
    from: '2026-11-02T00:00',
    to: '2026-11-16T00:00',
    tz: 'UTC',
    currency: 'EUR',
    channel: [],
    payment: [],
    item: [],
    weekday: [],
    hour: [],
  },
  rows: [row(5, 19, '321055.1234', 3_017), row(1, 8, '4.9000')],
  total: { orders: 3_018, quantity: 6_036, revenue: '321060.0234' },
  range: { from: '2026-11-02T00:00:00.000Z', to: '2026-11-16T00:00:00.000Z' },
  stored: { from: '2026-11-02T00:00:00.000Z', to: '2026-11-13T11:00:00.000Z' },
  leftOut: { orders: 0, currencies: [] },
  ...more,
});

const kindOf = (given: OrdersHeatmap, weekday: number, hour: number) =>
  prepareHeatmap(given, 'revenue').days[weekday - 1]![hour]!.kind;

describe('a cell', () => {
  it('shows one unit for the whole matrix, and the exact sums behind it', () => {
    const model = prepareHeatmap(answer(), 'revenue');
    const best = model.days[4]![19]!;
    expect(model.unit.title).toBe('thousand EUR');
    expect(best.text).toBe('321');
    expect(best.title).toBe('Friday 19:00–20:00 UTC');
    expect(best.details).toEqual([
      ['Revenue', '€321,055'],
      ['Orders', '3,017'],
      ['Pieces', '6,034'],
      ['Share of all revenue', '100\u00a0%'],
    ]);
  });

  it('that is small never looks like the one that is zero', () => {
    const model = prepareHeatmap(answer(), 'revenue');
    expect([model.days[0]![8]!.text, model.days[0]![9]!.text]).toEqual(['<0.01', '0']);
  });

  it('without orders is zero where its hours were measured', () => expect(kindOf(answer(), 2, 3)).toBe('value'));

  it('is not yet measured where all its hours are to come', () => {
    const lastDays = { ...answer().range!, from: '2026-11-13T00:00:00.000Z' };
    const given = answer({ range: lastDays, rows: [] });
    expect([kindOf(given, 5, 10), kindOf(given, 5, 11), kindOf(given, 7, 0)]).toEqual(['value', 'ahead', 'ahead']);
  });

  it('outside the period is neither', () => {
    const monday = { from: '2026-11-02T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' };
    expect(kindOf(answer({ range: monday, rows: [] }), 3, 0)).toBe('outside');
  });

  it('of hours before the first stored order is unknown', () => {
    const before = { from: '2026-10-01T00:00:00.000Z', to: '2026-10-08T00:00:00.000Z' };
    expect(kindOf(answer({ range: before, rows: [] }), 3, 0)).toBe('unknown');
  });

  it('follows the clock of the zone', () => {
    const filters = { ...answer().filters, tz: 'Asia/Tokyo' };
    const sunday = { from: '2026-11-01T15:00:00.000Z', to: '2026-11-02T15:00:00.000Z' };
    const given = answer({ filters, range: sunday, rows: [], stored: { ...answer().stored!, from: sunday.from } });
    expect([kindOf(given, 7, 23), kindOf(given, 1, 0), kindOf(given, 1, 23), kindOf(given, 2, 0)]).toEqual([
      'outside',
      'value',
      'value',
      'outside',
    ]);
  });
});

it('totals of days and hours add up to the same whole', () => {
  const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.nat(23), fc.nat(9_999)), {
    selector: ([weekday, hour]) => weekday * 24 + hour,
  });
  fc.assert(
    fc.property(rows, (given) => {
      const made = given.map(([weekday, hour, orders]) => row(weekday, hour, `${orders}.0000`, orders));
      const orders = made.reduce((sum, one) => sum + one.orders, 0);
      const total = { orders, quantity: orders * 2, revenue: `${orders}.0000` };
      const model = prepareHeatmap(answer({ rows: made, total }), 'orders');
      expect(model.dayTotals.reduce((sum, one) => sum + one.value, 0)).toBe(orders);
      expect(model.hourTotals.reduce((sum, one) => sum + one.value, 0)).toBe(orders);
      for (const { share } of [...model.dayTotals, ...model.hourTotals]) expect(share).toBeLessThanOrEqual(1);
    }),
  );
});

describe('the headline', () => {
  const headline = (given: OrdersHeatmap, metric: 'revenue' | 'orders' | 'quantity') =>
    heatmapHeadline(given, prepareHeatmap(given, metric), metric);
  it('names the best hour', () => {
    expect(headline(answer(), 'revenue')).toBe('Friday 19:00 earns most: €321\u00a0k in two weeks');
    expect(headline(answer(), 'orders')).toBe('Friday 19:00 brings most orders: 3.02\u00a0k orders in two weeks');
    expect(headline(answer(), 'quantity')).toBe('Friday 19:00 sells most pieces: 6.03\u00a0k pieces in two weeks');
  });
  it('names none of several equal hours', () =>
    expect(headline(answer({ rows: [row(1, 1, '5'), row(2, 2, '5')] }), 'revenue')).toBe(
      '2 hours of the week earn most: €5 each in two weeks',
    ));
  it('is the plain name where there is nothing', () =>
    expect(headline(answer({ rows: [], range: null, stored: null }), 'revenue')).toBe('Orders by weekday and hour'));
});

it('the subtitle says unit, period, zone, n and what is left out', () => {
  const given = answer({ leftOut: { orders: 1_204, currencies: ['PLN', 'USD'] } });
  expect(ordersSubtitle(given, { what: 'Revenue · thousand EUR', withFilters: true })).toBe(
    'Revenue · thousand EUR · 2 Nov – 15 Nov, UTC · n = 3,018 orders · 1,204 orders in PLN, USD left out',
  );
});

describe('the scale', () => {
  it('ends at a round number above every value, which is in its last step', () => {
    expect([321, 20_600, 0, 999, 1_000].map(scaleTop)).toEqual([350, 25_000, 1, 1_000, 1_000]);
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e15, noNaN: true }), (highest) => {
        const top = scaleTop(highest);
        expect(top).toBeGreaterThanOrEqual(highest * 0.999_99);
        expect(top).toBeLessThanOrEqual(highest * 1.51);
        expect(colorStep(highest, top)).toBeGreaterThanOrEqual(6);
        expect(colorStep(0, top)).toBe(0);
      }),
    );
  });
  it('writes white on dark and black on light steps', () =>
    expect(inks.join(' ')).toBe('#fff #fff #fff #fff #000 #000 #000 #000 #000 #000'));
  it('has a unit in which the highest value is at least 1', () => {
    expect(matrixUnit(999.6, 'orders', 'EUR')).toEqual({ factor: 1_000, title: 'thousand orders' });
    expect(matrixText(999.6, matrixUnit(999.6, 'orders', 'EUR'))).toBe('1.00');
    expect(matrixUnit(0, 'quantity', 'EUR').title).toBe('pieces');
  });
});
