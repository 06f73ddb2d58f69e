import { startOfStep } from '../../domain/local-steps';
import { sortByColumns } from '../../domain/sort-by-columns';
import { dayArray, hourArray, int4Array, int8Array } from '../binary-array';
import type { SqlStatement } from '../stream';
import { OrderValues } from './order-values';

const rowsPerStatement = 5_000;
const hoursPerDay = 24;
const dayMs = hoursPerDay * 3_600_000;

/**
 * Statements that add the spread of order values: `order_value_bucket` by cell, then its rollups by channel, payment,
 * currency and UTC day with item (`order_item_day_value`), UTC day (`order_day_value`) and UTC month
 * (`order_month_value`). `columns`: hour, item, channel, payment, currency of each cell, as stored.
 */
export function valueStatements(values: OrderValues, columns: readonly Int32Array[]): readonly SqlStatement[] {
  const [hours, items, channels, payments, currencies] = columns as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const ranked = rankOf([hours, items, channels, payments, currencies]);
  const keyed = [items, channels, payments, currencies].map((column) => pick(column, values));
  const byItemDay = rollUp(values, [hours, items, channels, payments, currencies], dayOf);
  const [days, , ...others] = byItemDay.columns;
  const byDay = rollUp(byItemDay.sums, [days!, ...others], (day) => day);
  const byMonth = rollUp(byDay.sums, byDay.columns, firstOfMonth);
  return [
    ...statementsOf(values, [pick(ranked, values), values.buckets], (rows) => ({
      text: bucketText,
      keys: [hourArray(pick(hours, values), rows), ...keyed.map((column) => int4Array(column, rows))],
    })),
    ...rollupStatements(itemDayText, byItemDay),
    ...rollupStatements(dayText, byDay),
    ...rollupStatements(monthText, byMonth),
  ];
}

function rollupStatements(text: string, { sums, columns }: Rollup): readonly SqlStatement[] {
  const [starts, ...others] = columns.map((column) => pick(column, sums));
  return statementsOf(sums, [starts!, ...others, sums.buckets], (rows) => ({
    text,
    keys: [dayArray(starts!, rows), ...others.map((column) => int4Array(column, rows))],
  }));
}

/** Of each value row, what its cell has in `column`. */
function pick(column: Int32Array, values: OrderValues): Int32Array {
  const picked = new Int32Array(values.size);
  for (let row = 0; row < picked.length; row++) picked[row] = column[values.cells[row]!]!;
  return picked;
}

/** Place of each row in the order of its columns. */
function rankOf(columns: readonly Int32Array[]): Int32Array {
  const order = sortByColumns(columns, columns[0]!.length);
  const ranks = new Int32Array(order.length);
  for (const [rank, row] of order.entries()) ranks[row] = rank;
  return ranks;
}

const dayOf = (hour: number): number => Math.floor(hour / hoursPerDay);

/** Day number of the first day of a day's month; days count from 1970. */
const firstOfMonth = (day: number): number => startOfStep(day * dayMs, 'month') / dayMs;

/** Sums of values, and the columns of their groups: start of the time span, then what `rollUp` was given beside the time. */
interface Rollup {
  readonly sums: OrderValues;
  readonly columns: readonly Int32Array[];
}

/** Sums the values over spans of time. `columns` of each cell: time, then what is kept; `startOf` a time: its span. */
function rollUp(
  values: OrderValues,
  [times, ...kept]: readonly Int32Array[],
  startOf: (time: number) => number,
): Rollup {
  const startOfTime = new Map<number, number>();
  for (const time of times!) if (!startOfTime.has(time)) startOfTime.set(time, startOf(time));
  const columns = [Int32Array.from(times!, (time) => startOfTime.get(time)!), ...kept];
  // Cells of one group lie side by side in their order: the first of each stands for it.
  const members: number[] = [];
  const groupOf = new Int32Array(times!.length);
  for (const cell of sortByColumns(columns, groupOf.length)) {
    const first = members.at(-1);
    if (first === undefined || columns.some((column) => column[cell] !== column[first])) members.push(cell);
    groupOf[cell] = members.length - 1;
  }
  const sums = new OrderValues(values.size);
  for (let row = 0; row < values.size; row++) sums.addFrom(groupOf[values.cells[row]!]!, values, row);
  return { sums, columns: columns.map((column) => Int32Array.from(members, (cell) => column[cell]!)) };
}

function statementsOf(
  values: OrderValues,
  order: readonly Int32Array[],
  keyed: (rows: Uint32Array) => { readonly text: string; readonly keys: readonly Buffer[] },
): SqlStatement[] {
  const sorted = sortByColumns(order, values.size);
  const statements: SqlStatement[] = [];
  for (let from = 0; from < sorted.length; from += rowsPerStatement) {
    const rows = sorted.subarray(from, from + rowsPerStatement);
    const { text, keys } = keyed(rows);
    const sums = [int8Array(values.counts, rows), int8Array(values.mins, rows), int8Array(values.maxs, rows)];
    statements.push({ text, values: [...keys, int4Array(values.buckets, rows), ...sums] });
  }
  return statements;
}

const bucketText = upsertText('order_value_bucket', ['hour', 'item', 'channel', 'payment', 'currency', 'bucket']);
const itemDayText = upsertText('order_item_day_value', ['day', 'item', 'channel', 'payment', 'currency', 'bucket']);
const dayText = upsertText('order_day_value', ['day', 'channel', 'payment', 'currency', 'bucket']);
const monthText = upsertText('order_month_value', ['month', 'channel', 'payment', 'currency', 'bucket']);

function upsertText(table: string, key: readonly string[]): string {
  const timeTypes: Readonly<Record<string, string>> = { hour: 'timestamptz', day: 'date', month: 'date' };
  const types = [...key.map((column) => timeTypes[column] ?? 'int4'), 'int8', 'int8', 'int8'];
  return `INSERT INTO ${table} AS t (${key.join(', ')}, orders, least, greatest)
SELECT * FROM unnest(${types.map((type, at) => `$${at + 1}::${type}[]`).join(', ')})
ON CONFLICT (${key.join(', ')}) DO UPDATE SET orders = t.orders + excluded.orders,
  least = LEAST(t.least, excluded.least), greatest = GREATEST(t.greatest, excluded.greatest)`;
}
