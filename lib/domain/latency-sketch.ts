import type { SparseSketch } from '../contracts/sparse-sketch';

/**
 * Log-linear histogram over the bits of the float: 64 buckets per power of two, one fixed layout for everybody, integer
 * counts. A quantile is off by at most 0.8 %; merging k sketches is bit-equal to one sketch of everything.
 */
const bucketBits = 6;
const shift = 20 - bucketBits;
/** Values below 2^-10 ms are bucket 0 and read as 0; those from 2^32 ms (49 days) on share the last bucket. */
const lowestExponent = -10;
const highestExponent = 32;
const base = ((lowestExponent + 1023) << bucketBits) - 1;
export const bucketCount = ((highestExponent - lowestExponent) << bucketBits) + 1;
const lowest = 2 ** lowestExponent;
const highest = 2 ** highestExponent;
/** The sum is kept in 1/1024 ms: whole numbers, so that their order of adding does not matter. */
export const sumUnitsPerMs = 1_024;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const highWord = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** Bucket of a latency in milliseconds; below zero counts as zero. */
export function bucketOf(ms: number): number {
  if (!(ms >= lowest)) return 0;
  if (ms >= highest) return bucketCount - 1;
  float[0] = ms;
  return (words[highWord]! >>> shift) - base;
}

/** Middle of a bucket in milliseconds. */
export function valueOfBucket(bucket: number): number {
  if (bucket === 0) return 0;
  const exponent = lowestExponent + ((bucket - 1) >> bucketBits);
  const part = (bucket - 1) & ((1 << bucketBits) - 1);
  return 2 ** exponent * (1 + (part + 0.5) / (1 << bucketBits));
}

export class LatencySketch {
  private counts = new Float64Array(bucketCount);
  private low = bucketCount;
  private high = -1;
  private sumUnits = 0;
  private total = 0;

  static fromSparse(sparse: SparseSketch): LatencySketch {
    const sketch = new LatencySketch();
    sketch.mergeSparse(sparse);
    return sketch;
  }

  get count(): number {
    return this.total;
  }

  /** Sum of all values in milliseconds, each rounded to 1/1024 ms. */
  get sumMs(): number {
    return this.sumUnits / sumUnitsPerMs;
  }

  /** Mean in milliseconds, null when empty. */
  get meanMs(): number | null {
    return this.total === 0 ? null : this.sumMs / this.total;
  }

  /** Adds a latency in milliseconds `times` times; values below zero and NaN count as zero. */
  add(ms: number, times = 1): void {
    const bucket = bucketOf(ms);
    this.tally(bucket, times);
    if (ms > 0) this.sumUnits += Math.round(Math.min(ms, highest) * sumUnitsPerMs) * times;
  }

  merge(other: LatencySketch): void {
    for (let bucket = other.low; bucket <= other.high; bucket++) {
      const times = other.counts[bucket]!;
      if (times > 0) this.tally(bucket, times);
    }
    this.sumUnits += other.sumUnits;
  }

  /** Adds a sketch from a wire; false, and nothing changes, when it is not one of ours. */
  mergeSparse(sparse: SparseSketch): boolean {
    const { buckets } = sparse;
    if (!isSoundSketch(sparse)) return false;
    for (let i = 0; i < buckets.length; i += 2) this.tally(buckets[i]!, buckets[i + 1]!);
    this.sumUnits += Math.round(sparse.sumMs * sumUnitsPerMs);
    return true;
  }

  toSparse(): SparseSketch {
    const buckets: number[] = [];
    for (let bucket = this.low; bucket <= this.high; bucket++) {
      const times = this.counts[bucket]!;
      if (times > 0) buckets.push(bucket, times);
    }
    return { buckets, count: this.total, sumMs: this.sumMs };
  }

  /** Value in milliseconds below which the share `q` (0..1) lies, by nearest rank; null when empty. */
  quantile(q: number): number | null {
    if (this.total === 0) return null;
    let left = Math.max(1, Math.ceil(q * this.total));
    for (let bucket = this.low; bucket <= this.high; bucket++) {
      left -= this.counts[bucket]!;
      if (left <= 0) return valueOfBucket(bucket);
    }
    return valueOfBucket(this.high);
  }

  clear(): void {
    if (this.high >= 0) this.counts.fill(0, this.low, this.high + 1);
    this.low = bucketCount;
    this.high = -1;
    this.sumUnits = 0;
    this.total = 0;
  }

  private tally(bucket: number, times: number): void {
    this.counts[bucket]! += times;
    this.total += times;
    if (bucket < this.low) this.low = bucket;
    if (bucket > this.high) this.high = bucket;
  }
}

/** Ascending buckets of our layout, positive counts that add up, a finite sum. */
export function isSoundSketch({ buckets, count, sumMs }: SparseSketch): boolean {
  if (buckets.length % 2 !== 0 || !(sumMs >= 0 && sumMs <= Number.MAX_SAFE_INTEGER)) return false;
  let previous = -1;
  let total = 0;
  for (let i = 0; i < buckets.length; i += 2) {
    const bucket = buckets[i]!;
    const times = buckets[i + 1]!;
    if (!(bucket > previous && bucket < bucketCount && Number.isSafeInteger(bucket))) return false;
    if (!(times > 0 && Number.isSafeInteger(times))) return false;
    previous = bucket;
    total += times;
  }
  return total === count;
}
