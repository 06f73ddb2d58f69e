import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, formatMoneyShort } from './format-money';

describe('formatMoney', () => {
  it.each([
    ['321055', 'EUR', '€321,055.00'],
    ['0.005', 'EUR', '€0.01'],
    ['-12.3456', 'USD', '−$12.35'],
    ['-0.001', 'USD', '$0.00'],
    ['1999.5', 'JPY', '¥2,000'],
    ['90071992547409931.2345', 'EUR', '€90,071,992,547,409,931.23'],
    ['5', 'XYZ', 'XYZ\u00a05.00'],
    ['many', 'EUR', '–'],
  ])('writes %s %s as %s', (decimal, currency, text) => expect(formatMoney(decimal, currency)).toBe(text));

  it('loses no cent, however large the sum', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (cents) => {
        const decimal = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
        expect(BigInt(formatMoney(decimal, 'EUR').replace(/[€,.]/g, ''))).toBe(cents);
      }),
    );
  });

  it('rounds to three digits where a mark is drawn', () =>
    expect(formatMoneyShort(321_055, 'EUR')).toBe('€321\u00a0k'));
});
