import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketCount, bucketOf, LatencySketch, valueOfBucket } from './latency-sketch';

const latency = fc.double({ min: 0, max: 1e8, noNaN: true });
const latencies = fc.array(latency, { minLength: 1, maxLength: 200 });

const sketchOf = (values: readonly number[]): LatencySketch => {
  const sketch = new LatencySketch();
  for (const value of values) sketch.add(value);
  return sketch;
};

describe('latency sketch', () => {
  it('puts every latency into a bucket whose middle is at most 0.8 % away', () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -10, max: 2 ** 32 - 1, noNaN: true }), (ms) => {
        expect(Math.abs(valueOfBucket(bucketOf(ms)) - ms) / ms).toBeLessThanOrEqual(0.008);
      }),
      { numRuns: 5_000 },
    );
  });

  it('has buckets that rise without a hole from one end to the other', () => {
    for (let bucket = 1; bucket < bucketCount; bucket++) {
      expect(bucketOf(valueOfBucket(bucket))).toBe(bucket);
      expect(valueOfBucket(bucket)).toBeGreaterThan(valueOfBucket(bucket - 1));
    }
  });

  it('names quantiles within 0.8 % of the exact nearest rank', () => {
    fc.assert(
      fc.property(latencies, fc.constantFrom(0, 0.5, 0.95, 0.99, 1), (values, q) => {
        const exact = [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(q * values.length) - 1)]!;
        const estimate = sketchOf(values).quantile(q)!;
        expect(Math.abs(estimate - exact)).toBeLessThanOrEqual(Math.max(exact * 0.008, 2 ** -10));
      }),
    );
  });

  it('merged from k parts in any order is bit-equal to one sketch of everything', () => {
    fc.assert(
      fc.property(fc.array(latencies, { minLength: 1, maxLength: 6 }), fc.integer(), (parts, seed) => {
        const whole = sketchOf(parts.flat());
        const dense = new LatencySketch();
        const sparse = new LatencySketch();
        const shuffled = [...parts].sort((a, b) => ((a.length * seed) % 7) - ((b.length * seed) % 7));
        for (const part of shuffled) dense.merge(sketchOf(part));
        for (const part of shuffled.reverse()) expect(sparse.mergeSparse(sketchOf(part).toSparse())).toBe(true);
        expect(dense.toSparse()).toEqual(whole.toSparse());
        expect(sparse.toSparse()).toEqual(whole.toSparse());
      }),
    );
  });

  it('survives the wire unchanged', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const sparse = JSON.parse(JSON.stringify(sketchOf(values).toSparse()));
        expect(LatencySketch.fromSparse(sparse).toSparse()).toEqual(sketchOf(values).toSparse());
      }),
    );
  });

  it('refuses a sketch of another layout and changes nothing', () => {
    const sketch = sketchOf([1, 2]);
    const before = sketch.toSparse();
    for (const buckets of [[1], [bucketCount, 1], [-1, 1], [5, 1, 4, 1], [1.5, 1], [3, 0], [3, 0.5]]) {
      expect(sketch.mergeSparse({ buckets, count: 1, sumMs: 1 })).toBe(false);
    }
    expect(sketch.mergeSparse({ buckets: [3, 1], count: 2, sumMs: 1 })).toBe(false);
    expect(sketch.mergeSparse({ buckets: [3, 1], count: 1, sumMs: Number.POSITIVE_INFINITY })).toBe(false);
    expect(sketch.toSparse()).toEqual(before);
  });

  it('says nothing when it is empty, also after it was cleared', () => {
    const sketch = sketchOf([3, 4, 1e9, -5]);
    expect(sketch.count).toBe(4);
    sketch.clear();
    expect([sketch.quantile(0.5), sketch.meanMs, sketch.count]).toEqual([null, null, 0]);
    expect(sketch.toSparse()).toEqual({ buckets: [], count: 0, sumMs: 0 });
  });
});
