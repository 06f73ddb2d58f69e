import { sortByColumns } from '../../domain/sort-by-columns';
import { hourArray, int4Array, int8Array } from '../binary-array';
import type { DimensionIds, SqlStatement } from '../stream';
import { extremeStatements } from './extreme-statements';
import { keyWidth, OrderCells } from './order-cells';
import type { OrderDelta } from './order-delta';
import { valueStatements } from './value-statements';

/** Places of a cell key, as in `OrderCells.keys`; `hour` is a time, the others are ids of dimension names. */
const keyColumns = ['hour', 'item', 'channel', 'payment', 'currency'] as const;
type KeyColumn = (typeof keyColumns)[number];

/** The tables in the order in which every transaction writes them. */
const tables: readonly { readonly name: string; readonly key: readonly KeyColumn[] }[] = [
  { name: 'order_cell', key: keyColumns },
  { name: 'order_hour_item', key: ['hour', 'item', 'currency'] },
  { name: 'order_hour_channel', key: ['hour', 'channel', 'currency'] },
];
const rowsPerStatement = 5_000;

/** Statements that add a delta of orders to the stored aggregates: sorted rows, at most 5,000 a statement. */
export async function orderStatements(delta: OrderDelta, dimensions: DimensionIds): Promise<readonly SqlStatement[]> {
  const { names, cells } = delta;
  if (cells.size === 0) return [];
  const ids = {
    item: await idsOf('item', names.items.names, usedIn(cells, 'item'), dimensions),
    channel: await idsOf('channel', names.channels.names, usedIn(cells, 'channel'), dimensions),
    payment: await idsOf('payment', names.payments.names, usedIn(cells, 'payment'), dimensions),
    currency: await idsOf('currency', names.currencies.names, usedIn(cells, 'currency'), dimensions),
  };
  const columnsOf = (rows: OrderCells, key: readonly KeyColumn[]) =>
    key.map((column) => columnOf(rows, column, column === 'hour' ? null : ids[column]));
  return [
    ...tables.flatMap(({ name, key }) => {
      const rows = key.length === keyColumns.length ? cells : rollUp(cells, key);
      return statementsOf(name, key, columnsOf(rows, key), rows);
    }),
    ...valueStatements(delta.values, columnsOf(cells, keyColumns)),
    ...extremeStatements(delta.extremes, names, ids),
  ];
}

/** One part of every cell's key; local numbers become the database's ids. */
function columnOf(cells: OrderCells, column: KeyColumn, ids: Int32Array | null): Int32Array {
  const values = new Int32Array(cells.size);
  const { keys } = cells;
  for (let row = 0, at = keyColumns.indexOf(column); row < values.length; row++, at += keyWidth) {
    const value = keys[at]!;
    values[row] = ids === null ? value : ids[value]!;
  }
  return values;
}

function usedIn(cells: OrderCells, column: KeyColumn): readonly number[] {
  return [...new Set(columnOf(cells, column, null))];
}

/** The database's id by local number; those of unused names are 0. */
async function idsOf(
  kind: string,
  names: readonly string[],
  used: readonly number[],
  dimensions: DimensionIds,
): Promise<Int32Array> {
  const found = await dimensions.resolve(
    kind,
    used.map((local) => names[local]!),
  );
  const ids = new Int32Array(names.length);
  for (const [at, local] of used.entries()) ids[local] = found[at]!;
  return ids;
}

/** Sums over the columns that `key` leaves out. */
function rollUp(cells: OrderCells, key: readonly KeyColumn[]): OrderCells {
  const sums = new OrderCells(cells.size);
  const [item, channel] = [key.includes('item'), key.includes('channel')];
  for (let from = 0; from < cells.size; from++) {
    const at = from * keyWidth;
    const { keys } = cells;
    const index = sums.indexOf(keys[at]!, item ? keys[at + 1]! : 0, channel ? keys[at + 2]! : 0, 0, keys[at + 4]!);
    sums.addCell(index, cells, from);
  }
  return sums;
}

function statementsOf(
  table: string,
  key: readonly KeyColumn[],
  columns: readonly Int32Array[],
  cells: OrderCells,
): SqlStatement[] {
  const order = sortByColumns(columns, cells.size);
  const statements: SqlStatement[] = [];
  for (let from = 0; from < order.length; from += rowsPerStatement) {
    const rows = order.subarray(from, from + rowsPerStatement);
    const large = rows.some((row) => cells.isLarge(row));
    statements.push({
      text: upsertText(table, key, large ? 'numeric' : 'int8'),
      values: [
        ...columns.map((column, place) => (place === 0 ? hourArray : int4Array)(column, rows)),
        int8Array(cells.orders, rows),
        int8Array(cells.quantities, rows),
        large ? `{${Array.from(rows, (row) => cells.revenueAt(row)).join()}}` : int8Array(cells.revenues, rows),
      ],
    });
  }
  return statements;
}

function upsertText(table: string, key: readonly KeyColumn[], revenueType: 'int8' | 'numeric'): string {
  const types = [...key.map((column) => (column === 'hour' ? 'timestamptz' : 'int4')), 'int8', 'int8', revenueType];
  const sums = ['orders', 'quantity', 'revenue'];
  return `INSERT INTO ${table} AS t (${[...key, ...sums].join(', ')})
SELECT * FROM unnest(${types.map((type, at) => `$${at + 1}::${type}[]`).join(', ')})
ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${sums.map((sum) => `${sum} = t.${sum} + excluded.${sum}`).join(', ')}`;
}
