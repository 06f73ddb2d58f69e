import type { LiveDisplay } from '@/components/live/live-display';
import type { PanelState } from '@/components/panels/panel-state';
import type { ChartSeries } from './chart-model';
import { formatCount, notMeasured } from './format-number';
import type { LiveChartKind } from './live-chart-kind';
import { committedFigure } from './live-panel-state';
import { liveFrameOf, liveWindowSpan, windowText } from './live-window';
import type { PreparedPanel } from './prepare-throughput';
import { rangeAxis } from './value-axis';

/** A model is judged each 10 s: its newest error is the present for so long, and a little more. */
const presentMs = 15_000;
const mostForeign = 4;
const foreignStyles = [
  { color: 'var(--series-6)', dash: '2 2' },
  { color: 'var(--series-3)', dash: '9 3 2 3' },
  { color: 'var(--series-4)', dash: '4 2' },
  { color: 'var(--series-5)', dash: '1 3' },
] as const;

/** Error of the model's predictions beside the baseline's, and every rmse that others publish. */
export function prepareRmse(display: LiveDisplay, state: PanelState): PreparedPanel {
  const span = liveWindowSpan(display);
  const lost = state.kind === 'reconnecting' || state.kind === 'loading';
  const line = (
    one: Pick<ChartSeries, 'key' | 'label' | 'color' | 'dash' | 'width'>,
    values: readonly (number | null)[],
    standsMs: number,
  ): ChartSeries => {
    const last = values.findLastIndex((value) => value !== null);
    const stands = !lost && last >= 0 && span.toMs - (span.bins[last]?.t ?? 0) <= standsMs;
    return { ...one, kind: 'line', values, latest: stands ? (values[last] ?? null) : null };
  };
  const names = [...new Set(span.bins.flatMap((bin) => Object.keys(bin.foreign ?? {})))].sort();
  const series = [
    line(
      { key: 'model', label: 'Model', color: 'var(--series-2)', width: 2 },
      span.bins.map((bin) => bin.model?.rmse ?? null),
      presentMs,
    ),
    line(
      { key: 'baseline', label: 'Baseline', color: 'var(--text-muted)', dash: '4 3', width: 1.5 },
      span.bins.map((bin) => bin.model?.baselineRmse ?? null),
      presentMs,
    ),
    ...names
      .slice(0, mostForeign)
      .map((name, index) =>
        line(
          { key: `foreign ${name}`, label: shortName(name), ...foreignStyles[index]!, width: 1.5 },
          joined(span.bins.map((bin) => bin.foreign?.[name] ?? null)),
          span.windowMs,
        ),
      ),
  ].filter((one) => one.values.some((value) => value !== null));
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const predicted = span.bins.reduce((sum, bin) => sum + (bin.model?.n ?? 0), 0);
  const more = names.length > mostForeign ? ` · ${names.length - mostForeign} more under Metrics` : '';
  return {
    subtitle: `Error of the prediction, beside the baseline · per 10\u00a0s · n = ${formatCount(predicted)} in ${windowText(span.windowMs)}${more}`,
    lastValue: series[0]?.latest ?? null,
    model: {
      ...liveFrameOf(display, state, span),
      series,
      // Not from zero: a model is a few hundredths better than the baseline, and that is what it is judged by.
      axis: rangeAxis({
        lowest: values.length === 0 ? 0 : Math.min(...values),
        highest: values.length === 0 ? 1 : Math.max(...values),
        leastSpan: 0.1,
      }),
      legend: 'ends',
      newestPoints: span.bins.length,
      formatValue: formatError,
      note: null,
      summary: `RMSE: ${series.map((one) => `${one.label} ${formatError(one.latest)}`).join(', ')}.`,
    },
  };
}

/** `0.871`: what models differ by is in the third place. */
export const formatError = (value: number | null): string => (value === null ? notMeasured : value.toFixed(3));

const longestLabel = 14;

/** What tells one rmse from another: its labels' values. */
function shortName(name: string): string {
  const labels = /\{(.*)\}$/.exec(name)?.[1];
  const text = labels === undefined ? name : labels.replace(/(^|,)[^=,]*=/g, '$1');
  return text.length > longestLabel ? `${text.slice(0, longestLabel - 1)}…` : text;
}

/** Others publish when they like: between two readings the earlier one stands, behind the last there is none. */
function joined(values: readonly (number | null)[]): readonly (number | null)[] {
  const last = values.findLastIndex((value) => value !== null);
  let newest: number | null = null;
  return values.map((value, index) => {
    newest = value ?? newest;
    return index <= last ? newest : null;
  });
}

export const rmseKind: LiveChartKind = { prepare: prepareRmse, fedBy: committedFigure };
