import type { LiveDisplay } from '@/components/live/live-display';
import type { PanelState } from '@/components/panels/panel-state';
import type { ChartSeries, Span } from './chart-model';
import { type ErrorReason, errorReasons, otherReason } from './error-reasons';
import { formatCount, notMeasured } from './format-number';
import type { LiveChartKind } from './live-chart-kind';
import { committedFigure } from './live-panel-state';
import { liveFrameOf, liveWindowSpan, stepText, windowText } from './live-window';
import type { PreparedPanel } from './prepare-throughput';
import { valueAxis } from './value-axis';

const barsPerWindow = 30;
/** Rows the legend has room for beside a plot of the overview. */
const mostReasons = 7;

/** Dead letters, failed sends and flushes by reason, stacked bars of a thirtieth of the window. */
export function prepareErrors(display: LiveDisplay, state: PanelState, previousMax?: number): PreparedPanel {
  const window = liveWindowSpan(display);
  const widthMs = window.windowMs / barsPerWindow;
  const toMs = (Math.floor(window.toMs / widthMs) + 1) * widthMs;
  const span = { ...window, toMs, fromMs: toMs - window.windowMs };
  const starts = Array.from({ length: barsPerWindow }, (_, index) => span.fromMs + index * widthMs);
  const counted: (Record<string, number> | null)[] = starts.map(() => null);
  const sums: Record<string, number> = {};
  for (const bin of display.state.bins) {
    const index = Math.floor((bin.t - span.fromMs) / widthMs);
    if (bin.errors === null || index < 0 || index >= barsPerWindow) continue;
    const bar = counted[index] ?? {};
    for (const [code, count] of Object.entries(bin.errors)) {
      bar[code] = (bar[code] ?? 0) + count;
      sums[code] = (sums[code] ?? 0) + count;
    }
    counted[index] = bar;
  }
  const lost = state.kind === 'reconnecting' || state.kind === 'loading';
  const series: ChartSeries[] = shownReasons(sums).map(({ reason, codes }) => {
    const values = counted.map((bar) =>
      bar === null ? null : codes.reduce((count, code) => count + (bar[code] ?? 0), 0),
    );
    return {
      key: reason.code,
      label: reason.label,
      color: reason.color,
      ...(reason.hatched && { hatched: true }),
      width: 1,
      kind: 'bar',
      values,
      latest: lost ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
    };
  });
  const total = series.reduce((sum, one) => sum + (one.latest ?? 0), 0);
  const heights = starts.map((_, index) => series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0));
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
        highest: Math.max(0, ...heights),
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

/** Reasons that occurred, in the order of the stack; the rarest share the last row when there are too many. */
function shownReasons(
  sums: Readonly<Record<string, number>>,
): readonly { readonly reason: ErrorReason; readonly codes: readonly string[] }[] {
  const occurred = errorReasons.filter(({ code }) => (sums[code] ?? 0) > 0);
  const unknown = Object.keys(sums).filter((code) => !errorReasons.some((reason) => reason.code === code));
  const room = occurred.length + Math.min(1, unknown.length) > mostReasons ? mostReasons - 1 : mostReasons;
  const kept = new Set([...occurred].sort((a, b) => (sums[b.code] ?? 0) - (sums[a.code] ?? 0)).slice(0, room));
  const folded = [...occurred.filter((reason) => !kept.has(reason)).map(({ code }) => code), ...unknown];
  const rows = occurred.filter((reason) => kept.has(reason)).map((reason) => ({ reason, codes: [reason.code] }));
  return folded.length === 0 ? rows : [...rows, { reason: otherReason, codes: folded }];
}

// The newest bar ends in the future; what has not happened yet is no gap.
function clipped(gap: Span, newestMs: number): readonly Span[] {
  return gap.fromMs >= newestMs ? [] : [{ fromMs: gap.fromMs, toMs: Math.min(gap.toMs, newestMs) }];
}

export const errorsKind: LiveChartKind = { prepare: prepareErrors, fedBy: committedFigure };
