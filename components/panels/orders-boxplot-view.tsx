'use client';

import { useMemo } from 'react';
import { BoxplotChart } from '@/components/charts/boxplot-chart';
import { useElementSize } from '@/components/charts/use-element-size';
import { boxplotOnPage, fitBoxplot } from '@/components/prepare/fit-boxplot';
import { formatCount } from '@/components/prepare/format-number';
import {
  type BoxPlace,
  boxplotHeadline,
  boxplotWhat,
  dimensionTitle,
  prepareBoxplot,
} from '@/components/prepare/orders-boxplot';
import { ordersSubtitle } from '@/components/prepare/orders-headline';
import { exactMoney } from '@/components/prepare/orders-metric';
import type { BoxplotRow, OrdersBoxplot } from '@/lib/contracts/orders-panels';
import { OrdersEmpty } from './orders-empty';
import { useOrdersPicks } from './orders-picks';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

/** px of a frame of 640x360, until its true size is known. */
const inFrame = { width: 608, height: 262 };

function Body({ answer, embedded, onPick }: BodyProps<OrdersBoxplot>) {
  const [body, size] = useElementSize<HTMLDivElement>();
  const model = useMemo(() => prepareBoxplot(answer), [answer]);
  const { channel, payment } = useOrdersPicks();
  const picked = channel.length === 1 && payment.length === 1 ? [`${channel[0]} ${payment[0]}`] : [];
  const chart = {
    label: answer.title,
    picked,
    onPick: onPick && ((place: BoxPlace) => onPick({ channel: [place.channel], payment: [place.payment] })),
  };
  if (!embedded) return <BoxplotChart model={model} room={boxplotOnPage} {...chart} />;
  return (
    <div ref={body} className="h-full overflow-hidden [@media(min-height:240px)]:h-[calc(100%-20px)]">
      <BoxplotChart {...fitBoxplot(model, size ?? inFrame)} {...chart} />
    </div>
  );
}

const money = (name: string, key: 'min' | 'q1' | 'median' | 'q3' | 'max', currency: string) =>
  ({ key, title: name, align: 'right', cell: (row: BoxplotRow) => exactMoney(row[key], currency) }) as const;

/** How much orders are worth: boxes by channel and payment method. */
export const ordersBoxplotView: StoredView<OrdersBoxplot> = {
  id: 'orders-boxplot',
  waiting: 'From the stored orders',
  describe(answer, { embedded }) {
    const head = boxplotHeadline(answer, prepareBoxplot(answer));
    return {
      title: head.title,
      subtitle: embedded
        ? ordersSubtitle(answer, { what: boxplotWhat, withFilters: true })
        : `${boxplotWhat} · n = ${formatCount(answer.total.orders)}`,
      short: { title: head.short, subtitle: 'Boxplot: order value, log scale · whiskers 1.5 IQR' },
      lastValue: answer.total.orders,
    };
  },
  Body,
  table: ({ rows, filters: { currency } }) =>
    panelTable<BoxplotRow>({
      columns: [
        { key: 'channel', title: 'Channel', leading: true, cell: (row) => dimensionTitle(row.channel) },
        { key: 'payment', title: 'Payment', leading: true, cell: (row) => dimensionTitle(row.payment) },
        { key: 'inFilter', title: 'In filter', cell: (row) => (row.inFilter ? 'yes' : 'no') },
        { key: 'orders', title: 'Orders', align: 'right', cell: (row) => formatCount(row.orders) },
        money('Least', 'min', currency),
        money('Lower quartile', 'q1', currency),
        money('Median', 'median', currency),
        money('Upper quartile', 'q3', currency),
        money('Greatest', 'max', currency),
        {
          key: 'outliers',
          title: 'Outliers',
          align: 'right',
          cell: (row) => formatCount(row.outliersLow + row.outliersHigh),
        },
      ],
      rows,
      rowKey: (row) => `${row.channel} ${row.payment}`,
    }),
  Empty: OrdersEmpty,
};
