import { type MetricResolution, metricResolutions, resolutionInfo } from './metric-resolution';

export const mostHistoryPoints = 150;
const secondMs = 1_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Widths of a point that people read easily; each is a multiple of a resolution. */
const stepsMs: readonly number[] = [
  ...[10, 20, 30].map((seconds) => seconds * secondMs),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12, 24, 48, 72].map((hours) => hours * hourMs),
];

export interface HistoryStep {
  readonly resolution: MetricResolution;
  readonly stepMs: number;
  /** Start of the first point and end of the last, whole steps. */
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The narrowest points, at most 150, that a range of history can be cut into, and the coarsest resolution they are made
 * of. The range ends at `nowMs` and begins where the coarsest resolution does; null when nothing is left of it.
 */
export function historyStep(range: { fromMs: number; toMs: number; nowMs: number }): HistoryStep | null {
  const { nowMs } = range;
  const firstMs = Math.max(range.fromMs, nowMs - resolutionInfo['1h'].keepMs);
  const lastMs = Math.min(range.toMs, nowMs);
  if (!(firstMs < lastMs)) return null;
  for (const stepMs of stepsMs) {
    const fromMs = Math.floor(firstMs / stepMs) * stepMs;
    const toMs = Math.ceil(lastMs / stepMs) * stepMs;
    if ((toMs - fromMs) / stepMs > mostHistoryPoints) continue;
    const resolution = metricResolutions.findLast((name) => stepMs % resolutionInfo[name].stepMs === 0);
    if (resolution === undefined || firstMs < nowMs - resolutionInfo[resolution].keepMs) continue;
    return { resolution, stepMs, fromMs, toMs };
  }
  return null;
}
