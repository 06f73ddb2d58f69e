'use client';

import { ParetoChart } from '@/components/charts/pareto-chart';
import { useElementSize } from '@/components/charts/use-element-size';
import { formatCount } from '@/components/prepare/format-number';
import {
  ordersBrief,
  ordersSubtitle,
  paretoHeadline,
  paretoShort,
  paretoWhat,
} from '@/components/prepare/orders-headline';
import { exactMoney, metricTitles, ordersMetricOf } from '@/components/prepare/orders-metric';
import { preparePareto } from '@/components/prepare/orders-pareto';
import type { OrdersPareto, ParetoRow } from '@/lib/contracts/orders-panels';
import { OrdersEmpty } from './orders-empty';
import { useOrdersPicks } from './orders-picks';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

/** Rows the page has room for; further items are folded into one, but never those up to the 80 % line. */
const roomOnPage = 20;
const mostRoomOnPage = 40;
/** Head and foot of the chart in px, and a row. */
const [chartEdges, rowHeight] = [44, 16];
/** Rows for a frame of 640x360, until its true height is known. */
const assumedRows = 12;

function Body({ answer, look, embedded, onPick }: BodyProps<OrdersPareto>) {
  const [body, size] = useElementSize<HTMLDivElement>();
  const metric = ordersMetricOf(look);
  const metricTitle = metricTitles[metric];
  const { item } = useOrdersPicks();
  if (!embedded) {
    const model = preparePareto(answer, metric, roomOnPage, mostRoomOnPage);
    return (
      <ParetoChart
        {...{ model, metricTitle }}
        label={answer.title}
        picked={item}
        onPick={onPick && ((name) => onPick({ item: [name] }))}
      />
    );
  }
  const rows = size === null ? assumedRows : Math.max(2, Math.floor((size.height - chartEdges) / rowHeight));
  return (
    <div ref={body} className="h-full overflow-hidden [@container_embed_(min-height:240px)]:h-[calc(100%-20px)]">
      <ParetoChart model={preparePareto(answer, metric, rows)} metricTitle={metricTitle} label={answer.title} />
    </div>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}\u00a0%`;

/** What sells: items with their running share. */
export const ordersParetoView: StoredView<OrdersPareto> = {
  id: 'orders-pareto',
  waiting: 'From the stored orders',
  describe(answer, { look, embedded }) {
    const metric = ordersMetricOf(look);
    const model = preparePareto(answer, metric, roomOnPage, mostRoomOnPage);
    return {
      title: paretoHeadline(model, metric),
      subtitle: embedded
        ? ordersSubtitle(answer, { what: paretoWhat(metric), withFilters: true })
        : ordersBrief(answer, paretoWhat(metric)),
      short: paretoShort(answer, model, metric),
      lastValue: model.items,
    };
  },
  Body,
  table: ({ rows, filters }) =>
    panelTable<ParetoRow>({
      columns: [
        { key: 'rank', title: 'Rank', align: 'right', cell: (row) => row.rank },
        { key: 'item', title: 'Item', leading: true, cell: (row) => row.item },
        { key: 'orders', title: 'Orders', align: 'right', cell: (row) => formatCount(row.orders) },
        { key: 'quantity', title: 'Pieces', align: 'right', cell: (row) => formatCount(row.quantity) },
        { key: 'revenue', title: 'Revenue', align: 'right', cell: (row) => exactMoney(row.revenue, filters.currency) },
        { key: 'share', title: 'Share', align: 'right', cell: (row) => percent(row.share) },
        { key: 'cumulativeShare', title: 'Sum', align: 'right', cell: (row) => percent(row.cumulativeShare) },
      ],
      rows,
      rowKey: (row) => row.item,
    }),
  Empty: OrdersEmpty,
};
