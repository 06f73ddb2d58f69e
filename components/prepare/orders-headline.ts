import type { OrdersAnswer, OrdersHeatmap } from '@/lib/contracts/orders-panels';
import { formatCount } from './format-number';
import { type HeatmapModel, weekdays } from './orders-heatmap';
import { metricPhrase, metricTitles, metricValue, type OrdersMetric } from './orders-metric';
import type { ParetoModel } from './orders-pareto';
import { filterText, periodLength, periodText } from './orders-period';

const verbs: Readonly<Record<OrdersMetric, readonly [one: string, many: string]>> = {
  revenue: ['earns most', 'earn most'],
  orders: ['brings most orders', 'bring most orders'],
  quantity: ['sells most pieces', 'sell most pieces'],
};

/** `Friday 19:00 earns most: €321 k in four weeks`; says so when several hours are equal. */
export function heatmapHeadline(answer: OrdersHeatmap, model: HeatmapModel, metric: OrdersMetric): string {
  const [best, ...others] = model.best;
  if (best === undefined || answer.range === null) return answer.title;
  const value = metricPhrase(best.value, metric, answer.filters.currency);
  const length = periodLength(answer.range);
  if (others.length > 0)
    return `${others.length + 1} hours of the week ${verbs[metric][1]}: ${value} each in ${length}`;
  const hour = `${weekdays[best.weekday - 1]} ${String(best.hour).padStart(2, '0')}:00`;
  return `${hour} ${verbs[metric][0]}: ${value} in ${length}`;
}

/** `Half the revenue comes from 4 of 20 items`. */
export function paretoHeadline(model: ParetoModel, metric: OrdersMetric): string {
  const { items, halfAt, first } = model;
  const all = metric === 'revenue' ? 'the revenue' : metric === 'orders' ? 'of all orders' : 'of all pieces';
  if (items === 0) return 'Revenue by item';
  if (items === 1) return `Everything comes from one item: ${first}`;
  if (halfAt === 1) return `${first} alone makes half ${all} or more`;
  return `Half ${all} ${metric === 'revenue' ? 'comes' : 'come'} from ${halfAt} of ${items} items`;
}

const partsOfDay = ['Nights', 'Mornings', 'Afternoons', 'Evenings'] as const;

/** Index of the single highest value; null when there is none or a tie. */
function single(values: readonly number[]): number | null {
  const highest = Math.max(...values);
  const at = values.indexOf(highest);
  return highest > 0 && at === values.lastIndexOf(highest) ? at : null;
}

/** The page's sentence: which part of the day and which weekday lead, and how few items make most of it. */
export function ordersSentence(
  answer: OrdersHeatmap,
  heatmap: HeatmapModel,
  pareto: ParetoModel,
  metric: OrdersMetric,
): string {
  if (answer.stored === null) return 'No order is stored yet.';
  if (answer.total.orders === 0) return 'No order matches these filters.';
  const hours = answer.range === null ? 0 : (Date.parse(answer.range.to) - Date.parse(answer.range.from)) / 3_600_000;
  const day = hours >= 168 ? single(heatmap.dayTotals.map((total) => total.value)) : null;
  const parts = partsOfDay.map((_, part) =>
    heatmap.hourTotals.slice(part * 6, part * 6 + 6).reduce((sum, total) => sum + total.value, 0),
  );
  const part = hours >= 24 ? single(parts) : null;
  const lead =
    part === null
      ? day === null
        ? ''
        : `${weekdays[day]} ${verbs[metric][0]}; `
      : `${partsOfDay[part]} ${verbs[metric][1]}${day === null ? '' : `, ${weekdays[day]} above all`}; `;
  const whole = metricPhrase(metricValue(answer.total, metric), metric, answer.filters.currency);
  return `${lead}${pareto.mostAt} of ${pareto.items} ${pareto.items === 1 ? 'item' : 'items'} ${pareto.mostAt === 1 ? 'brings' : 'bring'} 80\u00a0% of ${whole}.`;
}

export interface SubtitleParts {
  /** Names the chart, and with it the unit. */
  readonly what: string;
  /** true where no filter bar says it. */
  readonly withFilters: boolean;
}

/** What · unit · filters · period, zone · n · what is left out. */
export function ordersSubtitle(answer: OrdersAnswer<unknown>, { what, withFilters }: SubtitleParts): string {
  const { filters, total, leftOut } = answer;
  const orders = `${formatCount(leftOut.orders)} ${leftOut.orders === 1 ? 'order' : 'orders'}`;
  return [
    what,
    withFilters ? filterText(filters) : null,
    `${periodText(filters)}, ${filters.tz}`,
    `n = ${formatCount(total.orders)} ${total.orders === 1 ? 'order' : 'orders'}`,
    leftOut.orders === 0
      ? null
      : `${orders} in ${leftOut.currencies.length > 3 ? 'other currencies' : leftOut.currencies.join(', ')} left out`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** What · length of the period · n: beside other panels, where the filter bar and the heatmap say the rest. */
export function ordersBrief({ range, total }: OrdersAnswer<unknown>, what: string): string {
  const n = `n = ${formatCount(total.orders)} ${total.orders === 1 ? 'order' : 'orders'}`;
  return [what, range === null ? null : periodLength(range), n].filter((part) => part !== null).join(' · ');
}

/** The heads for narrow panels. */
export function heatmapShort(answer: OrdersHeatmap, model: HeatmapModel, metric: OrdersMetric) {
  return {
    title: heatmapHeadline(answer, model, metric).split(': ')[0]!,
    subtitle: shortSubtitle(answer, `${metricTitles[metric]}, ${model.unit.title}`),
  };
}

export function paretoShort(answer: OrdersAnswer<unknown>, model: ParetoModel, metric: OrdersMetric) {
  const several = model.items > 1 && model.halfAt > 1;
  return {
    title: several ? `Half comes from ${model.halfAt} of ${model.items} items` : paretoHeadline(model, metric),
    subtitle: shortSubtitle(answer, `Pareto: ${metricTitles[metric].toLowerCase()}`),
  };
}

/** The period gives way to what is left out: the headline and the filter name it too. */
function shortSubtitle({ range, filters, total, leftOut }: OrdersAnswer<unknown>, what: string): string {
  const n = `n = ${formatCount(total.orders)}`;
  if (leftOut.orders > 0) return `${what} · ${n} · ${formatCount(leftOut.orders)} not in ${filters.currency}`;
  return range === null ? what : `${what} · ${periodLength(range)}, ${filters.tz} · ${n}`;
}

export const heatmapWhat = (metric: OrdersMetric, unit: string): string =>
  `${metricTitles[metric]} by weekday and hour of purchase · ${unit}`;
export const paretoWhat = (metric: OrdersMetric): string =>
  `Pareto: ${metricTitles[metric].toLowerCase()} per item and running share, one scale`;
