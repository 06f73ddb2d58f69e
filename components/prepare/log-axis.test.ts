import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logAxis } from './log-axis';

describe('the money axis', () => {
  it('is logarithmic: as far from 10 to 100 as from 100 to 1,000', () => {
    const { place, ticks } = logAxis(8, 990, 'EUR');
    expect(place(100) - place(10)).toBeCloseTo(place(1_000) - place(100), 4);
    expect(ticks.map(({ label }) => label)).toEqual(['€5', '€10', '€30', '€100', '€300', '€1\u00a0k']);
  });

  it('holds every value between its ends and has two to six ticks in order, whatever the money', () => {
    const money = fc.double({ min: 0.01, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(money, money, (a, b) => {
        const [least, greatest] = [Math.min(a, b), Math.max(a, b)];
        const { place, ticks } = logAxis(least, greatest, 'EUR');
        for (const value of [least, greatest, (least + greatest) / 2]) {
          expect(place(value)).toBeGreaterThanOrEqual(0);
          expect(place(value)).toBeLessThanOrEqual(1);
        }
        expect(place(least)).toBeLessThanOrEqual(place(greatest));
        expect(ticks.length).toBeGreaterThanOrEqual(1);
        expect(ticks.map(({ at }) => at)).toEqual(ticks.map(({ at }) => at).sort((x, y) => x - y));
        expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
      }),
    );
  });
});
