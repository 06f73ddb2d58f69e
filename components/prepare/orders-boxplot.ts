import type { BoxplotRow, OrderExample, OrdersBoxplot } from '@/lib/contracts/orders-panels';
import { formatMoneyShort } from './format-money';
import { formatCount } from './format-number';
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
  /** `major`: a power of ten. */
  readonly ticks: readonly { readonly at: number; readonly label: string; readonly major: boolean }[];
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

interface LogAxis {
  readonly place: (value: number) => number;
  readonly ticks: BoxplotModel['ticks'];
}

const mantissas = [1, 2, 3, 5] as const;
const mostTicks = 6;

/** Round values on a logarithmic axis that holds `least` and `greatest`, thinned to at most six: 1, then 1 and 3, of each power. */
export function logAxis(least: number, greatest: number, currency: string): LogAxis {
  const [low, high] = [Math.max(least, 0.01), Math.max(greatest, least * 1.5, 0.02)];
  const powers = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
  const rounds = powers(Math.floor(Math.log10(low)) - 1, Math.ceil(Math.log10(high)) + 1).flatMap((power) =>
    mantissas.map((mantissa) => Number((mantissa * power).toPrecision(1))),
  );
  const start = rounds.findLast((value) => value <= low) ?? low;
  const end = rounds.find((value) => value >= high * 0.999_999) ?? high;
  const span = Math.log(end / start);
  // Logarithms differ in their last digits between server and browser.
  const at = (value: number): number =>
    Math.min(1, Math.max(0, Math.round((Math.log(Math.max(value, start) / start) / span) * 1e5) / 1e5));
  const within = rounds.filter((value) => value >= start && value <= end);
  const leading = (value: number) => Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));
  const choices = [
    within,
    within.filter((value) => value === start || [1, 3].includes(leading(value))),
    within.filter((value) => [1, 3].includes(leading(value))),
    within.filter((value) => leading(value) === 1),
  ];
  const apart = (values: readonly number[]) =>
    values.every((value, index) => index === 0 || at(value) - at(values[index - 1]!) > 0.1);
  const ticks = choices.find((values) => values.length <= mostTicks && apart(values)) ?? choices[3]!;
  return {
    place: at,
    ticks: ticks.map((value) => ({ at: at(value), label: tickLabel(value, currency), major: leading(value) === 1 })),
  };
}

const tickLabel = (value: number, currency: string): string =>
  formatMoneyShort(value, currency).replace(/\.0+(?!\d)/, '');

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

/** The model with the `rows` boxes of most orders, in their places. */
export function foldBoxplot(model: BoxplotModel, rows: number): BoxplotModel {
  const marks = model.groups.flatMap((group) => group.marks);
  if (marks.length <= rows) return model;
  const kept = new Set(
    marks.toSorted((a, b) => Number(b.inFilter) - Number(a.inFilter) || b.count - a.count).slice(0, Math.max(1, rows)),
  );
  const groups = model.groups.map((group) => ({ ...group, marks: group.marks.filter((mark) => kept.has(mark)) }));
  return { ...model, groups: groups.filter((group) => group.marks.length > 0) };
}

/** Heights in px: of a row, and between two channels. `flat`: rows name their channel themselves. */
export interface BoxplotRoom {
  readonly row: number;
  readonly gap: number;
  readonly flat: boolean;
}

export const boxplotOnPage: BoxplotRoom = { row: 20, gap: 16, flat: false };
const [leastRow, frameGap, narrowFrame, headAndFoot] = [13, 6, 480, 44];

/** What fits into a frame: lower rows first, then fewer. */
export function fitBoxplot(
  model: BoxplotModel,
  { width, height }: { readonly width: number; readonly height: number },
): { readonly model: BoxplotModel; readonly room: BoxplotRoom } {
  if (width < narrowFrame) {
    const row = 16;
    return { model: foldBoxplot(model, Math.floor((height - 20) / row)), room: { row, gap: 0, flat: true } };
  }
  const free = height - headAndFoot - frameGap * Math.max(0, model.groups.length - 1);
  const folded = foldBoxplot(model, Math.floor(free / leastRow));
  const rows = folded.groups.reduce((sum, group) => sum + group.marks.length, 0);
  const row = Math.max(leastRow, Math.min(boxplotOnPage.row, Math.floor(free / Math.max(1, rows))));
  return { model: folded, room: { row, gap: frameGap, flat: false } };
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
