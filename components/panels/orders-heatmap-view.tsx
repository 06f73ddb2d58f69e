'use client';

import { useMemo } from 'react';
import { HeatmapLegend } from '@/components/charts/heatmap-legend';
import type { CellPicks } from '@/components/charts/heatmap-picks';
import { HeatmapTable } from '@/components/charts/heatmap-table';
import { HeatmapTurned } from '@/components/charts/heatmap-turned';
import { formatCount } from '@/components/prepare/format-number';
import { heatmapHeadline, heatmapShort, heatmapWhat, ordersSubtitle } from '@/components/prepare/orders-headline';
import { prepareHeatmap, weekdays } from '@/components/prepare/orders-heatmap';
import { exactMoney, metricValue, ordersMetricOf } from '@/components/prepare/orders-metric';
import type { HeatmapRow, OrdersHeatmap } from '@/lib/contracts/orders-panels';
import { OrdersEmpty } from './orders-empty';
import { useOrdersPicks } from './orders-picks';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

function Body({ answer, look, embedded, onPick }: BodyProps<OrdersHeatmap>) {
  const metric = ordersMetricOf(look);
  const { weekday, hour } = useOrdersPicks();
  const picks = useMemo<CellPicks>(
    () => ({
      any: weekday.length + hour.length > 0,
      isPicked: (cell) =>
        weekday.length + hour.length > 0 &&
        (weekday.length === 0 || weekday.includes(cell.weekday)) &&
        (hour.length === 0 || hour.includes(cell.hour)),
      onPick: onPick && ((cell) => onPick({ weekday: [String(cell.weekday)], hour: [String(cell.hour)] })),
    }),
    [weekday, hour, onPick],
  );
  const model = useMemo(() => prepareHeatmap(answer, metric), [answer, metric]);
  if (embedded)
    return (
      <div className="flex h-full flex-col">
        <div className="@container min-h-0 flex-1 [container-type:size]">
          <HeatmapTable model={model} label={answer.title} fill />
        </div>
        <div className="mt-2 hidden h-4 shrink-0 overflow-hidden [@container_embed_(min-height:240px)]:block">
          <HeatmapLegend legend={model.legend} />
        </div>
      </div>
    );
  return (
    <>
      <div className="@container hidden tablet:block">
        <HeatmapTable model={model} label={answer.title} picks={picks} />
      </div>
      <div className="tablet:hidden">
        <HeatmapTurned model={model} label={answer.title} picks={picks} />
      </div>
    </>
  );
}

function Extras({ answer, look }: Pick<BodyProps<OrdersHeatmap>, 'answer' | 'look'>) {
  const metric = ordersMetricOf(look);
  const { legend, best } = useMemo(() => prepareHeatmap(answer, metric), [answer, metric]);
  if (best.length === 0) return null;
  return (
    <span className="hidden tablet:block">
      <HeatmapLegend legend={legend} />
    </span>
  );
}

/** When orders are made: weekday by hour. */
export const ordersHeatmapView: StoredView<OrdersHeatmap> = {
  id: 'orders-heatmap',
  waiting: 'From the stored orders',
  describe(answer, { look, embedded }) {
    const metric = ordersMetricOf(look);
    const model = prepareHeatmap(answer, metric);
    return {
      title: heatmapHeadline(answer, model, metric),
      subtitle: ordersSubtitle(answer, { what: heatmapWhat(metric, model.unit.title), withFilters: embedded }),
      short: heatmapShort(answer, model, metric),
      lastValue: metricValue(answer.total, metric),
    };
  },
  Body,
  Extras,
  table: ({ rows, filters }) =>
    panelTable<HeatmapRow>({
      columns: [
        { key: 'weekday', title: 'Weekday', leading: true, cell: (row) => weekdays[row.weekday - 1] },
        { key: 'hour', title: `Hour, ${filters.tz}`, cell: (row) => `${String(row.hour).padStart(2, '0')}:00` },
        { key: 'orders', title: 'Orders', align: 'right', cell: (row) => formatCount(row.orders) },
        { key: 'quantity', title: 'Pieces', align: 'right', cell: (row) => formatCount(row.quantity) },
        { key: 'revenue', title: 'Revenue', align: 'right', cell: (row) => exactMoney(row.revenue, filters.currency) },
      ],
      rows,
      rowKey: (row) => `${row.weekday}-${row.hour}`,
    }),
  Empty: OrdersEmpty,
};
