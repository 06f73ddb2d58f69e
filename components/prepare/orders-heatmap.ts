import type { HeatmapRow, OrdersHeatmap, OrdersSums } from '@/lib/contracts/orders-panels';
import type { UtcRange } from '@/lib/contracts/stored-answer';
import { hourMs, zoneSegments } from '@/lib/domain/time-zone';
import { hourOfSlot, hoursPerSlot, weekdayOfSlot } from '@/lib/domain/week-slots';
import { formatCount, formatNumber, formatPercent, notMeasured } from './format-number';
import { colorStep, scaleTop } from './orders-color';
import {
  type MatrixUnit,
  matrixText,
  matrixUnit,
  metricExact,
  metricTitles,
  metricValue,
  type OrdersMetric,
} from './orders-metric';

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/**
 * `value`: orders or a true zero. `ahead`: its hours have not come yet. `outside`: the period has no such hour.
 * `unknown`: its hours lie before the first or after the last stored order. `excluded`: the filters leave it out.
 */
export type CellKind = 'value' | 'ahead' | 'outside' | 'unknown' | 'excluded';

export interface HeatmapCell {
  readonly kind: CellKind;
  readonly weekday: number;
  readonly hour: number;
  readonly value: number;
  /** In the matrix's unit; an en dash where nothing is measured. */
  readonly text: string;
  /** Colour step 0..9. */
  readonly step: number;
  /** `Friday 19:00–20:00 UTC`. */
  readonly title: string;
  /** Name and exact value, for the tooltip. */
  readonly details: readonly (readonly [name: string, value: string])[];
}

export interface HeatmapTotal {
  readonly value: number;
  readonly text: string;
  /** Of the longest bar, 0..1. */
  readonly share: number;
}

export interface HeatmapModel {
  /** Seven days of 24 cells, Monday first. */
  readonly days: readonly (readonly HeatmapCell[])[];
  readonly dayTotals: readonly HeatmapTotal[];
  readonly hourTotals: readonly HeatmapTotal[];
  readonly total: string;
  readonly unit: MatrixUnit;
  readonly legend: { readonly unit: string; readonly top: string; readonly kinds: readonly CellKind[] };
  /** Cells with the highest value. */
  readonly best: readonly HeatmapCell[];
}

const nothing: OrdersSums = { orders: 0, quantity: 0, revenue: '0' };
const kindTexts: Readonly<Record<Exclude<CellKind, 'value'>, string>> = {
  ahead: 'not yet happened',
  outside: 'not in the period',
  unknown: 'nothing stored',
  excluded: 'not in the filter',
};
export const kindText = (kind: CellKind): string => (kind === 'value' ? 'measured' : kindTexts[kind]);

/** Everything the heatmap draws, for any answer. */
export function prepareHeatmap(answer: OrdersHeatmap, metric: OrdersMetric): HeatmapModel {
  const { currency, tz } = answer.filters;
  const rows = new Map(answer.rows.map((row) => [(row.weekday - 1) * 24 + row.hour, row]));
  const highest = Math.max(0, ...answer.rows.map((row) => metricValue(row, metric)));
  const unit = matrixUnit(highest, metric, currency);
  const top = scaleTop(highest);
  const kinds = slotKinds(answer);
  const whole = metricValue(answer.total, metric);

  const cellAt = (slot: number): HeatmapCell => {
    const row: HeatmapRow | undefined = rows.get(slot);
    const kind = row === undefined ? kinds[slot]! : 'value';
    const sums = row ?? nothing;
    const value = metricValue(sums, metric);
    const [weekday, hour] = [Math.floor(slot / 24) + 1, slot % 24];
    return {
      kind,
      weekday,
      hour,
      value,
      text: kind === 'value' ? matrixText(value, unit) : notMeasured,
      step: colorStep(value, top),
      title: `${weekdays[weekday - 1]} ${clock(hour)}–${clock(hour + 1)} ${tz}`,
      details:
        kind === 'value'
          ? [
              ['Revenue', metricExact(sums, 'revenue', currency)],
              ['Orders', formatCount(sums.orders)],
              ['Pieces', formatCount(sums.quantity)],
              [`Share of all ${metricTitles[metric].toLowerCase()}`, formatPercent(whole === 0 ? 0 : value / whole)],
            ]
          : [[metricTitles[metric], kindTexts[kind]]],
    };
  };
  const days = weekdays.map((_, day) => Array.from({ length: 24 }, (_, hour) => cellAt(day * 24 + hour)));
  const cells = days.flat();
  const present = (['ahead', 'outside', 'unknown', 'excluded'] as const).filter((kind) =>
    cells.some((cell) => cell.kind === kind),
  );
  return {
    days,
    dayTotals: totals(days),
    hourTotals: totals(Array.from({ length: 24 }, (_, hour) => days.map((day) => day[hour]!))),
    total: formatNumber(whole),
    unit,
    legend: { unit: metric === 'revenue' ? currency : metricTitles[metric], top: formatNumber(top), kinds: present },
    best: highest === 0 ? [] : cells.filter((cell) => cell.value === highest),
  };
}

const clock = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`;

function totals(lines: readonly (readonly HeatmapCell[])[]): readonly HeatmapTotal[] {
  const values = lines.map((cells) => cells.reduce((sum, cell) => sum + cell.value, 0));
  const highest = Math.max(...values, Number.MIN_VALUE);
  return lines.map((cells, index) => ({
    value: values[index]!,
    text: cells.every((cell) => cell.kind !== 'value') ? notMeasured : formatNumber(values[index]!),
    share: values[index]! / highest,
  }));
}

/** What an hour of the week without orders means: the hours it stands for were measured, are ahead, or neither. */
function slotKinds({ range, stored, generatedAt, filters }: OrdersHeatmap): readonly CellKind[] {
  const askedAt = new Date(Math.ceil(Date.parse(generatedAt) / hourMs) * hourMs).toISOString();
  const counts = (within: UtcRange | null): readonly number[] => {
    const from = range === null || within === null ? '' : later(range.from, within.from);
    const to = range === null || within === null ? '' : earlier(range.to, within.to);
    return hoursPerSlot(from < to ? zoneSegments(filters.tz, Date.parse(from), Date.parse(to)) : []);
  };
  const measured = counts(stored === null ? null : { from: stored.from, to: earlier(stored.to, askedAt) });
  const ahead = counts({ from: askedAt, to: range?.to ?? askedAt });
  const asked = counts(range);
  const { weekday, hour } = filters;
  return measured.map((hours, slot) => {
    if (weekday.length > 0 && !weekday.includes(weekdayOfSlot(slot))) return 'excluded';
    if (hour.length > 0 && !hour.includes(hourOfSlot(slot))) return 'excluded';
    if (hours > 0) return 'value';
    if (ahead[slot]! > 0) return 'ahead';
    return asked[slot]! > 0 ? 'unknown' : 'outside';
  });
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);
