import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalOfTenThousandths, exactShare } from './exact-share';
import { rankByRevenue } from './rank-by-revenue';

const item = (name: string, revenue: bigint) => ({ item: name, orders: 1n, quantity: 2n, revenue });

it('ranks by revenue and equal ones by name', () => {
  const ranked = rankByRevenue([item('pen', 5n), item('cup', 5n), item('bed', 90n)]);
  expect(ranked.map(({ rank, item: name, share }) => [rank, name, share])).toEqual([
    [1, 'bed', 0.9],
    [2, 'cup', 0.05],
    [3, 'pen', 0.05],
  ]);
});

it('the running share ends at exactly 1 and never falls, at any size of revenue', () => {
  const revenues = fc.array(fc.bigInt({ min: 1n, max: 10n ** 30n }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(revenues, (values) => {
      const ranked = rankByRevenue(values.map((revenue, index) => item(`item ${index}`, revenue)));
      expect(ranked.at(-1)?.cumulativeShare).toBe(1);
      for (const [index, row] of ranked.entries()) {
        expect(row.cumulativeShare).toBeGreaterThanOrEqual(ranked[index - 1]?.cumulativeShare ?? 0);
        expect(row.revenue).toBeLessThanOrEqual(ranked[index - 1]?.revenue ?? row.revenue);
      }
    }),
  );
});

it('a share is the true quotient to nine places', () => {
  expect(exactShare(1n, 3n)).toBe(0.333333333);
  expect(exactShare(2n, 3n)).toBe(0.666666667);
  expect(exactShare(0n, 0n)).toBe(0);
});

it('ten-thousandths are written without loss', () => {
  expect(decimalOfTenThousandths(3_210_551_234n)).toBe('321055.1234');
  expect(decimalOfTenThousandths(5n)).toBe('0.0005');
  expect(decimalOfTenThousandths(-12_345n)).toBe('-1.2345');
  expect(decimalOfTenThousandths(9_007_199_254_740_993n)).toBe('900719925474.0993');
});
