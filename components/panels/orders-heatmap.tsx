'use client';

import { useMemo, useState } from 'react';
import { HeatmapLegend } from '@/components/charts/heatmap-legend';
import { HeatmapTable } from '@/components/charts/heatmap-table';
import { HeatmapTurned } from '@/components/charts/heatmap-turned';
import { formatCount } from '@/components/prepare/format-number';
import { heatmapHeadline, heatmapShort, heatmapWhat, ordersSubtitle } from '@/components/prepare/orders-headline';
import { prepareHeatmap, weekdays } from '@/components/prepare/orders-heatmap';
import { exactMoney, metricValue, type OrdersMetric } from '@/components/prepare/orders-metric';
import { type Column, Table } from '@/components/ui/table';
import type { HeatmapRow, OrdersHeatmap } from '@/lib/contracts/orders-panels';
import { OrdersEmpty } from './orders-empty';
import { OrdersPanelMenu } from './orders-panel-menu';
import type { Polled } from './orders-poll';
import { PanelFrame } from './panel-frame';
import { PanelSkeleton } from './panel-skeleton';
import { panels } from './registry';

/** When orders are made: weekday by hour. `search` are the filters, `embedSearch` those with what is drawn. */
export function OrdersHeatmapPanel({
  polled,
  metric,
  search,
  embedSearch,
}: {
  polled: Polled<OrdersHeatmap>;
  metric: OrdersMetric;
  search: string;
  embedSearch: string;
}) {
  const [asTable, setAsTable] = useState(false);
  const { answer, state, outdated, retry } = polled;
  const model = useMemo(() => (answer === null ? null : prepareHeatmap(answer, metric)), [answer, metric]);
  const { title } = panels['orders-heatmap'];
  return (
    <PanelFrame
      id="orders-heatmap"
      title={answer === null || model === null ? title : heatmapHeadline(answer, model, metric)}
      subtitle={
        answer === null || model === null
          ? 'From the stored orders'
          : ordersSubtitle(answer, { what: heatmapWhat(metric, model.unit.title), withFilters: false })
      }
      {...(answer !== null && model !== null && { short: heatmapShort(answer, model, metric) })}
      state={state}
      lastValue={answer === null ? null : metricValue(answer.total, metric)}
      extras={
        model === null || asTable || model.best.length === 0 ? null : (
          <span className="hidden tablet:block">
            <HeatmapLegend legend={model.legend} />
          </span>
        )
      }
      menu={
        <OrdersPanelMenu
          id="orders-heatmap"
          search={search}
          embedSearch={embedSearch}
          asTable={asTable}
          onAsTable={setAsTable}
        />
      }
      emptyBody={answer === null ? undefined : <OrdersEmpty answer={answer} />}
      onRetry={retry}
      className="min-h-80"
    >
      {answer === null || model === null ? (
        <PanelSkeleton />
      ) : asTable ? (
        <div className="max-h-[640px] overflow-auto">
          <HeatmapRows answer={answer} />
        </div>
      ) : (
        <div className={outdated ? 'opacity-50' : undefined}>
          <div className="@container hidden tablet:block">
            <HeatmapTable model={model} label={title} />
          </div>
          <div className="tablet:hidden">
            <HeatmapTurned model={model} label={title} />
          </div>
        </div>
      )}
    </PanelFrame>
  );
}

/** The rows of the API and the CSV, in words. */
export function HeatmapRows({ answer }: { answer: OrdersHeatmap }) {
  const columns: Column<HeatmapRow>[] = [
    { key: 'weekday', title: 'Weekday', leading: true, cell: (row) => weekdays[row.weekday - 1] },
    { key: 'hour', title: `Hour, ${answer.filters.tz}`, cell: (row) => `${String(row.hour).padStart(2, '0')}:00` },
    { key: 'orders', title: 'Orders', align: 'right', cell: (row) => formatCount(row.orders) },
    { key: 'quantity', title: 'Pieces', align: 'right', cell: (row) => formatCount(row.quantity) },
    {
      key: 'revenue',
      title: 'Revenue',
      align: 'right',
      cell: (row) => exactMoney(row.revenue, answer.filters.currency),
    },
  ];
  return (
    <Table
      caption={`${answer.title} as a table`}
      columns={columns}
      rows={answer.rows}
      rowKey={(row) => `${row.weekday}-${row.hour}`}
    />
  );
}
