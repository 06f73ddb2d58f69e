import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatChange, formatCount, formatNumber, formatPercent, numberParts } from './format-number';

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null;

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [412, '412'],
    [999, '999'],
    [8.4, '8.40'],
    [128.4, '128'],
    [2_420, '2.42 k'],
    [999.7, '1.00 k'],
    [999_600, '1.00 M'],
    [18_420_000, '18.4 M'],
    [-12.34, '−12.3'],
    [0.001, '0'],
  ])('writes %d as %s', (value, text) => expect(plain(formatNumber(value))).toBe(text));

  it('keeps a value and its unit on one line', () => expect(formatNumber(2420, 'ev/s')).toBe('2.42\u00a0k\u00a0ev/s'));

  it('never shows a number for what was not measured', () => {
    expect(formatNumber(null, 'ms')).toBe('–');
    expect(formatNumber(Number.NaN)).toBe('–');
  });

  it('shows at most three digits, and a value within half a per cent of the true one', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 9e14, noNaN: true }), (value) => {
        const { digits, suffix } = numberParts(value);
        const factor = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12 }[suffix] ?? Number.NaN;
        expect(digits.replace('.', '').replace(/^0+/, '').length).toBeLessThanOrEqual(3);
        expect(Math.abs(Number(digits) * factor - value)).toBeLessThanOrEqual(Math.max(value * 0.00501, 0.005));
      }),
    );
  });
});

describe('formatChange', () => {
  it('says the direction with a sign', () => {
    expect(plain(formatChange(100.6, 100))).toBe('+0.6 %');
    expect(plain(formatChange(32, 100))).toBe('−68 %');
    expect(plain(formatChange(5, 5))).toBe('0 %');
  });
  it('compares with nothing when there is nothing to compare with', () => {
    expect(formatChange(5, null)).toBeNull();
    expect(formatChange(null, 5)).toBeNull();
    expect(formatChange(5, 0)).toBeNull();
  });
});

describe('exact figures', () => {
  it('carry thousands', () => expect(formatCount(178_556n)).toBe('178,556'));
  it('carry a true minus', () => expect(formatCount(-1200)).toBe('−1,200'));
  it('write a share in per cent', () => expect(plain(formatPercent(0.1764))).toBe('17.6 %'));
});
