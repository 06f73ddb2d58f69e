import type { LiveDisplay } from '@/components/live/live-display';
import type { PanelState } from '@/components/panels/panel-state';
import { externalBins } from './external-bins';
import { formatCount, formatNumber } from './format-number';
import { liveWindowSpan, ticksOf, windowText } from './live-window';
import type { TimeTick } from './time-axis';

export interface ExternalPoint {
  readonly timeMs: number;
  readonly value: number;
}

/** A metric of others: its readings over the window, on a scale of its own. */
export interface ExternalRow {
  readonly name: string;
  readonly points: readonly ExternalPoint[];
  /** The same, parted where readings stayed away for much longer than they do otherwise. */
  readonly runs: readonly (readonly ExternalPoint[])[];
  readonly newest: number;
  readonly newestText: string;
  /** Age of the newest reading in ms. */
  readonly ageMs: number;
  readonly lowText: string;
  readonly highText: string;
}

export interface PreparedExternal {
  readonly subtitle: string;
  /** By name. */
  readonly rows: readonly ExternalRow[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly ticks: readonly TimeTick[];
  readonly summary: string;
}

/** One row a metric that others published within the window; each is drawn on its own scale, their units differ. */
export function prepareExternal(display: LiveDisplay, state: PanelState): PreparedExternal {
  const { fromMs, toMs, windowMs } = liveWindowSpan(display);
  const bins = externalBins(display);
  const names = [...new Set(bins.flatMap((bin) => Object.keys(bin.foreign ?? {})))].sort();
  const rows = names.map((name): ExternalRow => {
    const points = bins.flatMap((bin) => {
      const value = bin.foreign?.[name];
      return value === undefined ? [] : [{ timeMs: bin.t, value }];
    });
    const values = points.map((point) => point.value);
    const newest = points.at(-1)!;
    return {
      name,
      points,
      runs: runsOf(points),
      newest: newest.value,
      newestText: formatNumber(newest.value),
      ageMs: Math.max(0, display.nowMs - newest.timeMs),
      lowText: formatNumber(Math.min(...values)),
      highText: formatNumber(Math.max(...values)),
    };
  });
  const leftOut = display.state.gauges?.foreignLeftOut ?? 0;
  const more = leftOut > 0 ? ` · ${formatCount(leftOut)} more left out` : '';
  const endMs = Math.max(toMs, bins.at(-1)?.t ?? 0);
  return {
    subtitle: `Published by others, each on its own scale · last ${windowText(windowMs)}${more}`,
    rows,
    fromMs,
    toMs: endMs,
    ticks: ticksOf(state, endMs, endMs - fromMs),
    summary: `Metrics of others: ${rows.map((row) => `${row.name} ${row.newestText}`).join(', ')}.`,
  };
}

const shortestGapMs = 15_000;

/** Others publish at a pace of their own; four times that without a reading is a gap. */
function runsOf(points: readonly ExternalPoint[]): readonly (readonly ExternalPoint[])[] {
  const steps = points.slice(1).map((point, index) => point.timeMs - points[index]!.timeMs);
  const usualMs = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  const gapMs = Math.max(shortestGapMs, 4 * usualMs);
  const runs: ExternalPoint[][] = [];
  for (const [index, point] of points.entries())
    if (index === 0 || steps[index - 1]! > gapMs) runs.push([point]);
    else runs.at(-1)?.push(point);
  return runs;
}
