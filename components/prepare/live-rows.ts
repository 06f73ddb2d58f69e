import type { LiveDisplay } from '@/components/live/live-display';
import type { LiveChartId, LivePanelId } from '@/components/panels/live-panel-kinds';
import type { LiveChartKind } from './live-chart-kind';
import { livePanelState } from './live-panel-state';
import { prepareExternal } from './prepare-external';
import { rmseKind } from './prepare-rmse';
import { prepareStages } from './prepare-stages';
import { streamKinds } from './stream-kinds';

/** A live panel as figures: what its table shows, unrounded; times in ISO 8601, null = not measured. */
export interface LiveRows {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

const charts: Readonly<Record<LiveChartId, LiveChartKind>> = { ...streamKinds, rmse: rmseKind };

const isoTime = (timeMs: number): string => new Date(timeMs).toISOString();

/** Oldest first; a chart's columns are its series. */
export function liveRows(id: LivePanelId, display: LiveDisplay): LiveRows {
  if (id === 'stages') {
    const rows = prepareStages(display).rows.map(({ label, meanMs, p95Ms }) => ({ stage: label, meanMs, p95Ms }));
    return { columns: ['stage', 'meanMs', 'p95Ms'], rows };
  }
  if (id === 'external') {
    const { rows } = prepareExternal(display, livePanelState(display));
    return {
      columns: ['time', 'metric', 'value'],
      rows: rows.flatMap(({ name, points }) =>
        points.map(({ timeMs, value }) => ({ time: isoTime(timeMs), metric: name, value })),
      ),
    };
  }
  const { model } = charts[id].prepare(display, livePanelState(display), 0);
  return {
    columns: ['time', ...model.series.map((series) => series.key)],
    rows: model.times.map((timeMs, index) => ({
      time: isoTime(timeMs),
      ...Object.fromEntries(model.series.map((series) => [series.key, series.values[index] ?? null])),
    })),
  };
}
