import type { LiveDisplay } from '@/components/live/live-display';
import type { PanelState } from '@/components/panels/panel-state';
import type { LiveBin } from '@/lib/contracts/live-frame';
import { streams } from '@/lib/contracts/streams';
import type { ChartSeries } from './chart-model';
import { formatCount, notMeasured } from './format-number';
import type { LiveChartKind } from './live-chart-kind';
import { latestOf, liveFrameOf, liveWindowSpan } from './live-window';
import type { PreparedPanel } from './prepare-throughput';
import { streamStyles } from './series-style';
import { shownStreams, shownView } from './shown-streams';
import { valueAxis } from './value-axis';

/** Records past our cursor, stacked by stream; dashed: past Kafka's committed offset. */
export function prepareLag(display: LiveDisplay, state: PanelState, previousMax?: number): PreparedPanel {
  const span = liveWindowSpan(display);
  const committed: ChartSeries = {
    key: 'committed',
    label: 'Committed',
    color: 'var(--text-muted)',
    dash: '4 3',
    width: 1.5,
    kind: 'line',
    values: span.bins.map((bin) => bin.lagCommitted),
    latest: latestOf(state, span.bins, (bin) => bin.lagCommitted),
  };
  const areas: ChartSeries[] = shownStreams(display).map((name) => ({
    key: name,
    label: streams[name].title,
    color: streamStyles[name].color,
    width: 1.25,
    kind: 'area',
    values: span.bins.map((bin) => bin.lag[name] ?? null),
    latest: latestOf(state, span.bins, (bin) => bin.lag[name]),
  }));
  const stacked = span.bins.map((_, index) => areas.reduce((sum, area) => sum + (area.values[index] ?? 0), 0));
  const highest = Math.max(0, ...stacked, ...committed.values.map((value) => value ?? 0));
  const lastValue = areas.reduce<number | null>(
    (sum, one) => (one.latest === null ? sum : (sum ?? 0) + one.latest),
    null,
  );
  const formatValue = (value: number | null) => (value === null ? notMeasured : formatCount(Math.round(value)));
  return {
    subtitle: `Records past our cursor${shownView(display).stream === 'all' ? ', by stream' : ''}; dashed: past Kafka’s committed offset`,
    lastValue,
    model: {
      ...liveFrameOf(display, state, span, isLagMeasured),
      series: [committed, ...areas],
      axis: valueAxis({ highest, least: 40, wholeNumbers: true, ...(previousMax !== undefined && { previousMax }) }),
      legend: 'stack',
      formatValue,
      note: null,
      summary: `Lag: ${formatValue(lastValue)} records past our cursor, ${formatValue(committed.latest)} past the committed offset.`,
    },
  };
}

const isLagMeasured = (bin: LiveBin): boolean =>
  bin.lagCommitted !== null || Object.values(bin.lag).some((value) => value !== null && value !== undefined);

export const lagKind: LiveChartKind = { prepare: prepareLag, fedBy: (second) => second.lag };
