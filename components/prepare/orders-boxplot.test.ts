import { describe, expect, it } from 'vitest';
import type { BoxplotRow, OrdersBoxplot } from '@/lib/contracts/orders-panels';
import { fitBoxplot } from './fit-boxplot';
import { boxplotHeadline, prepareBoxplot } from './orders-boxplot';

const row = (channel: string, payment: string, median: string, more: Partial<BoxplotRow> = {}): BoxplotRow => ({
  ...{ channel, payment, median, inFilter: true, orders: 1_204 },
  ...{ min: '4.9000', whiskerLow: '8.0000', q1: '40.0000', q3: '130.0000', whiskerHigh: '260.0000', max: '990.5000' },
  ...{ outliersLow: 0, outliersHigh: 31, outliersUncertain: 0, examplesMissing: 0 },
  examples: [{ orderId: 'o-1', value: '990.5000', item: 'Headphones', at: '2026-10-24T19:00:00.000Z', side: 'high' }],
  ...more,
});

const answer = (rows: readonly BoxplotRow[]): OrdersBoxplot => ({
  ...{ panel: 'orders-boxplot', title: 'Order value', unit: 'EUR', generatedAt: '2026-11-13T10:30:00.000Z', rows },
  filters: {
    ...{ from: null, to: null, tz: 'UTC', currency: 'EUR', channel: [], payment: [] },
    ...{ item: [], weekday: [], hour: [] },
  },
  ...{ total: { orders: 0, quantity: 0, revenue: '0' }, range: null, stored: null },
  leftOut: { orders: 0, currencies: [] },
});

describe('boxes', () => {
  it('stand by channel and payment in the order of the filters, those left out below', () => {
    const model = prepareBoxplot(
      answer([
        row('kiosk', 'card', '60.0000'),
        row('phone', 'card', '120.0000', { inFilter: false }),
        row('store', 'cash', '41.1000'),
        row('web', 'transfer', '114.0000'),
        row('web', 'card', '82.5000'),
      ]),
    );
    expect(
      model.groups.map(({ title, inFilter, marks }) => [title, inFilter, ...marks.map((mark) => mark.paymentTitle)]),
    ).toEqual([
      ['Web', true, 'Card', 'Transfer'],
      ['Store', true, 'Cash'],
      ['Kiosk', true, 'Card'],
      ['Phone', false, 'Card'],
    ]);
  });

  it('have their fences, quartiles and examples in order on the axis, inside it', () => {
    const [mark] = prepareBoxplot(answer([row('web', 'card', '82.5000')])).groups[0]!.marks;
    const places = [mark!.whiskerLow, mark!.q1, mark!.medianAt, mark!.q3, mark!.whiskerHigh, mark!.examples[0]!.at];
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThanOrEqual(0);
    expect(places.at(-1)).toBeLessThanOrEqual(1);
  });

  it('say exact money where it is exact, and about where it is not', () => {
    const given = row('web', 'card', '82.5123', { outliersUncertain: 3 });
    const [mark] = prepareBoxplot(answer([given])).groups[0]!.marks;
    expect(mark!.details).toEqual([
      ['Median', '≈\u00a0€82.5'],
      ['Middle half', '≈\u00a0€40 to €130'],
      ['Whiskers', '€8.00 to €260.00'],
      ['Least, greatest', '€4.90, €990.50'],
      ['Outliers', '0 low, 31 high'],
      ['Too near to a fence to tell', '3'],
      ['Orders', '1,204'],
    ]);
    expect(mark!.examples[0]!.text).toBe('€990.50 · Headphones · 2026-10-24 19:00 UTC');
  });
});

describe('the headline', () => {
  const headline = (rows: readonly BoxplotRow[]) => boxplotHeadline(answer(rows), prepareBoxplot(answer(rows)));
  it('names the box with the highest median that the filter holds', () =>
    expect(
      headline([
        row('web', 'transfer', '114.0000'),
        row('web', 'card', '82.5000'),
        row('phone', 'transfer', '183.0000', { inFilter: false }),
      ]).title,
    ).toBe('Transfer on the web brings the largest orders: median €114'));
  it('compares nothing where only one box is left', () =>
    expect(headline([row('kiosk', 'blik', '82.5000')]).title).toBe(
      'BLIK in kiosk: half of the orders are above €82.5',
    ));
  it('is the plain name where there is nothing', () => expect(headline([]).title).toBe('Order value'));
});

describe('a frame', () => {
  const rows = ['web', 'mobile', 'store'].flatMap((channel) =>
    ['card', 'blik', 'transfer', 'cash'].map((payment, index) =>
      row(channel, payment, '50.0000', { orders: 100 - index }),
    ),
  );
  const fitted = (width: number, height: number) => {
    const { model, room } = fitBoxplot(prepareBoxplot(answer(rows)), { width, height });
    return { room, marks: model.groups.flatMap((group) => group.marks.map((mark) => mark.paymentTitle)) };
  };
  it('of a slide has all boxes, lower', () => {
    const { room, marks } = fitted(608, 262);
    expect(marks).toHaveLength(12);
    expect(room).toEqual({ row: 17, gap: 6, flat: false });
  });
  it('that is too small has those with most orders, in their places', () =>
    expect(fitted(288, 100).marks).toEqual(['Card', 'BLIK', 'Card', 'BLIK', 'Card'].slice(0, 5)));
});
