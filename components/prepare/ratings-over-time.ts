import { type OverTimeRow, type RatingsOverTime, ratingValues } from '@/lib/contracts/ratings-panels';
import { formatCount } from './format-number';
import { ratingsSubtitle } from './ratings-words';
import { type ValueAxis, valueAxis } from './value-axis';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

export interface TimeColumn {
  readonly kind: OverTimeRow['kind'];
  /** Upper ends of the ten layers, 0.5 first, of the axis' top 0..1. */
  readonly tops: readonly number[];
  /** `25 Oct 14:00`. */
  readonly title: string;
  readonly details: readonly (readonly [name: string, value: string])[];
}

export interface OverTimeModel {
  readonly columns: readonly TimeColumn[];
  readonly axis: ValueAxis;
  /** Where ticks stand: the column that begins there. */
  readonly ticks: readonly { readonly column: number; readonly label: string }[];
  /** Stretches of columns of which nothing is known. */
  readonly unknown: readonly { readonly from: number; readonly to: number }[];
  readonly ahead: readonly { readonly from: number; readonly to: number }[];
  /** Column with most ratings. */
  readonly best: { readonly column: number; readonly value: string } | null;
}

/** Everything that the stacked columns draw. */
export function prepareOverTime(answer: RatingsOverTime): OverTimeModel {
  const { rows, step } = answer;
  const most = Math.max(0, ...rows.map((row) => row.ratings ?? 0));
  const axis = valueAxis({ highest: most * 1.05, least: 4, wholeNumbers: true });
  const best = rows.findIndex((row) => row.ratings === most);
  return {
    axis,
    columns: rows.map((row) => columnOf(row, axis.max, step)),
    ticks: ticksOf(rows, step),
    unknown: stretches(rows, 'unknown'),
    ahead: stretches(rows, 'ahead'),
    best: most === 0 ? null : { column: best, value: formatCount(most) },
  };
}

function columnOf(row: OverTimeRow, top: number, step: RatingsOverTime['step']): TimeColumn {
  let sum = 0;
  const tops = ratingValues.map((rating) => {
    sum += row[rating] ?? 0;
    return sum / top;
  });
  const given = [...ratingValues].reverse().filter((rating) => (row[rating] ?? 0) > 0);
  const nothing = row.kind === 'ahead' ? 'not yet happened' : 'nothing stored';
  return {
    ...{ kind: row.kind, tops, title: stepTitle(row.time, step) },
    details:
      row.kind === 'measured'
        ? [
            ['Ratings', formatCount(row.ratings ?? 0)] as const,
            ...given.map((rating) => [rating, formatCount(row[rating] ?? 0)] as const),
          ]
        : [['Ratings', nothing]],
  };
}

function stretches(rows: readonly OverTimeRow[], kind: OverTimeRow['kind']): readonly { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const [at, row] of rows.entries()) {
    if (row.kind !== kind) continue;
    const last = found.at(-1);
    if (last?.to === at) last.to = at + 1;
    else found.push({ from: at, to: at + 1 });
  }
  return found;
}

const day = (time: string): string => `${Number(time.slice(8, 10))} ${months[Number(time.slice(5, 7)) - 1]}`;

/** `25 Oct 14:00`, `25 Oct 2026`, `Oct 2026` or `2026`. */
export function stepTitle(time: string, step: RatingsOverTime['step']): string {
  if (step === 'hour') return `${day(time)} ${time.slice(11, 16)}`;
  if (step === 'day') return `${day(time)} ${time.slice(0, 4)}`;
  return step === 'month' ? `${months[Number(time.slice(5, 7)) - 1]} ${time.slice(0, 4)}` : time.slice(0, 4);
}

const mostTicks = 7;
/** Distances of ticks in steps that suit a clock or calendar. */
const strides = {
  hour: [1, 2, 3, 4, 6, 12, 24, 48],
  day: [1, 2, 7, 14, 28],
  month: [1, 2, 3, 6, 12, 24, 36],
  year: [1, 2, 5, 10, 20, 50],
} as const;

function ticksOf(rows: readonly OverTimeRow[], step: RatingsOverTime['step']): OverTimeModel['ticks'] {
  const stride = strides[step].find((one) => rows.length / one <= mostTicks) ?? strides[step].at(-1)!;
  return rows.flatMap(({ time }, column) => {
    const place =
      step === 'hour'
        ? hoursSinceDay(time)
        : step === 'day'
          ? column
          : step === 'month'
            ? Number(time.slice(0, 4)) * 12 + Number(time.slice(5, 7)) - 1
            : Number(time.slice(0, 4));
    return place % stride === 0 ? [{ column, label: tickLabel(time, step, stride) }] : [];
  });
}

/** Of strides over a day, days count too. */
const hoursSinceDay = (time: string): number => Math.floor(Date.parse(`${time}Z`) / 3_600_000);

function tickLabel(time: string, step: RatingsOverTime['step'], stride: number): string {
  if (step === 'hour') return stride >= 12 && time.slice(11, 13) === '00' ? day(time) : time.slice(11, 13);
  if (step === 'day') return day(time);
  if (step === 'year' || stride >= 12 || time.slice(5, 7) === '01') return time.slice(0, 4);
  return months[Number(time.slice(5, 7)) - 1]!;
}

/** `Busiest at 15:00: 2,228 ratings`. */
export function overTimeHeadline(answer: RatingsOverTime): string {
  const most = Math.max(0, ...answer.rows.map((row) => row.ratings ?? 0));
  const busiest = answer.rows.filter((row) => row.ratings === most);
  if (most === 0) return answer.title;
  const n = `${formatCount(most)} ${most === 1 ? 'rating' : 'ratings'}`;
  if (busiest.length > 1) return `${busiest.length} ${answer.step}s are busiest: ${n} each`;
  const { time } = busiest[0]!;
  const sameDay = answer.rows.length <= 24 && answer.step === 'hour';
  const when = sameDay ? `at ${time.slice(11, 16)}` : `${prepositions[answer.step]} ${stepTitle(time, answer.step)}`;
  return `Busiest ${when}: ${n}`;
}

const prepositions = { hour: 'at', day: 'on', month: 'in', year: 'in' } as const;

export const overTimeSubtitle = (answer: RatingsOverTime): string =>
  ratingsSubtitle(answer, `Ratings per ${answer.step}, stacked by value`);
