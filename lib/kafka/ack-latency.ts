import type { SparseSketch } from '../contracts/sparse-sketch';
import { LatencySketch } from '../domain/latency-sketch';

export interface AckLatency {
  /** Milliseconds from a record taken to its acknowledgement. */
  readonly record: (ackMs: number) => void;
  /** Hands over what was recorded since the last call. */
  readonly take: () => SparseSketch;
  /** Over everything recorded; null before the first. */
  readonly meanMs: number | null;
  /** Over everything recorded; null before the first. */
  readonly p95Ms: number | null;
}

/** Acknowledgement latency of a producer: as a whole, and in slices for the samples. */
export function createAckLatency(): AckLatency {
  const whole = new LatencySketch();
  const slice = new LatencySketch();
  return {
    record(ackMs) {
      whole.add(ackMs);
      slice.add(ackMs);
    },
    take() {
      const sparse = slice.toSparse();
      slice.clear();
      return sparse;
    },
    get meanMs() {
      return whole.meanMs;
    },
    get p95Ms() {
      return whole.quantile(0.95);
    },
  };
}
