import { describe, expect, it } from 'vitest';
import { lagStatus, productionRate } from './lag-status';

const looks = (lags: readonly number[], perSecond: number) =>
  lags.map((lag, index) => ({ atMs: index * 1_000, end: 1_000_000 + index * perSecond, lag }));

describe('lagStatus', () => {
  it.each([
    ['idle and done', [0, 0, 0, 0], 0, 'ok'],
    ['only what is in flight', [12, 40, 3, 55], 50, 'ok'],
    ['much in flight at a high rate', [900, 1_400, 700], 1_000, 'ok'],
    ['falling behind', [0, 1_000, 2_000, 3_000], 1_000, 'crit'],
    ['standing still with a backlog', [500, 500, 500, 500], 0, 'crit'],
    ['catching up soon', [9_000, 7_000, 5_000, 3_000], 100, 'warn'],
    ['catching up in an hour', [3_600_000, 3_599_000, 3_598_000], 100, 'crit'],
    ['never looked at', [], 0, 'unknown'],
  ] as const)('judges a group %s', (_, lags, perSecond, status) => {
    expect(lagStatus(looks(lags, perSecond))).toBe(status);
  });

  it('takes what is in flight of a flow that has just begun for what it is', () => {
    const idle = Array.from({ length: 9 }, (_, index) => ({ atMs: index * 1_000, end: 1_000, lag: 0 }));
    expect(lagStatus([...idle, { atMs: 9_000, end: 1_050, lag: 20 }])).toBe('ok');
    const stuck = [1, 2, 3].map((n) => ({ atMs: 8_000 + n * 1_000, end: 1_000 + n * 500, lag: n * 500 }));
    expect(lagStatus([...idle, ...stuck])).toBe('crit');
  });

  it('reads the rate of production from the end offsets', () => {
    expect(productionRate(looks([0, 0, 0], 250))).toBe(250);
    expect(productionRate(looks([0], 250))).toBe(0);
  });
});
