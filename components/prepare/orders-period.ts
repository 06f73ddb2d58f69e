import type { OrdersFilters } from '@/lib/contracts/orders-panels';
import type { UtcRange } from '@/lib/contracts/stored-answer';

const hourMs = 3_600_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'] as const;

const counted = (count: number, one: string): string =>
  `${small[count] ?? String(count)} ${count === 1 ? one : `${one}s`}`;

/** `four weeks`, `28 days`, `five hours`: days and weeks are rounded, since a clock's change makes one an hour longer. */
export function periodLength(range: UtcRange): string {
  const hours = Math.round((Date.parse(range.to) - Date.parse(range.from)) / hourMs);
  if (hours < 48) return counted(hours, 'hour');
  const days = Math.round(hours / 24);
  const wholeDays = Math.abs(hours - days * 24) <= 1;
  return wholeDays && days % 7 === 0 && days <= 70 ? counted(days / 7, 'week') : counted(days, 'day');
}

interface LocalHour {
  readonly year: number;
  readonly day: string;
  readonly time: string;
}

/** `2026-10-25T00:00` in words. */
function readLocal(text: string): LocalHour {
  const [date = '', time = ''] = text.split('T');
  const [year, month, day] = date.split('-').map(Number);
  return { year: year ?? 0, day: `${day} ${months[(month ?? 1) - 1]}`, time };
}

/** `25 Oct – 21 Nov`; with hours where the period does not begin and end at midnight, with years where they differ. */
export function periodText(filters: Pick<OrdersFilters, 'from' | 'to'>): string {
  if (filters.from === null || filters.to === null) return 'everything';
  const from = readLocal(filters.from);
  const wholeDays = from.time === '00:00' && filters.to.endsWith('T00:00');
  const to = readLocal(wholeDays ? hourBefore(filters.to) : filters.to);
  const years = from.year !== to.year;
  const side = (local: LocalHour) => `${local.day}${years ? ` ${local.year}` : ''}${wholeDays ? '' : ` ${local.time}`}`;
  if (from.day === to.day && !years) return wholeDays ? from.day : `${from.day} ${from.time} – ${to.time}`;
  return `${side(from)} – ${side(to)}`;
}

const hourBefore = (local: string): string => new Date(Date.parse(`${local}Z`) - hourMs).toISOString().slice(0, 16);

/** `channel web, store · item Pen`: what a picture without a filter bar has to say; null when nothing is filtered. */
export function filterText(filters: OrdersFilters): string | null {
  const parts = (['channel', 'payment', 'item'] as const).flatMap((kind) => {
    const values = filters[kind];
    if (values.length === 0) return [];
    return [`${kind} ${values.length > 3 ? `one of ${values.length}` : values.join(', ')}`];
  });
  const times = [
    ['weekday', filters.weekday.map((weekday) => days[weekday - 1]!)],
    ['hour', filters.hour.map((hour) => `${String(hour).padStart(2, '0')}:00`)],
  ] as const;
  for (const [kind, values] of times)
    if (values.length > 0) parts.push(`${kind} ${values.length > 3 ? `one of ${values.length}` : values.join(', ')}`);
  return parts.length === 0 ? null : parts.join(' · ');
}
