import { describe, expect, it } from 'vitest';
import { createRandom } from '../streams/seeded-random';
import { binomialRange } from './binomial-range';

/** By Pascal's rule, apart from the way that is tested. */
function tails(n: number, p: number, low: number, high: number): readonly [below: number, above: number] {
  let row = [1];
  for (let draw = 0; draw < n; draw++)
    row = Array.from({ length: row.length + 1 }, (_, k) => (row[k] ?? 0) * (1 - p) + (row[k - 1] ?? 0) * p);
  const sum = (part: readonly number[]) => part.reduce((all, one) => all + one, 0);
  return [sum(row.slice(0, low)), sum(row.slice(high + 1))];
}

describe('binomialRange', () => {
  it.each([
    [1, 0.5],
    [20, 0.05],
    [40, 0.5],
    [200, 0.9],
    [300, 0.001],
    [400, 0.33],
  ])('of %i draws with %d leaves at most one in forty out on each side, and no end can be nearer', (n, p) => {
    const { low, high } = binomialRange(n, p);
    const [first, last] = [Math.round(low * n), Math.round(high * n)];
    const [below, above] = tails(n, p, first, last);
    expect(Math.max(below, above)).toBeLessThanOrEqual(0.025 + 1e-9);
    expect(tails(n, p, first + 1, last)[0]).toBeGreaterThanOrEqual(0.025 - 1e-9);
    expect(tails(n, p, first, last - 1)[1]).toBeGreaterThanOrEqual(0.025 - 1e-9);
  });

  it('holds about 95 of 100 samples, large ones too', () => {
    const random = createRandom('binomial');
    const { low, high } = binomialRange(5_000, 0.3);
    const samples = 600;
    let within = 0;
    for (let sample = 0; sample < samples; sample++) {
      let count = 0;
      for (let draw = 0; draw < 5_000; draw++) if (random() < 0.3) count++;
      if (count / 5_000 >= low && count / 5_000 <= high) within++;
    }
    expect(within / samples).toBeGreaterThan(0.92);
    expect(within / samples).toBeLessThan(0.98);
  });

  it('is wider by what is not known of the expectation, and never beyond 0 and 1', () => {
    const known = binomialRange(1_000_000, 0.2);
    const unsure = binomialRange(1_000_000, 0.2, 1e-4);
    expect(known.high - 0.2).toBeLessThan(0.001);
    expect(unsure.high - 0.2).toBeCloseTo(0.0196, 3);
    expect(binomialRange(10, 0.01, 1)).toEqual({ low: 0, high: 1 });
    expect(binomialRange(0, 0.3)).toEqual({ low: 0, high: 1 });
    expect(binomialRange(10, 0)).toEqual({ low: 0, high: 0 });
  });
});
