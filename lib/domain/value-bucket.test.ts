import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOfValue, startOfBucket } from './value-bucket';

const whole = fc.double({ min: 0, max: 53, noNaN: true }).map((power) => Math.min(2 ** 53 - 1, Math.floor(2 ** power)));

describe('value buckets', () => {
  it('hold every whole number between their ends, which lie at most 1.6 % apart', () => {
    fc.assert(
      fc.property(whole, (value) => {
        const bucket = bucketOfValue(value);
        expect(startOfBucket(bucket)).toBeLessThanOrEqual(value);
        expect(startOfBucket(bucket + 1)).toBeGreaterThan(value);
        expect(startOfBucket(bucket + 1) / startOfBucket(bucket)).toBeLessThanOrEqual(1 + 1 / 64);
      }),
    );
  });

  it('keep the order of the values', () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        expect(Math.sign(bucketOfValue(a) - bucketOfValue(b)) * Math.sign(a - b)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
