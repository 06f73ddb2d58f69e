import type { OrdersSums } from '@/lib/contracts/orders-panels';
import { formatMoney, formatMoneyShort } from './format-money';
import { formatCount, formatNumber, numberParts } from './format-number';

export const ordersMetrics = ['revenue', 'orders', 'quantity'] as const;
export type OrdersMetric = (typeof ordersMetrics)[number];

/** What the marks show, by what the address says of it. */
export const ordersMetricOf = (look: Readonly<Record<string, string>>): OrdersMetric =>
  ordersMetrics.find((metric) => metric === look.metric) ?? 'revenue';

export const metricTitles: Readonly<Record<OrdersMetric, string>> = {
  revenue: 'Revenue',
  orders: 'Orders',
  quantity: 'Pieces',
};

/** For marks and ordering; texts of money are made from the exact decimal. */
export function metricValue(sums: OrdersSums, metric: OrdersMetric): number {
  return metric === 'revenue' ? Number(sums.revenue) : sums[metric];
}

/** `€321 k`, `3.02 k`: three significant digits. */
export function metricShort(value: number, metric: OrdersMetric, currency: string): string {
  return metric === 'revenue' ? formatMoneyShort(value, currency) : formatNumber(value);
}

/** `€321 k`, `3.02 k orders`, `4.10 k pieces`: as in a sentence. */
export function metricPhrase(value: number, metric: OrdersMetric, currency: string): string {
  if (metric === 'revenue') return formatMoneyShort(value, currency);
  const one = metric === 'orders' ? 'order' : 'piece';
  return `${formatNumber(value)} ${value === 1 ? one : `${one}s`}`;
}

/** `€321,055` or `€1,204.50`, whole from 1,000 on; `3,017`. */
export function metricExact(sums: OrdersSums, metric: OrdersMetric, currency: string): string {
  if (metric !== 'revenue') return formatCount(sums[metric]);
  return Number(sums.revenue) >= 1_000 ? formatMoney(sums.revenue, currency, 0) : formatMoney(sums.revenue, currency);
}

/** Without loss: ten-thousandths only where there are any. */
export const exactMoney = (decimal: string, currency: string): string =>
  formatMoney(decimal, currency, decimal.endsWith('00') ? 2 : 4);

/** One unit for all values of a matrix: a divisor and its name before the unit. */
export interface MatrixUnit {
  readonly factor: number;
  /** `thousand EUR`, `orders`. */
  readonly title: string;
}

const scales = [
  { factor: 1e9, name: 'billion ' },
  { factor: 1e6, name: 'million ' },
  { factor: 1e3, name: 'thousand ' },
  { factor: 1, name: '' },
] as const;

/** The largest scale in which the highest value is at least 1. */
export function matrixUnit(highest: number, metric: OrdersMetric, currency: string): MatrixUnit {
  const unit = metric === 'revenue' ? currency : metric === 'orders' ? 'orders' : 'pieces';
  const { factor, name } = scales.find((scale) => highest >= scale.factor * 0.9995) ?? scales[3];
  return { factor, title: `${name}${unit}` };
}

/** A value in the matrix's unit; what is too small for its digits never looks like a zero. */
export function matrixText(value: number, unit: MatrixUnit): string {
  if (value === 0) return '0';
  const scaled = value / unit.factor;
  return scaled < 0.005 ? '<0.01' : numberParts(scaled).digits;
}
