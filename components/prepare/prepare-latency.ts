import type { LiveDisplay } from '@/components/live/live-display';
import type { PanelState } from '@/components/panels/panel-state';
import type { LiveBin, Quantiles } from '@/lib/contracts/live-frame';
import type { ChartSeries } from './chart-model';
import { formatDuration } from './format-duration';
import { formatCount } from './format-number';
import type { LiveChartKind } from './live-chart-kind';
import { committedFigure } from './live-panel-state';
import { latestOf, liveFrameOf, liveWindowSpan, stepText } from './live-window';
import type { PreparedPanel } from './prepare-throughput';
import { quantileStyles } from './series-style';
import { valueAxis } from './value-axis';

/** Fewer records than this in the window say nothing about their slowest hundredth. */
const leastForP99 = 100;

const kinds = {
  ack: { what: 'Send to broker acknowledgement', name: 'Ack latency', read: (bin: LiveBin) => bin.ack },
  endToEnd: { what: 'Made to stored', name: 'End-to-end latency', read: (bin: LiveBin) => bin.endToEnd },
} as const;

/** p50, p95 and p99 of one latency. */
export function prepareLatency(
  kind: keyof typeof kinds,
  display: LiveDisplay,
  state: PanelState,
  previousMax?: number,
): PreparedPanel {
  const { what, name, read } = kinds[kind];
  const span = liveWindowSpan(display);
  const latest: Quantiles | null = latestOf(state, span.bins, read);
  const total = span.bins.reduce((sum, bin) => sum + (read(bin)?.count ?? 0), 0);
  const keys = total >= leastForP99 ? (['p99', 'p95', 'p50'] as const) : (['p95', 'p50'] as const);
  const series: ChartSeries[] = keys.map((key) => ({
    key,
    ...quantileStyles[key],
    kind: 'line',
    values: span.bins.map((bin) => read(bin)?.[key] ?? null),
    latest: latest?.[key] ?? null,
  }));
  const highest = Math.max(0, ...series.flatMap((one) => one.values.map((value) => value ?? 0)));
  const few = total > 0 && total < leastForP99 ? ` · p99 hidden below n = ${leastForP99}` : '';
  return {
    subtitle: `${what} · ${stepText(span.stepMs)} windows · n = ${formatCount(latest?.count ?? 0)}${few}`,
    lastValue: latest?.p95 ?? null,
    model: {
      ...liveFrameOf(display, state, span),
      series,
      axis: valueAxis({ highest, least: 4, unit: 'ms', ...(previousMax !== undefined && { previousMax }) }),
      legend: 'ends',
      formatValue: formatDuration,
      note: total === 0 && state.kind !== 'loading' ? 'Nothing was measured in this window' : null,
      summary: `${name}: ${series.map((one) => `${one.label} ${formatDuration(one.latest)}`).join(', ')}.`,
    },
  };
}

export const ackKind: LiveChartKind = {
  prepare: (display, state, previousMax) => prepareLatency('ack', display, state, previousMax),
  fedBy: committedFigure,
};

export const endToEndKind: LiveChartKind = {
  prepare: (display, state, previousMax) => prepareLatency('endToEnd', display, state, previousMax),
  fedBy: committedFigure,
};
