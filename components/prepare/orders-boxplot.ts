import type { BoxplotRow, OrderExample, OrdersBoxplot } from '@/lib/contracts/orders-panels';
import { formatMoneyShort } from './format-money';
import { formatCount } from './format-number';
import { type LogAxis, logAxis } from './log-axis';
import { exactMoney } from './orders-metric';

/** A channel with a payment method. */
export interface BoxPlace {
  readonly channel: string;
  readonly payment: string;
}

export interface BoxExample {
  readonly at: number;
  /** `€312.40 · Headphones · 24 Oct 2026, 19:00 UTC`. */
  readonly text: string;
}

/** One box; every place is a share of the axis, 0..1. */
export interface BoxMark extends BoxPlace {
  readonly key: string;
  /** `Web`, `BLIK`. */
  readonly channelTitle: string;
  readonly paymentTitle: string;
  readonly inFilter: boolean;
  readonly whiskerLow: number;
  readonly q1: number;
  readonly medianAt: number;
  readonly q3: number;
  readonly whiskerHigh: number;
  readonly examples: readonly BoxExample[];
  readonly median: string;
  readonly outliers: string;
  readonly orders: string;
  readonly count: number;
  /** Name and exact value. */
  readonly details: readonly (readonly [name: string, value: string])[];
}

export interface BoxGroup {
  readonly title: string;
  /** false: the filter leaves all its boxes out. */
  readonly inFilter: boolean;
  readonly marks: readonly BoxMark[];
}

export interface BoxplotModel {
  /** By channel, those in the filter first; each in the order that filters use. */
  readonly groups: readonly BoxGroup[];
  readonly ticks: LogAxis['ticks'];
  /** The box with the highest median that the filter holds. */
  readonly highest: BoxMark | null;
}

const titles: Readonly<Record<string, string>> = { blik: 'BLIK', paypal: 'PayPal' };
const order = ['web', 'mobile', 'store', 'phone', 'card', 'blik', 'transfer', 'paypal', 'cash'];
/** `Web`, `BLIK`: what the data call `web` and `blik`. */
export const dimensionTitle = (value: string): string =>
  titles[value] ?? value.charAt(0).toUpperCase() + value.slice(1);
const place = (value: string): number => (order.includes(value) ? order.indexOf(value) : order.length);
const byPlace = (a: string, b: string): number => place(a) - place(b) || (a < b ? -1 : a === b ? 0 : 1);

/** Everything the boxplot draws. */
export function prepareBoxplot(answer: OrdersBoxplot): BoxplotModel {
  const { rows, filters } = answer;
  if (rows.length === 0) return { groups: [], ticks: [], highest: null };
  const ends = rows.flatMap((row) => [
    Number(row.whiskerLow),
    Number(row.whiskerHigh),
    ...row.examples.map((example) => Number(example.value)),
  ]);
  const axis = logAxis(Math.min(...ends), Math.max(...ends), filters.currency);
  const channels = [...new Set(rows.map((row) => row.channel))].sort(byPlace);
  const groups = channels.map((channel): BoxGroup => {
    const marks = rows
      .filter((row) => row.channel === channel)
      .sort((a, b) => Number(b.inFilter) - Number(a.inFilter) || byPlace(a.payment, b.payment))
      .map((row) => markOf(row, axis, filters.currency));
    return { title: dimensionTitle(channel), inFilter: marks.some((mark) => mark.inFilter), marks };
  });
  const [highest] = rows.filter((row) => row.inFilter).sort((a, b) => Number(b.median) - Number(a.median));
  return {
    groups: [...groups.filter((group) => group.inFilter), ...groups.filter((group) => !group.inFilter)],
    ticks: axis.ticks,
    highest:
      groups
        .flatMap((group) => group.marks)
        .find((mark) => mark.channel === highest?.channel && mark.payment === highest.payment) ?? null,
  };
}

function markOf(row: BoxplotRow, axis: LogAxis, currency: string): BoxMark {
  const money = (decimal: string) => exactMoney(decimal, currency);
  const about = (decimal: string) => `≈\u00a0${formatMoneyShort(Number(decimal), currency)}`;
  const beyond = row.outliersLow + row.outliersHigh;
  return {
    ...{ channel: row.channel, payment: row.payment, inFilter: row.inFilter },
    key: `${row.channel} ${row.payment}`,
    channelTitle: dimensionTitle(row.channel),
    paymentTitle: dimensionTitle(row.payment),
    whiskerLow: axis.place(Number(row.whiskerLow)),
    q1: axis.place(Number(row.q1)),
    medianAt: axis.place(Number(row.median)),
    q3: axis.place(Number(row.q3)),
    whiskerHigh: axis.place(Number(row.whiskerHigh)),
    examples: row.examples.map((example) => ({
      at: axis.place(Number(example.value)),
      text: exampleText(example, currency),
    })),
    median: formatMoneyShort(Number(row.median), currency),
    outliers: formatCount(beyond),
    orders: formatCount(row.orders),
    count: row.orders,
    details: [
      ['Median', about(row.median)],
      ['Middle half', `${about(row.q1)} to ${formatMoneyShort(Number(row.q3), currency)}`],
      ['Whiskers', `${money(row.whiskerLow)} to ${money(row.whiskerHigh)}`],
      ['Least, greatest', `${money(row.min)}, ${money(row.max)}`],
      [
        'Outliers',
        beyond === 0 ? 'none' : `${formatCount(row.outliersLow)} low, ${formatCount(row.outliersHigh)} high`,
      ],
      ...(row.outliersUncertain === 0
        ? []
        : [['Too near to a fence to tell', formatCount(row.outliersUncertain)] as const]),
      ['Orders', formatCount(row.orders)],
    ],
  };
}

function exampleText({ value, item, at }: OrderExample, currency: string): string {
  const [date = '', time = ''] = at.split('T');
  return `${exactMoney(value, currency)} · ${item} · ${date} ${time.slice(0, 5)} UTC`;
}

const places: Readonly<Record<string, string>> = {
  web: 'on the web',
  mobile: 'on mobile',
  store: 'in the store',
  phone: 'by phone',
};

/** `Transfer by phone brings the largest orders: median €183`; short for narrow heads. */
export function boxplotHeadline(
  answer: OrdersBoxplot,
  { highest, groups }: BoxplotModel,
): { readonly title: string; readonly short: string } {
  if (highest === null) return { title: answer.title, short: answer.title };
  const { channel, paymentTitle, median } = highest;
  const name = `${paymentTitle} ${places[channel] ?? `in ${channel}`}`;
  const boxes = groups.flatMap((group) => group.marks).filter((mark) => mark.inFilter);
  return {
    title:
      boxes.length === 1
        ? `${name}: half of the orders are above ${median}`
        : `${name} brings the largest orders: median ${median}`,
    short: `${boxes.length === 1 ? name : `${paymentTitle} leads`}: median ${median}`,
  };
}

export const boxplotWhat =
  'Boxplot: order value by channel and payment · log scale · whiskers 1.5 IQR, dots = examples beyond';
