import { z } from 'zod';
import { panels } from '@/components/panels/registry';
import type {
  BoxplotRow,
  OrdersAnswer,
  OrdersBoxplot,
  OrdersHeatmap,
  OrdersItemsByWeekday,
  OrdersPanelId,
  OrdersPareto,
  OrdersSums,
} from '@/lib/contracts/orders-panels';
import { queryOrdersByItemAndWeekday } from '@/lib/db/query-orders-3d';
import { type OrdersBox, queryOrdersBoxplot } from '@/lib/db/query-orders-boxplot';
import { queryOrdersHeatmap } from '@/lib/db/query-orders-heatmap';
import { queryOrdersPareto } from '@/lib/db/query-orders-pareto';
import { type HourRange, localHourText } from '@/lib/db/query-orders-range';
import type { OrdersQuestion, OrdersSelection } from '@/lib/db/query-orders-selection';
import { decimalOfTenThousandths } from '@/lib/domain/exact-share';
import { addUp, type OrderSums } from '@/lib/domain/order-sums';
import { periodShape, readPeriod } from './period-parameters';
import { one, type PanelContext, several, storedPanel } from './stored-panel';

const written = (sums: OrderSums): OrdersSums => ({
  orders: Number(sums.orders),
  quantity: Number(sums.quantity),
  revenue: decimalOfTenThousandths(sums.revenue),
});

/** Decimal of a whole or estimated number of ten-thousandths. */
const money = (tenThousandths: number): string => decimalOfTenThousandths(BigInt(Math.round(tenThousandths)));

const boxRow = (box: OrdersBox): BoxplotRow => ({
  channel: box.channel,
  payment: box.payment,
  inFilter: box.inFilter,
  orders: box.count,
  min: money(box.least),
  whiskerLow: money(box.lowerWhisker),
  q1: money(box.q1),
  median: money(box.median),
  q3: money(box.q3),
  whiskerHigh: money(box.upperWhisker),
  max: money(box.greatest),
  outliersLow: box.outliersLow,
  outliersHigh: box.outliersHigh,
  outliersUncertain: box.uncertain,
  examples: box.examples.map(({ orderId, value, item, hourMs, side }) => ({
    orderId,
    value: decimalOfTenThousandths(value),
    item,
    at: new Date(hourMs).toISOString(),
    side,
  })),
  examplesMissing: Math.max(0, box.outliersLow + box.outliersHigh - box.examples.length),
});

const utcRange = (range: HourRange | null) =>
  range === null ? null : { from: new Date(range.fromMs).toISOString(), to: new Date(range.toMs).toISOString() };

function answer<Row>(
  panel: OrdersPanelId,
  question: OrdersQuestion,
  selection: OrdersSelection,
  rows: readonly Row[],
  total: OrdersSums,
): OrdersAnswer<Row> {
  const { range, stored, currency, leftOut } = selection;
  const { tz, channel, payment, item, weekday = [], hour = [] } = question;
  return {
    panel,
    title: panels[panel].title,
    unit: currency,
    generatedAt: new Date().toISOString(),
    filters: {
      from: range === null ? null : localHourText(tz, range.fromMs),
      to: range === null ? null : localHourText(tz, range.toMs),
      tz,
      currency,
      channel,
      payment,
      item,
      weekday,
      hour,
    },
    rows,
    total,
    range: utcRange(range),
    stored: utcRange(stored),
    leftOut,
  };
}

/** Whole numbers within bounds, each once and in order; none = no filter. */
const numbers = (least: number, most: number) =>
  several(2)
    .refine(
      (texts) => texts.every((text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most),
      `must be a whole number from ${least} to ${most}`,
    )
    .transform((texts) => [...new Set(texts.map(Number))].sort((a, b) => a - b));

/** Every parameter of the stored orders panels. */
const shape = z.object({
  ...periodShape,
  currency: one.refine((code) => code === null || /^[A-Z]{3}$/.test(code), 'must be three capitals like EUR'),
  channel: several(40),
  payment: several(40),
  item: several(200),
  weekday: numbers(1, 7),
  hour: numbers(0, 23),
});

function questionOf(parameters: z.output<typeof shape>, context: PanelContext): OrdersQuestion {
  const { currency, channel, payment, item, weekday, hour } = parameters;
  return { ...readPeriod(parameters, context), currency, channel, payment, item, weekday, hour };
}

export const ordersPanels = {
  'orders-heatmap': storedPanel({
    shape,
    columns: ['weekday', 'hour', 'orders', 'quantity', 'revenue'],
    async answer(parameters, context): Promise<OrdersHeatmap> {
      const question = questionOf(parameters, context);
      const { selection, cells } = await queryOrdersHeatmap(context.database, question);
      const rows = cells.map((cell) => ({ weekday: cell.weekday, hour: cell.hour, ...written(cell) }));
      return answer('orders-heatmap', question, selection, rows, written(addUp(cells)));
    },
  }),
  'orders-pareto': storedPanel({
    shape,
    columns: ['rank', 'item', 'orders', 'quantity', 'revenue', 'share', 'cumulativeShare'],
    async answer(parameters, context): Promise<OrdersPareto> {
      const question = questionOf(parameters, context);
      const { selection, items } = await queryOrdersPareto(context.database, question);
      const rows = items.map(({ rank, item, share, cumulativeShare, ...sums }) => ({
        rank,
        item,
        ...written(sums),
        share,
        cumulativeShare,
      }));
      return answer('orders-pareto', question, selection, rows, written(addUp(items)));
    },
  }),
  'orders-boxplot': storedPanel({
    shape,
    columns: [
      ...['channel', 'payment', 'inFilter', 'orders', 'min', 'whiskerLow', 'q1', 'median', 'q3', 'whiskerHigh', 'max'],
      ...['outliersLow', 'outliersHigh', 'outliersUncertain', 'examplesMissing'],
    ],
    async answer(parameters, context): Promise<OrdersBoxplot> {
      const question = questionOf(parameters, context);
      const { selection, boxes, total } = await queryOrdersBoxplot(context.database, question);
      return answer('orders-boxplot', question, selection, boxes.map(boxRow), written(total));
    },
  }),
  'orders-3d': storedPanel({
    shape,
    columns: ['item', 'weekday', 'orders', 'quantity', 'revenue'],
    async answer(parameters, context): Promise<OrdersItemsByWeekday> {
      const question = questionOf(parameters, context);
      const { selection, rows, others } = await queryOrdersByItemAndWeekday(context.database, question);
      const { items, ...rest } = others;
      const shown = rows.map(({ item, weekday, ...sums }) => ({ item, weekday, ...written(sums) }));
      const whole = answer('orders-3d', question, selection, shown, written(addUp([...rows, rest])));
      return { ...whole, others: { items, ...written(rest) } };
    },
  }),
};
