'use client';

import { useMemo } from 'react';
import { formatCount } from '@/components/prepare/format-number';
import { type Draw, draws, prepareScene, sceneHeadline } from '@/components/prepare/orders-3d';
import { ordersBrief, ordersSubtitle } from '@/components/prepare/orders-headline';
import { weekdays } from '@/components/prepare/orders-heatmap';
import { exactMoney } from '@/components/prepare/orders-metric';
import { Segmented } from '@/components/ui/segmented';
import { Table } from '@/components/ui/table';
import type { ItemWeekdayRow, OrdersItemsByWeekday } from '@/lib/contracts/orders-panels';
import { OrdersBars } from './orders-bars';
import { OrdersEmpty } from './orders-empty';
import { useOrdersPicks } from './orders-picks';
import { type BodyProps, panelTable, type StoredView } from './stored-view';

const labels: Readonly<Record<Draw, string>> = { '3d': '3D', '2d': '2D', table: 'Table' };
const choices = draws.map((value) => ({ value, label: labels[value] }));

function Body({ answer, look, embedded, onPick }: BodyProps<OrdersItemsByWeekday>) {
  const { item, weekday } = useOrdersPicks();
  const model = useMemo(() => prepareScene(answer, { item, weekday }), [answer, item, weekday]);
  return (
    <>
      {embedded ? null : <DrawSwitch look={look} phone />}
      {look.draw === 'table' ? (
        <div className={embedded ? 'h-full' : 'max-h-[640px] overflow-auto'}>
          <Table caption={`${answer.title} as a table`} {...table(answer)} />
        </div>
      ) : (
        <OrdersBars
          model={model}
          label={answer.title}
          flat={look.draw === '2d'}
          embedded={embedded}
          picked={item.length + weekday.length > 0}
          onPick={onPick && ((bar) => onPick({ item: [bar.item], weekday: [String(bar.weekday)] }))}
        />
      )}
    </>
  );
}

/** The switch stands in the head, and on a phone, where that has no room, above the bars. */
function DrawSwitch({ look, phone }: Pick<BodyProps<OrdersItemsByWeekday>, 'look'> & { phone: boolean }) {
  const { onDraw } = useOrdersPicks();
  if (onDraw === undefined) return null;
  return (
    <div className={phone ? 'mb-3 tablet:hidden' : 'hidden tablet:block'}>
      <Segmented
        label="Drawn as"
        name={phone ? 'draw-phone' : 'draw'}
        size="small"
        value={draws.find((draw) => draw === look.draw) ?? '3d'}
        choices={choices}
        onChange={onDraw}
        fillsPhone
      />
    </div>
  );
}

const Extras = ({ look }: Pick<BodyProps<OrdersItemsByWeekday>, 'look'>) => <DrawSwitch look={look} phone={false} />;

const table = ({ rows, filters }: OrdersItemsByWeekday) =>
  panelTable<ItemWeekdayRow>({
    columns: [
      { key: 'item', title: 'Item', leading: true, cell: (row) => row.item },
      { key: 'weekday', title: 'Weekday', cell: (row) => weekdays[row.weekday - 1] },
      { key: 'orders', title: 'Orders', align: 'right', cell: (row) => formatCount(row.orders) },
      { key: 'quantity', title: 'Pieces', align: 'right', cell: (row) => formatCount(row.quantity) },
      { key: 'revenue', title: 'Revenue', align: 'right', cell: (row) => exactMoney(row.revenue, filters.currency) },
    ],
    rows,
    rowKey: (row) => `${row.weekday} ${row.item}`,
  });

/** What sells on which day: item by weekday, pieces as height and revenue as colour. */
export const orders3dView: StoredView<OrdersItemsByWeekday> = {
  id: 'orders-3d',
  waiting: 'From the stored orders',
  describe(answer, { look, embedded }) {
    const model = prepareScene(answer, { item: [], weekday: [] });
    const head = sceneHeadline(answer, model);
    const shown = model.items.length;
    const items = answer.others.items === 0 ? `${shown} items` : `${shown} of ${shown + answer.others.items} items`;
    const what = look.draw === '3d' ? '3D: item × weekday × pieces, colour = revenue' : 'Item × weekday';
    return {
      title: head.title,
      subtitle: embedded
        ? ordersSubtitle(answer, { what: `${what} · ${items} by revenue`, withFilters: true })
        : ordersBrief(answer, `${what} · ${items} by revenue`),
      short: {
        title: head.short,
        subtitle: `${look.draw === '3d' ? 'Pieces, colour = revenue' : 'Revenue'} · ${items}`,
      },
      lastValue: answer.total.quantity,
    };
  },
  Body,
  Extras,
  table,
  Empty: OrdersEmpty,
};
