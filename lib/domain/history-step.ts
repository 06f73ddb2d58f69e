import { type MetricResolution, metricResolutions, resolutionInfo } from './metric-resolution';

export const mostHistoryPoints = 150;
const secondMs = 1_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Widths of a point that people read easily; each is a multiple of a resolution. */
const stepsMs: readonly number[] = [
  ...[10, 20, 30].map((seconds) => seconds * secondMs),
  ...[1, 2, 5, 10].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12, 24, 48, 72, 240, 720].map((hours) => hours * hourMs),
];

export interface HistoryStep {
  readonly resolution: MetricResolution;
  readonly stepMs: number;
  /** Start of the first point and end of the last, whole steps. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** No setting keeps less. */
const surelyKeptMs = 86_400_000;

/** Start of the oldest bucket of each resolution, Unix ms; null where none is stored. */
export type OldestBuckets = Readonly<Record<MetricResolution, number | null>>;

/**
 * The narrowest points, at most 150, that a range of history can be cut into, and the coarsest resolution they are made
 * of. The range ends at `nowMs` and begins where anything can be kept; null when nothing is left of it.
 */
export function historyStep(range: {
  fromMs: number;
  toMs: number;
  nowMs: number;
  oldest: OldestBuckets;
}): HistoryStep | null {
  const { nowMs, oldest } = range;
  const beginsMs = Math.min(nowMs - resolutionInfo['1h'].keepMs, oldest['1h'] ?? Number.POSITIVE_INFINITY);
  const firstMs = Math.max(range.fromMs, beginsMs);
  const lastMs = Math.min(range.toMs, nowMs);
  if (!(firstMs < lastMs)) return null;
  for (const stepMs of stepsMs) {
    const fromMs = Math.floor(firstMs / stepMs) * stepMs;
    const toMs = Math.ceil(lastMs / stepMs) * stepMs;
    if ((toMs - fromMs) / stepMs > mostHistoryPoints) continue;
    const resolution = metricResolutions.findLast((name) => stepMs % resolutionInfo[name].stepMs === 0);
    if (resolution !== undefined && (firstMs >= nowMs - surelyKeptMs || isKept(resolution, firstMs, oldest)))
      return { resolution, stepMs, fromMs, toMs };
  }
  return null;
}

/** Whether a resolution still holds what lies behind `firstMs`, or all that any coarser one does. */
function isKept(resolution: MetricResolution, firstMs: number, oldest: OldestBuckets): boolean {
  const own = oldest[resolution] ?? Number.POSITIVE_INFINITY;
  if (firstMs >= own) return true;
  return metricResolutions.slice(metricResolutions.indexOf(resolution) + 1).every((name) => {
    const other = oldest[name];
    const { stepMs } = resolutionInfo[name];
    return other === null || Math.floor(own / stepMs) * stepMs <= other;
  });
}
