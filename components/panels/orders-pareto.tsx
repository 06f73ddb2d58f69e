'use client';

import { useMemo, useState } from 'react';
import { ParetoChart } from '@/components/charts/pareto-chart';
import { formatCount } from '@/components/prepare/format-number';
import { ordersSubtitle, paretoHeadline, paretoShort, paretoWhat } from '@/components/prepare/orders-headline';
import { exactMoney, metricTitles, type OrdersMetric } from '@/components/prepare/orders-metric';
import { preparePareto } from '@/components/prepare/orders-pareto';
import { type Column, Table } from '@/components/ui/table';
import type { OrdersPareto, ParetoRow } from '@/lib/contracts/orders-panels';
import { OrdersEmpty } from './orders-empty';
import { OrdersPanelMenu } from './orders-panel-menu';
import type { Polled } from './orders-poll';
import { PanelFrame } from './panel-frame';
import { PanelSkeleton } from './panel-skeleton';
import { panels } from './registry';

/** Rows the page has room for; further items are folded into one, but never those up to the 80 % line. */
const roomOnPage = 20;
const mostRoomOnPage = 40;

/** What sells: items with their running share. */
export function OrdersParetoPanel({
  polled,
  metric,
  search,
  embedSearch,
}: {
  polled: Polled<OrdersPareto>;
  metric: OrdersMetric;
  search: string;
  embedSearch: string;
}) {
  const [asTable, setAsTable] = useState(false);
  const { answer, state, outdated, retry } = polled;
  const model = useMemo(
    () => (answer === null ? null : preparePareto(answer, metric, roomOnPage, mostRoomOnPage)),
    [answer, metric],
  );
  const { title } = panels['orders-pareto'];
  return (
    <PanelFrame
      id="orders-pareto"
      title={model === null ? title : paretoHeadline(model, metric)}
      subtitle={
        answer === null
          ? 'From the stored orders'
          : ordersSubtitle(answer, { what: paretoWhat(metric), withFilters: false })
      }
      {...(answer !== null && model !== null && { short: paretoShort(answer, model, metric) })}
      state={state}
      lastValue={model?.items ?? null}
      menu={
        <OrdersPanelMenu
          id="orders-pareto"
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
          <ParetoRows answer={answer} />
        </div>
      ) : (
        <div className={outdated ? 'opacity-50' : undefined}>
          <ParetoChart model={model} metricTitle={metricTitles[metric]} label={title} />
        </div>
      )}
    </PanelFrame>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}\u00a0%`;

/** The rows of the API and the CSV, in words. */
export function ParetoRows({ answer }: { answer: OrdersPareto }) {
  const columns: Column<ParetoRow>[] = [
    { key: 'rank', title: 'Rank', align: 'right', cell: (row) => row.rank },
    { key: 'item', title: 'Item', leading: true, cell: (row) => row.item },
    { key: 'orders', title: 'Orders', align: 'right', cell: (row) => formatCount(row.orders) },
    { key: 'quantity', title: 'Pieces', align: 'right', cell: (row) => formatCount(row.quantity) },
    {
      key: 'revenue',
      title: 'Revenue',
      align: 'right',
      cell: (row) => exactMoney(row.revenue, answer.filters.currency),
    },
    { key: 'share', title: 'Share', align: 'right', cell: (row) => percent(row.share) },
    { key: 'cumulativeShare', title: 'Sum', align: 'right', cell: (row) => percent(row.cumulativeShare) },
  ];
  return (
    <Table caption={`${answer.title} as a table`} columns={columns} rows={answer.rows} rowKey={(row) => row.item} />
  );
}
