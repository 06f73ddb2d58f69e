import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodSteps } from './period-steps';

const hourMs = 3_600_000;

describe('steps of a period', () => {
  it.each([
    [1, 1, 24],
    [24, 1, 24],
    [25, 1, 25],
    [168, 3, 56],
    [672, 12, 56],
    [2_160, 36, 60],
  ])('%d hours are steps of %d hours, %d of them', (length, hours, count) =>
    expect(periodSteps({ fromMs: 0, toMs: length * hourMs })).toMatchObject({ hours, count }),
  );

  it('end with the period, hold all of it and less than one step more, and are at most 60', () => {
    fc.assert(
      fc.property(fc.integer({ min: 24, max: 100_000 }), (length) => {
        const { fromMs, hours, count } = periodSteps({ fromMs: 0, toMs: length * hourMs });
        expect(fromMs + count * hours * hourMs).toBe(length * hourMs);
        expect(fromMs).toBeLessThanOrEqual(0);
        expect(fromMs).toBeGreaterThan(-hours * hourMs);
        expect(count).toBeLessThanOrEqual(60);
      }),
    );
  });
});
