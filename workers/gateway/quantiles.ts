import type { Quantiles } from '@/lib/contracts/live-frame';
import { LatencySketch } from '@/lib/domain/latency-sketch';
import type { SketchPile } from '@/lib/domain/sketch-pile';

const merged = new LatencySketch();

/** Merges the piles; the result is valid until the next call. */
export function mergePiles(piles: Iterable<SketchPile>): LatencySketch {
  merged.clear();
  for (const pile of piles) pile.mergeInto(merged);
  return merged;
}

/** Quantiles in milliseconds of everything in the piles, merged first; null when there is nothing. */
export function quantilesOf(piles: Iterable<SketchPile>): Quantiles | null {
  const sketch = mergePiles(piles);
  if (sketch.count === 0) return null;
  return {
    p50: sketch.quantile(0.5) ?? 0,
    p95: sketch.quantile(0.95) ?? 0,
    p99: sketch.quantile(0.99) ?? 0,
    count: sketch.count,
  };
}
