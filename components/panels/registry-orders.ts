import { storedWindows } from '@/lib/contracts/stored-answer';
import { filter, type PanelEntry } from './panel-entry';

const ordersPanel = {
  source: 'stored',
  stream: 'orders',
  defaultSize: { width: 640, height: 360 },
  parameters: [
    { name: 'metric', kind: 'look', description: 'What the marks show.', values: ['revenue', 'orders', 'quantity'] },
    filter('window', `Period that ends with the running hour: ${storedWindows.join(', ')}.`),
    filter('from', 'First local hour, 2026-10-25 or 2026-10-25T13:00; absent = everything stored.'),
    filter('to', 'Local hour after the last.'),
    filter('tz', 'Time zone of weekdays and hours, whole hours from UTC.'),
    filter('currency', 'Three letters; absent = the one with most orders in the period.'),
    filter('channel', 'Sales channel; repeated = any of them.'),
    filter('payment', 'Payment method; repeated = any of them.'),
    filter('item', 'Item; repeated = any of them.'),
    filter('weekday', 'Local weekday, 1 = Monday to 7; repeated = any of them.'),
    filter('hour', 'Local hour of the day, 0 to 23; repeated = any of them.'),
  ],
} as const;

/** The stored panels of the orders. */
export const ordersPanelEntries = {
  'orders-heatmap': {
    id: 'orders-heatmap',
    title: 'Orders by weekday and hour',
    fileName: 'orders_revenue_heatmap_weekday_hour',
    unit: 'currency, orders or pieces',
    ...ordersPanel,
    explanation:
      'Sums of all stored orders of the period by the hour of the week in which they were bought, on the clock of the chosen time zone. Kept exactly by UTC hour; an hour that the clock repeats adds both.',
  },
  'orders-pareto': {
    id: 'orders-pareto',
    title: 'Revenue by item',
    fileName: 'orders_pareto_revenue_item',
    unit: 'currency',
    ...ordersPanel,
    explanation:
      'Items by stored revenue of the period, most first, with the share of all revenue that they and the items before them bring. Shares are computed from exact sums; ties are ordered by name.',
  },
  'orders-boxplot': {
    id: 'orders-boxplot',
    title: 'Order value by channel and payment',
    fileName: 'orders_boxplot_channel_payment',
    unit: 'currency',
    ...ordersPanel,
    explanation:
      'Quartiles of the value of an order, from counts in buckets of 1.6 % (off by at most 0.8 %), with whiskers to the last order within 1.5 of the box. Examples are outliers among the 50 highest and lowest orders that each day, channel and payment keeps; the others are only counted.',
  },
  'orders-3d': {
    id: 'orders-3d',
    title: 'Item, weekday and quantity',
    fileName: 'orders_3d_item_weekday',
    unit: 'pieces and currency',
    ...ordersPanel,
    parameters: [
      {
        ...{ name: 'draw', kind: 'look', description: 'Bars, a flat table of colours, or rows.' },
        values: ['3d', '2d', 'table'],
      },
      ...ordersPanel.parameters.filter(({ kind }) => kind === 'filter'),
    ],
    explanation:
      'The 20 items of most revenue by the weekday on which they were bought, on the clock of the chosen time zone: pieces as height, revenue as colour. Sums are exact, from cells by UTC hour; the items left out are summed beside it.',
  },
} as const satisfies Record<string, PanelEntry>;
