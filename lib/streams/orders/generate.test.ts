import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeOrder } from './event';
import { createOrderGenerator, type GeneratedOrder } from './generate';
import { hourCurve, shopItems, weekdayCurve } from './shop';

const now = Date.parse('2026-11-22T12:34:56.789Z');
const dayMs = 86_400_000;

const orders = (count: number, options: { seed: string; spreadDays: number }, nowMs = now): GeneratedOrder[] => {
  const generator = createOrderGenerator(options);
  return Array.from({ length: count }, () => generator.next(nowMs));
};

/** Pearson's statistic of counts against expected shares. */
function chiSquare(counts: readonly number[], weights: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const weight = weights.reduce((sum, value) => sum + value, 0);
  return counts.reduce((sum, count, index) => {
    const expected = (total * weights[index]!) / weight;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
}

const countBy = (length: number, indices: readonly number[]): number[] => {
  const counts = new Array<number>(length).fill(0);
  for (const index of indices) counts[index]!++;
  return counts;
};

describe('generated orders', () => {
  const many = orders(100_000, { seed: 'shape', spreadDays: 28 });
  const purchases = many.map((order) => new Date(order.purchased_at));
  const weekdays = purchases.map((time) => (time.getUTCDay() + 6) % 7);
  const hours = purchases.map((time) => time.getUTCHours());

  it('are the same for the same seed and time', () => {
    const options = { seed: '42', spreadDays: 28 };
    expect(orders(500, options)).toEqual(orders(500, options));
    expect(orders(500, options)).not.toEqual(orders(500, { ...options, seed: '43' }));
  });

  it('differ between two times in nothing but their times', () => {
    const timeless = (list: GeneratedOrder[]) => list.map(({ purchased_at: _p, event_time_ms: _e, ...rest }) => rest);
    const options = { seed: '42', spreadDays: 28 };
    const later = orders(500, options, now + 3 * dayMs + 12_345_678);
    expect(timeless(later)).toEqual(timeless(orders(500, options)));
    expect(later.every((order) => order.event_time_ms === now + 3 * dayMs + 12_345_678)).toBe(true);
  });

  it('are valid by the contract, whatever seed, time and spread', () => {
    const times = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2099-01-01') });
    fc.assert(
      fc.property(fc.string(), times, fc.integer({ min: 0, max: 366 }), (seed, nowMs, spreadDays) => {
        for (const order of orders(20, { seed, spreadDays }, nowMs)) {
          const bytes = Buffer.from(JSON.stringify(order));
          expect(judgeOrder(bytes, 0, bytes.length, nowMs)).toEqual({ order, hadUnknownFields: false });
        }
      }),
    );
  });

  it('have ids of their own', () => {
    expect(new Set(many.map((order) => order.order_id)).size).toBe(many.length);
  });

  it('name forty items whose popularity follows Zipf', () => {
    const rank = new Map(shopItems.map((item, index) => [item.name, index]));
    const counts = countBy(
      40,
      many.map((order) => rank.get(order.item)!),
    );
    expect(rank.size).toBe(40);
    expect(
      chiSquare(
        counts,
        shopItems.map((_, index) => 1 / (index + 1)),
      ),
    ).toBeLessThan(72.06);
    expect(
      chiSquare(
        counts,
        shopItems.map((_, index) => (index + 1) ** -0.95),
      ),
    ).toBeGreaterThan(72.06);
  });

  it('follow the hour curve and the weekday curve over whole weeks, one independent of the other', () => {
    expect(chiSquare(countBy(24, hours), hourCurve)).toBeLessThan(49.73);
    expect(chiSquare(countBy(7, weekdays), weekdayCurve)).toBeLessThan(22.46);
    const cells = countBy(
      168,
      hours.map((hour, index) => weekdays[index]! * 24 + hour),
    );
    const expected = weekdayCurve.flatMap((day) => hourCurve.map((hour) => day * hour));
    expect(chiSquare(cells, expected)).toBeLessThan(228.9);
    expect(
      chiSquare(
        cells,
        expected.map((_, index) => expected[(index + 1) % 168]!),
      ),
    ).toBeGreaterThan(228.9);
  });

  it('lie within the spread before now, and now without a spread', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 10 * dayMs }), (spreadDays, shift) => {
        for (const order of orders(50, { seed: 'spread', spreadDays }, now + shift)) {
          const ageMs = now + shift - Date.parse(order.purchased_at);
          expect(ageMs).toBeGreaterThanOrEqual(0);
          expect(ageMs).toBeLessThanOrEqual(spreadDays * dayMs);
        }
      }),
    );
    for (const order of orders(50, { seed: 'spread', spreadDays: 0 })) expect(Date.parse(order.purchased_at)).toBe(now);
  });

  it('look like the shop of the pictures: Friday evening earns most, ten items bring four fifths', () => {
    const revenue = new Map<string, number>();
    const cells = new Array<number>(168).fill(0);
    many.forEach((order, index) => {
      const value = order.quantity * order.unit_price;
      revenue.set(order.item, (revenue.get(order.item) ?? 0) + value);
      cells[weekdays[index]! * 24 + hours[index]!]! += value;
    });
    const ranked = [...revenue.values()].sort((a, b) => b - a);
    const total = ranked.reduce((sum, value) => sum + value, 0);
    const topTen = ranked.slice(0, 10).reduce((sum, value) => sum + value, 0) / total;
    expect(topTen).toBeGreaterThan(0.78);
    expect(topTen).toBeLessThan(0.84);
    expect(cells.indexOf(Math.max(...cells))).toBe(4 * 24 + 19);
    expect(many.filter((order) => order.quantity <= 3).length / many.length).toBeGreaterThan(0.9);
  });

  it('are paid as their channel allows, large ones rather by transfer, small ones rather in cash', () => {
    const meanValue = (payment: string): number => {
      const values = many.filter((order) => order.payment_method === payment);
      return values.reduce((sum, order) => sum + order.quantity * order.unit_price, 0) / values.length;
    };
    const pairs = new Set(many.map((order) => `${order.channel}/${order.payment_method}`));
    expect(pairs.has('web/cash')).toBe(false);
    expect(pairs.has('store/cash')).toBe(true);
    expect(pairs.has('store/transfer')).toBe(false);
    expect(meanValue('transfer')).toBeGreaterThan(1.3 * meanValue('card'));
    expect(meanValue('cash')).toBeLessThan(0.8 * meanValue('card'));
  });
});
