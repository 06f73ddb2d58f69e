import type { Quantiles } from '@/lib/contracts/live-frame';
import { LatencySketch } from '@/lib/domain/latency-sketch';
import type { SketchPile } from '@/lib/domain/sketch-pile';
import type { StreamSecond } from './stream-second';

const merged = new LatencySketch();

/** Merges the piles; the result is valid until the next call. */
export function mergePiles(piles: Iterable<SketchPile>): LatencySketch {
  merged.clear();
  for (const pile of piles) pile.mergeInto(merged);
  return merged;
}

type Latency = 'endToEnd' | 'madeToAppended' | 'appendedToConsumed' | 'consumedToStored';

/** Merges one latency of the seconds, each tally once however many of them it spans; valid until the next call. */
export function mergeLatency(seconds: readonly StreamSecond[], latency: Latency): LatencySketch {
  mergePiles(seconds.map((second) => second[latency]));
  for (const tally of new Set(seconds.flatMap((second) => second.tallies))) merged.mergeSparse(tally[latency]);
  return merged;
}

/** Quantiles in milliseconds of what was merged; null when there is nothing. */
export function quantilesOf(sketch: LatencySketch): Quantiles | null {
  if (sketch.count === 0) return null;
  return {
    p50: sketch.quantile(0.5) ?? 0,
    p95: sketch.quantile(0.95) ?? 0,
    p99: sketch.quantile(0.99) ?? 0,
    count: sketch.count,
  };
}
