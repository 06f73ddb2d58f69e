import type { LiveDisplay } from '@/components/live/live-display';
import type { PanelState } from '@/components/panels/panel-state';
import type { ChartSeries, Span } from './chart-model';
import { formatCount, notMeasured } from './format-number';
import { liveFrameOf, liveWindowSpan, stepText, windowText } from './live-window';
import type { PreparedPanel } from './prepare-throughput';
import { errorReasons, otherReason } from './series-style';
import { valueAxis } from './value-axis';

const barsPerWindow = 30;

/** Dead letters and failed sends by reason, stacked bars of a thirtieth of the window. */
export function prepareErrors(display: LiveDisplay, state: PanelState, previousMax?: number): PreparedPanel {
  const window = liveWindowSpan(display);
  const widthMs = window.windowMs / barsPerWindow;
  const toMs = (Math.floor(window.toMs / widthMs) + 1) * widthMs;
  const span = { ...window, toMs, fromMs: toMs - window.windowMs };
  const starts = Array.from({ length: barsPerWindow }, (_, index) => span.fromMs + index * widthMs);
  const counted: (Record<string, number> | null)[] = starts.map(() => null);
  for (const bin of display.state.bins) {
    const index = Math.floor((bin.t - span.fromMs) / widthMs);
    if (bin.errors === null || index < 0 || index >= barsPerWindow) continue;
    const bar = counted[index] ?? {};
    for (const [code, count] of Object.entries(bin.errors)) {
      const known = errorReasons.some((reason) => reason.code === code) ? code : otherReason.code;
      bar[known] = (bar[known] ?? 0) + count;
    }
    counted[index] = bar;
  }
  const lost = state.kind === 'reconnecting' || state.kind === 'loading';
  const series: ChartSeries[] = [...errorReasons, otherReason]
    .map((reason) => {
      const values = counted.map((bar) => (bar === null ? null : (bar[reason.code] ?? 0)));
      const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
      return {
        key: reason.code,
        label: reason.label,
        color: reason.color,
        width: 1,
        kind: 'bar' as const,
        values,
        sum,
      };
    })
    .filter((one) => one.sum > 0)
    .map(({ sum, ...one }) => ({ ...one, latest: lost ? null : sum }));
  const total = series.reduce((sum, one) => sum + (one.latest ?? 0), 0);
  const sums = starts.map((_, index) => series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0));
  const shown = windowText(span.windowMs);
  const frame = liveFrameOf(display, state, span);
  return {
    subtitle: `Dead letters and failed sends per ${stepText(widthMs)} · n = ${formatCount(total)} in ${shown}`,
    lastValue: lost ? null : total,
    model: {
      ...frame,
      gaps: frame.gaps.flatMap((gap) => clipped(gap, window.toMs)),
      times: starts.map((start) => start + widthMs / 2),
      series,
      axis: valueAxis({
        highest: Math.max(0, ...sums),
        least: 4,
        wholeNumbers: true,
        ...(previousMax !== undefined && { previousMax }),
      }),
      legend: 'stack',
      formatValue: (value) => (value === null ? notMeasured : formatCount(value)),
      note: total === 0 && !lost ? `No errors in ${shown}` : null,
      summary: `Errors: ${formatCount(total)} in ${shown}.`,
    },
  };
}

// The newest bar ends in the future; what has not happened yet is no gap.
function clipped(gap: Span, newestMs: number): readonly Span[] {
  return gap.fromMs >= newestMs ? [] : [{ fromMs: gap.fromMs, toMs: Math.min(gap.toMs, newestMs) }];
}
