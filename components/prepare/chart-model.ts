import type { LiveAnnotation, LiveBin } from '@/lib/contracts/live-frame';
import type { TimeTick } from './time-axis';
import type { ValueAxis } from './value-axis';

export interface ChartSeries {
  readonly key: string;
  readonly label: string;
  /** A CSS colour, always a token. */
  readonly color: string;
  readonly dash?: string;
  /** A bar filled with stripes in place of its plain colour. */
  readonly hatched?: boolean;
  readonly width: number;
  /** `area` and `bar` are stacked in the order of the series, the last one at the bottom. */
  readonly kind: 'line' | 'area' | 'bar';
  /** One value a time; null = not measured. */
  readonly values: readonly (number | null)[];
  /** What stands at the end of the line or in the legend. */
  readonly latest: number | null;
}

/** A chart over time, ready to be drawn: every decision is taken. */
export interface ChartModel {
  readonly fromMs: number;
  readonly toMs: number;
  readonly times: readonly number[];
  readonly axis: ValueAxis;
  readonly ticks: readonly TimeTick[];
  /** The same for a narrow plot. */
  readonly sparseTicks: readonly TimeTick[];
  readonly series: readonly ChartSeries[];
  readonly gaps: readonly Span[];
  readonly markers: readonly LiveAnnotation[];
  /** `ends`: labels pushed apart at the lines' ends; `stack`: a list in stack order. */
  readonly legend: 'ends' | 'stack';
  /** Points from the end within which a line's last value counts as its newest; default 3. */
  readonly newestPoints?: number;
  /** What the state does to the marks. */
  readonly tone: 'full' | 'dimmed' | 'stale';
  readonly formatValue: (value: number | null) => string;
  /** Said in the plot when there is nothing to draw. */
  readonly note: string | null;
  /** One sentence for those who cannot see it. */
  readonly summary: string;
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Spans of `times` (a grid of `stepMs`) that `isMeasured` denies, up to `toMs`; joined where they touch. */
export function gapSpans(options: {
  bins: readonly LiveBin[];
  fromMs: number;
  toMs: number;
  stepMs: number;
  isMeasured: (bin: LiveBin) => boolean;
}): readonly Span[] {
  const { fromMs, toMs, stepMs } = options;
  const measured = options.bins.filter((bin) => bin.t >= fromMs - stepMs && bin.t <= toMs && options.isMeasured(bin));
  const edges = [fromMs, ...measured.map((bin) => bin.t), toMs];
  const spans: Span[] = [];
  for (let index = 1; index < edges.length; index += 1) {
    const before = edges[index - 1] ?? fromMs;
    const after = edges[index] ?? toMs;
    if (after - before > stepMs * 1.5 || (index === edges.length - 1 && after - before > 0 && measured.length === 0))
      spans.push({ fromMs: Math.max(before, fromMs), toMs: after });
  }
  return spans;
}
