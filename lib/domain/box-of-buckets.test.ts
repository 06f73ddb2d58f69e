import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BucketRow, boxOfBuckets } from './box-of-buckets';
import { bucketOfValue } from './value-bucket';

const bucketed = (values: readonly number[]): BucketRow[] => {
  const rows = new Map<number, number[]>();
  for (const value of values) {
    const bucket = bucketOfValue(value);
    rows.set(bucket, [...(rows.get(bucket) ?? []), value]);
  }
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([, list]) => ({ count: list.length, least: Math.min(...list), greatest: Math.max(...list) }));
};

const exactQuantile = (sorted: readonly number[], share: number): number => {
  const rank = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(rank)]!, sorted[Math.ceil(rank)]!];
  return below + (above - below) * (rank - Math.floor(rank));
};

const orderValues = fc.array(fc.integer({ min: 1, max: 50_000_000 }), { minLength: 1, maxLength: 300 });

describe('a box of value buckets', () => {
  it('has quartiles within 1 % of the exact ones', () => {
    fc.assert(
      fc.property(orderValues, (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const box = boxOfBuckets(bucketed(values))!;
        for (const [found, share] of [
          [box.q1, 0.25],
          [box.median, 0.5],
          [box.q3, 0.75],
        ] as const) {
          const exact = exactQuantile(sorted, share);
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(0.01 * exact);
        }
        expect([box.count, box.least, box.greatest]).toEqual([values.length, sorted[0], sorted.at(-1)]);
      }),
    );
  });

  it('counts the outliers beyond its own fences but for what the cut buckets hold', () => {
    fc.assert(
      fc.property(orderValues, (values) => {
        const box = boxOfBuckets(bucketed(values))!;
        const reach = 1.5 * (box.q3 - box.q1);
        const below = values.filter((value) => value < box.q1 - reach).length;
        const above = values.filter((value) => value > box.q3 + reach).length;
        expect(below).toBeGreaterThanOrEqual(box.outliersLow);
        expect(above).toBeGreaterThanOrEqual(box.outliersHigh);
        expect(below + above).toBeLessThanOrEqual(box.outliersLow + box.outliersHigh + box.uncertain);
        expect([box.lowerFence, box.upperFence]).toEqual([box.q1 - reach, box.q3 + reach]);
        const whiskers = [box.lowerWhisker, box.upperWhisker];
        for (const whisker of whiskers) {
          expect(whisker).toBeGreaterThanOrEqual(box.q1 - reach);
          expect(whisker).toBeLessThanOrEqual(box.q3 + reach);
        }
      }),
    );
  });

  it('is empty without values and a line with one', () => {
    expect(boxOfBuckets([])).toBeNull();
    expect(boxOfBuckets([{ count: 1, least: 70, greatest: 70 }])).toMatchObject({
      ...{
        q1: 70,
        median: 70,
        q3: 70,
        lowerWhisker: 70,
        upperWhisker: 70,
        outliersLow: 0,
        outliersHigh: 0,
        uncertain: 0,
      },
    });
  });
});
