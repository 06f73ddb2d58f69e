import type { OrdersPareto, ParetoRow } from '@/lib/contracts/orders-panels';
import { formatCount, formatPercent } from './format-number';
import { metricExact, metricShort, metricValue, type OrdersMetric } from './orders-metric';

export interface ParetoMark {
  readonly name: string;
  /** Of everything, 0..1. */
  readonly share: number;
  readonly runningShare: number;
  readonly value: string;
  readonly running: string;
  /** Up to and with the item that reaches 80 %. */
  readonly leading: boolean;
  /** The running share passes 50 or 80 % here. */
  readonly passes: boolean;
  /** The 80 % are reached here. */
  readonly crossing: boolean;
  /** Items folded into one mark. */
  readonly folded: boolean;
  readonly details: readonly (readonly [name: string, value: string])[];
}

export interface ParetoModel {
  readonly marks: readonly ParetoMark[];
  readonly items: number;
  /** Rank of the first item whose running share is at least 50 or 80 %. */
  readonly halfAt: number;
  readonly mostAt: number;
  readonly first: string | null;
  /** Money (or count) ticks on the scale of the shares. */
  readonly ticks: readonly { readonly share: number; readonly label: string }[];
}

interface Ranked {
  readonly row: ParetoRow;
  readonly value: number;
  readonly running: number;
}

/** Ranks by the metric; revenue keeps the exact shares it came with. */
function rank(answer: OrdersPareto, metric: OrdersMetric): readonly Ranked[] {
  if (metric === 'revenue') return answer.rows.map((row) => ({ row, value: row.share, running: row.cumulativeShare }));
  const whole = answer.total[metric];
  const rows = [...answer.rows].sort((a, b) => b[metric] - a[metric] || (a.item < b.item ? -1 : 1));
  let running = 0;
  return rows.map((row) => {
    running += row[metric];
    return { row, value: row[metric] / whole, running: running / whole };
  });
}

/**
 * Everything the Pareto chart draws. `room` is the number of rows there is room for: items beyond it are folded into one
 * mark, in drawing only. `mostRoom`: how far it may be exceeded to show the item that reaches 80 %.
 */
export function preparePareto(answer: OrdersPareto, metric: OrdersMetric, room: number, mostRoom = room): ParetoModel {
  const { currency } = answer.filters;
  const ranked = rank(answer, metric);
  const reaching = (share: number) => ranked.findIndex(({ running }) => running >= share) + 1;
  const [halfAt, mostAt] = [reaching(0.5), reaching(0.8)];
  const rows = Math.min(Math.max(room, mostAt + 2), Math.max(room, mostRoom));
  const shown = ranked.length <= rows ? ranked : ranked.slice(0, Math.max(1, rows - 1));
  const marks = shown.map(
    ({ row, value, running }, index): ParetoMark => ({
      name: row.item,
      share: value,
      runningShare: running,
      value: metricShort(metricValue(row, metric), metric, currency),
      running: formatPercent(running),
      leading: index + 1 <= mostAt,
      passes: index + 1 === halfAt || index + 1 === mostAt,
      crossing: index + 1 === mostAt,
      folded: false,
      details: [
        ['Revenue', metricExact(row, 'revenue', currency)],
        ['Orders', formatCount(row.orders)],
        ['Pieces', formatCount(row.quantity)],
        ['Share', formatPercent(value)],
        ['With all before', formatPercent(running)],
      ],
    }),
  );
  const rest = ranked.slice(shown.length);
  return {
    marks: rest.length === 0 ? marks : [...marks, fold(rest, metric, currency)],
    items: ranked.length,
    halfAt,
    mostAt,
    first: ranked[0]?.row.item ?? null,
    ticks: ticks(metricValue(answer.total, metric), metric, currency),
  };
}

function fold(rest: readonly Ranked[], metric: OrdersMetric, currency: string): ParetoMark {
  const value = rest.reduce((sum, { row }) => sum + metricValue(row, metric), 0);
  const share = rest.reduce((sum, item) => sum + item.value, 0);
  return {
    name: `${rest.length} others`,
    share,
    runningShare: 1,
    value: metricShort(value, metric, currency),
    running: formatPercent(1),
    leading: false,
    passes: false,
    crossing: false,
    folded: true,
    details: [
      ['Items', formatCount(rest.length)],
      ['Share', formatPercent(share)],
    ],
  };
}

const steps = [1, 2, 2.5, 5, 10] as const;

/** Three to five round values from 0 on, none so near the end that labels would meet. */
function ticks(whole: number, metric: OrdersMetric, currency: string): ParetoModel['ticks'] {
  if (!(whole > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(whole / 4));
  const step = (steps.find((factor) => factor * power * 4 >= whole * 0.999_999) ?? 10) * power;
  const count = Math.floor((whole * 0.97) / step);
  return Array.from({ length: count + 1 }, (_, index) => ({
    share: (index * step) / whole,
    label: index === 0 ? metricShort(0, metric, currency) : axisLabel(index * step, step, metric, currency),
  }));
}

/** One suffix and one number of decimals on the axis. */
function axisLabel(value: number, step: number, metric: OrdersMetric, currency: string): string {
  const [factor, suffix] =
    step * 4 >= 2e9 ? [1e9, 'G'] : step * 4 >= 2e6 ? [1e6, 'M'] : step * 4 >= 2e3 ? [1e3, 'k'] : [1, ''];
  const decimals = Number.isInteger(step / factor) ? 0 : Number.isInteger((step * 10) / factor) ? 1 : 2;
  const sign = metric === 'revenue' ? metricShort(0, metric, currency).replace(/0$/, '') : '';
  return `${sign}${(value / factor).toFixed(decimals)}${suffix === '' ? '' : `\u00a0${suffix}`}`;
}
