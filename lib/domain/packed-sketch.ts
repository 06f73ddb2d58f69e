import type { SparseSketch } from '../contracts/sparse-sketch';
import { sumUnitsPerMs } from './latency-sketch';

/** A bucket and its count share one 64-bit number, so that PostgreSQL merges sketches by adding such numbers up. */
export const countBits = 50n;
export const countMask = (1n << countBits) - 1n;

/** A latency sketch that only adds: counts by bucket, the sum in 1/1024 ms. Exact in any order of adding. */
export class SketchCounts {
  readonly counts = new Map<number, number>();
  sumUnits = 0n;

  /** `sparse` is sound (`isSoundSketch`). */
  add({ buckets, sumMs }: SparseSketch): void {
    for (let i = 0; i < buckets.length; i += 2) this.tally(buckets[i]!, buckets[i + 1]!);
    this.sumUnits += BigInt(Math.round(sumMs * sumUnitsPerMs));
  }

  merge(other: SketchCounts): void {
    for (const [bucket, count] of other.counts) this.tally(bucket, count);
    this.sumUnits += other.sumUnits;
  }

  /** `bucket << 50 | count`, ascending, as decimal text. */
  pack(): string[] {
    return [...this.counts]
      .sort(([a], [b]) => a - b)
      .map(([bucket, count]) => String((BigInt(bucket) << countBits) | BigInt(count)));
  }

  private tally(bucket: number, count: number): void {
    this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + count);
  }
}

/** Turns what `pack` made, and its sum in 1/1024 ms, into a sparse sketch. */
export function unpackSketch(packed: readonly (bigint | string)[], sumUnits: bigint | string): SparseSketch {
  const buckets: number[] = [];
  let count = 0;
  for (const entry of packed.map(BigInt).sort((a, b) => (a < b ? -1 : 1))) {
    const times = Number(entry & countMask);
    buckets.push(Number(entry >> countBits), times);
    count += times;
  }
  return { buckets, count, sumMs: Number(sumUnits) / sumUnitsPerMs };
}
