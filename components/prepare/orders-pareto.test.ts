import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrdersPareto } from '@/lib/contracts/orders-panels';
import { ordersSentence, paretoHeadline } from './orders-headline';
import { prepareHeatmap } from './orders-heatmap';
import { preparePareto } from './orders-pareto';
import { filterText, periodLength, periodText } from './orders-period';

/** Items with these whole revenues, most first; orders run the other way. */
function answer(revenues: readonly number[]): OrdersPareto {
  const whole = revenues.reduce((sum, one) => sum + one, 0);
  let running = 0;
  const rows = revenues.map((revenue, index) => {
    running += revenue;
    return {
      rank: index + 1,
      item: `item ${index + 1}`,
      orders: index + 1,
      quantity: 1,
      revenue: `${revenue}.0000`,
      share: revenue / whole,
      cumulativeShare: running / whole,
    };
  });
  const orders = rows.reduce((sum, one) => sum + one.orders, 0);
  return {
    panel: 'orders-pareto',
    title: 'Revenue by item',
    unit: 'EUR',
    generatedAt: '2026-11-30T00:00:00.000Z',
    filters: {
      from: '2026-11-02T00:00',
      to: '2026-11-30T00:00',
      tz: 'UTC',
      currency: 'EUR',
      channel: [],
      payment: [],
      item: [],
      weekday: [],
      hour: [],
    },
    rows,
    total: { orders, quantity: rows.length, revenue: `${whole}.0000` },
    range: { from: '2026-11-02T00:00:00.000Z', to: '2026-11-30T00:00:00.000Z' },
    stored: { from: '2026-11-02T00:00:00.000Z', to: '2026-11-30T00:00:00.000Z' },
    leftOut: { orders: 0, currencies: [] },
  };
}

describe('preparePareto', () => {
  it('leads up to the item with which 80 % are reached', () => {
    const model = preparePareto(answer([40, 30, 10, 10, 10]), 'revenue', 20);
    expect(model.marks.map((mark) => [mark.leading, mark.passes, mark.crossing])).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
      [false, false, false],
      [false, false, false],
    ]);
    expect([model.halfAt, model.mostAt]).toEqual([2, 3]);
  });

  it('ranks by the measure that is shown', () => {
    const model = preparePareto(answer([40, 30, 20]), 'orders', 20);
    expect(model.marks.map((mark) => mark.name)).toEqual(['item 3', 'item 2', 'item 1']);
    expect(model.marks[0]!.share).toBe(0.5);
  });

  it('folds what there is no room for, in drawing only', () => {
    const model = preparePareto(answer([50, 20, 10, 8, 7, 5]), 'revenue', 4);
    expect(model.marks.map((mark) => mark.name)).toEqual(['item 1', 'item 2', 'item 3', '3 others']);
    expect(model.marks.at(-1)).toMatchObject({ value: '€20', runningShare: 1, folded: true, leading: false });
    expect(model.items).toBe(6);
  });

  it('makes room for the 80 % line where it may', () => {
    const even = answer(Array.from({ length: 30 }, () => 10));
    expect(preparePareto(even, 'revenue', 10).marks).toHaveLength(10);
    expect(preparePareto(even, 'revenue', 10, 40).marks.some((mark) => mark.crossing)).toBe(true);
  });

  it('draws all of everything, once, for any revenues and room', () => {
    const revenues = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(revenues, fc.integer({ min: 1, max: 30 }), (given, room) => {
        const model = preparePareto(answer(given.sort((a, b) => b - a)), 'revenue', room);
        expect(model.marks.length).toBeLessThanOrEqual(Math.max(room, 2));
        expect(model.marks.reduce((sum, mark) => sum + mark.share, 0)).toBeCloseTo(1, 9);
        expect(model.marks.at(-1)!.runningShare).toBeCloseTo(1, 12);
        expect(model.halfAt).toBeLessThanOrEqual(model.mostAt);
        expect(model.ticks.length).toBeLessThanOrEqual(5);
        for (const tick of model.ticks) expect(tick.share).toBeLessThan(1);
      }),
    );
  });

  it('labels its axis with one suffix and one number of decimals', () =>
    expect(preparePareto(answer([18_300_000]), 'revenue', 9).ticks.map((tick) => tick.label)).toEqual([
      '€0',
      '€5\u00a0M',
      '€10\u00a0M',
      '€15\u00a0M',
    ]));
});

describe('the headline', () => {
  const headline = (revenues: readonly number[]) =>
    paretoHeadline(preparePareto(answer(revenues), 'revenue', 20), 'revenue');
  it.each([
    [[40, 30, 20, 10], 'Half the revenue comes from 2 of 4 items'],
    [[60, 40], 'item 1 alone makes half the revenue or more'],
    [[7], 'Everything comes from one item: item 1'],
    [[], 'Revenue by item'],
  ])('of %j holds', (revenues, text) => expect(headline(revenues)).toBe(text));
});

describe('the sentence', () => {
  const sentence = (rows: { weekday: number; hour: number; orders: number }[], hours = 672) => {
    const total = { orders: rows.length, quantity: 1, revenue: '100.0000' };
    const range = { from: '2026-11-02T00:00:00.000Z', to: new Date(Date.UTC(2026, 10, 2, hours)).toISOString() };
    const made = rows.map((row) => ({ ...row, quantity: 1, revenue: `${row.orders}.0000` }));
    const pareto = answer([80, 20]);
    const heatmap = { ...pareto, panel: 'orders-heatmap' as const, rows: made, total, range };
    const model = prepareHeatmap(heatmap, 'revenue');
    return ordersSentence(heatmap, model, preparePareto(pareto, 'revenue', 9), 'revenue');
  };
  it('names the leading part of the day and the weekday', () =>
    expect(sentence([{ weekday: 5, hour: 19, orders: 9 }])).toBe(
      'Evenings earn most, Friday above all; 1 of 2 items brings 80\u00a0% of €100.',
    ));
  it('names neither where there is a tie', () =>
    expect(
      sentence([
        { weekday: 1, hour: 1, orders: 5 },
        { weekday: 2, hour: 12, orders: 5 },
      ]),
    ).toBe('1 of 2 items brings 80\u00a0% of €100.'));
  it('compares no weekdays in less than a week and no hours in less than a day', () => {
    const friday = [{ weekday: 5, hour: 19, orders: 9 }];
    expect(sentence(friday, 100)).toBe('Evenings earn most; 1 of 2 items brings 80\u00a0% of €100.');
    expect(sentence(friday, 12)).toBe('1 of 2 items brings 80\u00a0% of €100.');
  });
  it('says so when nothing matches', () => expect(sentence([])).toBe('No order matches these filters.'));
});

describe('periods', () => {
  const hours = (count: number) => ({
    from: '2026-11-02T00:00:00.000Z',
    to: new Date(Date.UTC(2026, 10, 2, count)).toISOString(),
  });
  it.each([
    [1, 'one hour'],
    [47, '47 hours'],
    [48, 'two days'],
    [168, 'one week'],
    [673, 'four weeks'],
    [24 * 90, '90 days'],
    [24 * 11 + 12, '12 days'],
  ])('of %i hours are called %s', (count, text) => expect(periodLength(hours(count))).toBe(text));

  it.each([
    ['2026-10-25T00:00', '2026-11-22T00:00', '25 Oct – 21 Nov'],
    ['2026-10-25T00:00', '2026-10-26T00:00', '25 Oct'],
    ['2026-10-25T08:00', '2026-10-25T18:00', '25 Oct 08:00 – 18:00'],
    ['2025-12-31T00:00', '2026-01-02T00:00', '31 Dec 2025 – 1 Jan 2026'],
    ['2026-10-25T21:00', '2026-11-22T22:00', '25 Oct 21:00 – 22 Nov 22:00'],
  ])('from %s to %s are written %s', (from, to, text) => expect(periodText({ from, to })).toBe(text));

  it('filters are named for pictures without a filter bar', () => {
    const { filters } = answer([1]);
    expect(filterText(filters)).toBeNull();
    expect(filterText({ ...filters, channel: ['web', 'store'], item: ['a', 'b', 'c', 'd'] })).toBe(
      'channel web, store · item one of 4',
    );
  });
});
