import type { LiveDisplay } from '@/components/live/live-display';
import type { PanelState } from '@/components/panels/panel-state';
import { streams } from '@/lib/contracts/streams';
import type { ChartModel, ChartSeries } from './chart-model';
import { formatNumber } from './format-number';
import type { LiveChartKind } from './live-chart-kind';
import { committedFigure } from './live-panel-state';
import { latestOf, liveFrameOf, liveWindowSpan, stepText } from './live-window';
import { streamStyles } from './series-style';
import { absentStreams, shownStreams, shownView, streamTitle } from './shown-streams';
import { valueAxis } from './value-axis';

export interface PreparedPanel {
  readonly subtitle: string;
  readonly model: ChartModel;
  /** The figure of the panel, for tests and embeds; null = not measured. */
  readonly lastValue: number | null;
}

/** Records committed per second, one line a stream. */
export function prepareThroughput(display: LiveDisplay, state: PanelState, previousMax?: number): PreparedPanel {
  const span = liveWindowSpan(display);
  const names = shownStreams(display);
  const series: ChartSeries[] = names.map((name) => ({
    key: name,
    label: streams[name].title,
    // Dashes tell lines apart; one alone is solid.
    ...(names.length === 1 ? { color: streamStyles[name].color } : streamStyles[name]),
    width: 1.5,
    kind: 'line',
    values: span.bins.map((bin) => bin.throughput[name] ?? null),
    latest: latestOf(state, span.bins, (bin) => bin.throughput[name]),
  }));
  const highest = Math.max(0, ...series.flatMap((one) => one.values.map((value) => value ?? 0)));
  const lastValue = series.reduce<number | null>(
    (sum, one) => (one.latest === null ? sum : (sum ?? 0) + one.latest),
    null,
  );
  return {
    subtitle: `Records committed per second${shownView(display).stream === 'all' ? ', by stream' : ''} · ${stepText(span.stepMs)} means${leftOut(display)}`,
    lastValue,
    model: {
      ...liveFrameOf(display, state, span),
      series,
      axis: valueAxis({ highest, least: 10, ...(previousMax !== undefined && { previousMax }) }),
      legend: 'ends',
      formatValue: (value) => formatNumber(value === null ? null : value < 10 ? value : Math.round(value)),
      note: state.kind === 'idle' ? (state.forMs === null ? 'Nothing sent yet' : 'Producers stopped') : null,
      summary: `Throughput: ${series.map((one) => `${one.label} ${formatNumber(one.latest, 'events per second')}`).join(', ')}.`,
    },
  };
}

function leftOut(display: LiveDisplay): string {
  const absent = shownView(display).stream === 'all' ? absentStreams(display) : [];
  if (absent.length === 0) return '';
  return ` · without ${absent.length === 1 ? streamTitle(absent[0]!) : `${absent.length} streams`}`;
}

export const throughputKind: LiveChartKind = { prepare: prepareThroughput, fedBy: committedFigure };
