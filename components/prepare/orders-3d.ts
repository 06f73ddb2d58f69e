import type { ItemWeekdayRow, OrdersItemsByWeekday, OrdersSums } from '@/lib/contracts/orders-panels';
import { formatMoneyShort } from './format-money';
import { formatCount, formatNumber, formatPercent } from './format-number';
import { colorStep, scaleTop } from './orders-color';
import { weekdays } from './orders-heatmap';
import { matrixText, matrixUnit, metricExact } from './orders-metric';
import { valueAxis } from './value-axis';

/** How the bars can be drawn. */
export const draws = ['3d', '2d', 'table'] as const;
export type Draw = (typeof draws)[number];

/** An item on a weekday; Monday is 1. */
export interface BarPlace {
  readonly item: string;
  readonly weekday: number;
}

export interface SceneBar extends BarPlace {
  readonly key: string;
  /** Rank of the item by revenue, from 0. */
  readonly index: number;
  readonly orders: number;
  readonly quantity: number;
  readonly revenue: number;
  /** Of the value axis, 0..1. */
  readonly height: number;
  /** Colour step 0..9 of the revenue. */
  readonly step: number;
  /** false: the own filter of items and weekdays leaves it out. */
  readonly inFilter: boolean;
  /** `Espresso machine, Friday`. */
  readonly title: string;
  /** Name and exact value. */
  readonly details: readonly (readonly [name: string, value: string])[];
  /** `€561 k`, and the same in the unit of the whole matrix. */
  readonly short: string;
  readonly text: string;
  /** Of the item's revenue. */
  readonly share: string;
  /** Of the item's best weekday, 0..1. */
  readonly ofBest: number;
}

export interface SceneModel {
  /** Names by revenue, most first. */
  readonly items: readonly string[];
  /** Seven bars an item, Monday first; what has no order is a true zero. */
  readonly bars: readonly SceneBar[];
  readonly axis: { readonly ticks: readonly { readonly share: number; readonly label: string }[] };
  readonly legend: { readonly unit: string; readonly middle: string; readonly top: string };
  /** Unit of the bars' `text`. */
  readonly unit: string;
  /** Bar with the highest revenue that the filter holds; null where nothing was earned. */
  readonly best: SceneBar | null;
  readonly mostPieces: string | null;
  readonly mostRevenue: string | null;
}

export interface ScenePicks {
  readonly item: readonly string[];
  /** 1..7. */
  readonly weekday: readonly number[];
}

const nothing: OrdersSums = { orders: 0, quantity: 0, revenue: '0' };
export const barKey = ({ item, weekday }: BarPlace): string => `${weekday} ${item}`;

/** Item by weekday: height is pieces, colour is revenue. `picks` leaves bars standing that it excludes. */
export function prepareScene(answer: OrdersItemsByWeekday, picks: ScenePicks): SceneModel {
  const { currency } = answer.filters;
  const held = new Map<string, Map<number, ItemWeekdayRow>>();
  for (const row of answer.rows) {
    const days = held.get(row.item) ?? new Map<number, ItemWeekdayRow>();
    held.set(row.item, days.set(row.weekday, row));
  }
  const sumOf = (days: ReadonlyMap<number, ItemWeekdayRow>, value: (row: ItemWeekdayRow) => number) =>
    [...days.values()].reduce((sum, row) => sum + value(row), 0);
  const ranked = [...held]
    .map(([item, days]) => ({
      item,
      days,
      revenue: sumOf(days, (row) => Number(row.revenue)),
      quantity: sumOf(days, (row) => row.quantity),
    }))
    .sort((a, b) => b.revenue - a.revenue || (a.item < b.item ? -1 : 1));
  const highest = Math.max(0, ...answer.rows.map((row) => Number(row.revenue)));
  const top = scaleTop(highest);
  const unit = matrixUnit(highest, 'revenue', currency);
  const axis = valueAxis({
    highest: Math.max(0, ...answer.rows.map((row) => row.quantity)),
    least: 4,
    wholeNumbers: true,
  });
  const bars = ranked.flatMap(({ item, days, revenue: whole }, index) => {
    const best = Math.max(0, ...[...days.values()].map((row) => Number(row.revenue)));
    return weekdays.map((name, day): SceneBar => {
      const weekday = day + 1;
      const sums = days.get(weekday) ?? nothing;
      const revenue = Number(sums.revenue);
      const share = formatPercent(whole === 0 ? 0 : revenue / whole);
      return {
        ...{ item, weekday, index, revenue, share },
        key: barKey({ item, weekday }),
        orders: sums.orders,
        quantity: sums.quantity,
        height: sums.quantity / axis.max,
        step: colorStep(revenue, top),
        inFilter:
          (picks.item.length === 0 || picks.item.includes(item)) &&
          (picks.weekday.length === 0 || picks.weekday.includes(weekday)),
        title: `${item}, ${name}`,
        details: [
          ['Pieces', formatCount(sums.quantity)],
          ['Revenue', metricExact(sums, 'revenue', currency)],
          ['Orders', formatCount(sums.orders)],
          ['Of the item’s revenue', share],
        ],
        short: formatMoneyShort(revenue, currency),
        text: matrixText(revenue, unit),
        ofBest: best === 0 ? 0 : revenue / best,
      };
    });
  });
  const first = <Value>(values: readonly Value[], by: (value: Value) => number): Value | null =>
    values.reduce<Value | null>((best, value) => (by(value) > (best === null ? 0 : by(best)) ? value : best), null);
  return {
    items: ranked.map(({ item }) => item),
    bars,
    axis: { ticks: axis.ticks.map(({ value, label }) => ({ share: value / axis.max, label })) },
    legend: { unit: currency, middle: formatNumber(top / 2), top: formatNumber(top) },
    unit: unit.title,
    best: first(
      bars.filter((bar) => bar.inFilter),
      (bar) => bar.revenue,
    ),
    mostPieces: first(ranked, (one) => one.quantity)?.item ?? null,
    mostRevenue: first(ranked, (one) => one.revenue)?.item ?? null,
  };
}

/** `Most pieces: Coffee beans 1 kg. Most revenue: Espresso machine.`; short for narrow heads. */
export function sceneHeadline(
  answer: OrdersItemsByWeekday,
  model: SceneModel,
): { readonly title: string; readonly short: string } {
  const { mostPieces, mostRevenue } = model;
  if (mostPieces === null || mostRevenue === null) return { title: answer.title, short: answer.title };
  if (mostPieces === mostRevenue)
    return { title: `${mostRevenue} leads in pieces and in revenue`, short: `${mostRevenue} leads` };
  return {
    title: `Most pieces: ${mostPieces}. Most revenue: ${mostRevenue}.`,
    short: `Most pieces: ${mostPieces}`,
  };
}
