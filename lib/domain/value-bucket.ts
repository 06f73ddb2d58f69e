/**
 * Fixed log-linear buckets for whole numbers from 1 to 2^53: 64 per power of two, so that a value inside a bucket is known
 * to 1.6 % and its middle is off by at most 0.8 %. Same layout as the latency sketch, another range.
 */
const bucketBits = 6;
const perPower = 1 << bucketBits;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const highWord = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
const shift = 20 - bucketBits;
const base = 1023 << bucketBits;

/** Bucket of a whole number; below 1 is bucket 0. */
export function bucketOfValue(value: number): number {
  if (value < 1) return 0;
  float[0] = value;
  return (words[highWord]! >>> shift) - base;
}

/** Least value of a bucket; that of the next one is its end. */
export function startOfBucket(bucket: number): number {
  return 2 ** (bucket >> bucketBits) * (1 + (bucket & (perPower - 1)) / perPower);
}
