import { defaultCurrency, usualChannels, usualPayments } from '../contracts/orders-panels';
import { hourMs, type ZoneSegment } from '../domain/time-zone';
import { hourOfSlot, slotsPerWeek, weekdayOfSlot } from '../domain/week-slots';
import type { Database } from './client';
import { Prisma } from './generated/client';
import {
  type HourRange,
  hourWithin,
  type Reader,
  readStoredRange,
  slotOfHour,
  wholeHourSegments,
} from './query-orders-range';
import { UnanswerableQuestion } from './unanswerable-question';

/** What is asked of the stored orders: null = everything stored, the usual currency; an empty list = any. */
export interface OrdersQuestion {
  readonly tz: string;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly currency: string | null;
  readonly channel: readonly string[];
  readonly payment: readonly string[];
  readonly item: readonly string[];
  /** On the clock of `tz`: 1 = Monday to 7; 0 to 23. Absent or empty = any. */
  readonly weekday?: readonly number[];
  readonly hour?: readonly number[];
}

/** What every answer says of the orders that it is about. */
export interface OrdersSelection {
  readonly range: HourRange | null;
  readonly stored: HourRange | null;
  readonly currency: string;
  /** Orders that pass every filter but are in other currencies. */
  readonly leftOut: { readonly orders: number; readonly currencies: readonly string[] };
}

/** Where the rows of an answer are read. */
export interface OrdersSource {
  readonly range: HourRange | null;
  readonly stored: HourRange | null;
  /** Null = the one of most orders in `where`. */
  readonly currency: string | null;
  readonly segments: readonly ZoneSegment[];
  /** Smallest aggregate that can answer, and its rows in range under every filter, in any currency. */
  readonly table: Prisma.Sql;
  readonly where: Prisma.Sql;
  /** The parts of `where` that speak of item and hour of the week. */
  readonly itemAndSlot: readonly Prisma.Sql[];
}

const usual: Readonly<Record<string, readonly string[]>> = {
  channel: usualChannels,
  payment: usualPayments,
  item: [],
  currency: [defaultCurrency],
};

/** Ids of the named values. A value that nothing stored has is an error, unless it is one of the usual. */
async function dimensionIds(reader: Reader, kind: string, values: readonly string[]): Promise<readonly number[]> {
  if (values.length === 0) return [];
  const found = await reader.$queryRaw<{ id: number; value: string }[]>`
    SELECT id, value FROM dimension WHERE kind = ${kind} AND value = ANY(${[...values]}::text[])`;
  const unknown = values.find((value) => !usual[kind]?.includes(value) && !found.some((row) => row.value === value));
  if (unknown !== undefined)
    throw new UnanswerableQuestion(kind, `No stored order has the ${kind} "${unknown.slice(0, 80)}".`);
  return found.map((row) => row.id);
}

/** The rollups leave dimensions out; `order_cell` has all of them. */
function tableFor(needed: { channel: boolean; payment: boolean; item: boolean }): Prisma.Sql {
  if (!needed.payment && !needed.item) return Prisma.raw('order_hour_channel');
  if (!needed.payment && !needed.channel) return Prisma.raw('order_hour_item');
  return Prisma.raw('order_cell');
}

/** Whether the question names hours of the week. */
export const hasSlots = ({ weekday = [], hour = [] }: OrdersQuestion): boolean => weekday.length + hour.length > 0;

/** `hour` is one of the range's that lie on the asked hours of the week, on the clock that each segment of it has. */
function slotWithin(
  { weekday = [], hour = [] }: OrdersQuestion,
  { fromMs, toMs }: HourRange,
  segments: readonly ZoneSegment[],
): Prisma.Sql {
  const slots = Array.from({ length: slotsPerWeek }, (_, slot) => slot).filter(
    (slot) =>
      (weekday.length === 0 || weekday.includes(weekdayOfSlot(slot))) &&
      (hour.length === 0 || hour.includes(hourOfSlot(slot))),
  );
  // A list of hours, not a condition on each row's: the keys begin with the hour, and only these are read.
  return Prisma.sql`hour = ANY(ARRAY(
    SELECT hour FROM generate_series(
      to_timestamp(${fromMs / 1_000}::float8), to_timestamp(${(toMs - hourMs) / 1_000}::float8), interval '1 hour') AS hour
    WHERE ${slotOfHour(segments)} = ANY(${slots}::int[])))`;
}

/** The one of most orders. */
async function usualCurrency(reader: Reader, where: Prisma.Sql): Promise<string> {
  const [most] = await reader.$queryRaw<{ currency: string }[]>`
    SELECT d.value AS currency
    FROM (SELECT currency, sum(orders) AS orders FROM order_hour_channel WHERE ${where} GROUP BY 1) t
    JOIN dimension d ON d.id = t.currency ORDER BY t.orders DESC, 1 LIMIT 1`;
  return most?.currency ?? defaultCurrency;
}

/** Resolves the question. `byItem`: the answer has a row per item. Throws `UnanswerableQuestion` naming the parameter. */
export async function selectOrders(reader: Reader, asked: OrdersQuestion, byItem: boolean): Promise<OrdersSource> {
  const stored = await readStoredRange(reader);
  const fromMs = asked.fromMs ?? stored?.fromMs ?? null;
  const toMs = asked.toMs ?? stored?.toMs ?? null;
  const range = fromMs === null || toMs === null ? null : { fromMs, toMs: Math.max(fromMs, toMs) };
  const segments = range === null ? [] : wholeHourSegments(asked.tz, range);

  const inRange = range === null ? Prisma.sql`false` : hourWithin(range);
  const filters: Prisma.Sql[] = [inRange];
  const itemAndSlot: Prisma.Sql[] = [];
  for (const kind of ['channel', 'payment', 'item'] as const) {
    if (asked[kind].length === 0) continue;
    const ids = await dimensionIds(reader, kind, asked[kind]);
    const named = Prisma.sql`${Prisma.raw(kind)} = ANY(${[...ids]}::int[])`;
    filters.push(named);
    if (kind === 'item') itemAndSlot.push(named);
  }
  if (range !== null && hasSlots(asked)) {
    const inSlots = slotWithin(asked, range, segments);
    filters.push(inSlots);
    itemAndSlot.push(inSlots);
  }
  const filtered = {
    channel: asked.channel.length > 0,
    payment: asked.payment.length > 0,
    item: asked.item.length > 0,
  };
  const table = tableFor({ ...filtered, item: byItem || filtered.item });

  if (asked.currency !== null) await dimensionIds(reader, 'currency', [asked.currency]);
  return {
    range,
    stored,
    currency: asked.currency ?? (filters.length === 1 ? null : await usualCurrency(reader, inRange)),
    segments,
    table,
    where: Prisma.join(filters, ' AND '),
    itemAndSlot,
  };
}

/** Runs `read` on one snapshot of the database, so that everything in one answer fits together. */
export const onOneSnapshot = <T>(database: Database, read: (reader: Reader) => Promise<T>): Promise<T> =>
  database.$transaction(read, { isolationLevel: 'RepeatableRead', timeout: 15_000 });
