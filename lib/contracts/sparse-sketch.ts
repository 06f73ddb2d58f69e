/**
 * A latency sketch on a wire: ascending bucket indices and their counts, as pairs
 * `[index, count, index, count, ...]`, plus the exact sum (milliseconds), for the mean.
 * Buckets are those of `lib/domain/latency-sketch.ts`; sketches merge by adding counts.
 */
export interface SparseSketch {
  readonly buckets: readonly number[];
  readonly count: number;
  readonly sumMs: number;
}
