import { describe, expect, it } from 'vitest';
import { chiSquareFit, chiSquareTail } from './chi-square';

it.each([
  [3.841459, 1, 0.05],
  [16.918978, 9, 0.05],
  [27.877165, 9, 0.001],
  [43.820196, 19, 0.001],
  [1, 2, Math.exp(-0.5)],
  [200, 100, 1.17847e-8],
])('chi-square %d with %d degrees of freedom has a tail of %d', (value, freedom, tail) =>
  expect(chiSquareTail(value, freedom) / tail).toBeCloseTo(1, 3),
);

describe('chiSquareFit', () => {
  it('is by Pearson', () => {
    expect(chiSquareFit([48, 35, 15, 2], [0.58, 0.345, 0.07, 0.005])).toBeCloseTo(
      chiSquareTail((48 - 58) ** 2 / 58 + (35 - 34.5) ** 2 / 34.5 + (17 - 7.5) ** 2 / 7.5, 2),
      12,
    );
    expect(chiSquareFit([500, 500], [0.5, 0.5])).toBe(1);
    expect(chiSquareFit([560, 440], [0.5, 0.5])).toBeLessThan(0.001);
  });

  it('joins classes that are too small, and finds counts where none can be', () => {
    expect(chiSquareFit([495, 495, 10], [0.5, 0.497, 0.003])).toBeGreaterThan(0.1);
    expect(chiSquareFit([990, 1], [1, 0])).toBe(0);
  });
});
