import { sortByColumns } from '../../domain/sort-by-columns';
import type { DimensionIds, SqlStatement } from '../stream';
import { hourArray, int4Array, int8Array } from './binary-array';
import { keyWidth, OrderCells } from './order-cells';
import type { OrderDelta } from './order-delta';

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

/** Statements that add a delta of orders to the stored aggregates: sorted rows, `<=` 5,000 a statement. */
export async function orderStatements(delta: OrderDelta, dimensions: DimensionIds): Promise<readonly SqlStatement[]> {
  const { names, cells } = delta;
  if (cells.size === 0) return [];
  const ids = {
    item: await idsOf('item', names.items.names, usedIn(cells, 1), dimensions),
    channel: await idsOf('channel', names.channels.names, usedIn(cells, 2), dimensions),
    payment: await idsOf('payment', names.payments.names, usedIn(cells, 3), dimensions),
    currency: await idsOf('currency', names.currencies.names, usedIn(cells, 4), dimensions),
  };
  return tables.flatMap(({ name, key }) => {
    const rows = key.length === keyColumns.length ? cells : rollUp(cells, key);
    const columns = key.map((column) => {
      const place = keyColumns.indexOf(column);
      const translate = column === 'hour' ? null : ids[column];
      return Int32Array.from({ length: rows.size }, (_, row) => {
        const value = rows.keys[row * keyWidth + place]!;
        return translate === null ? value : translate.get(value)!;
      });
    });
    return statementsOf(name, key, columns, rows);
  });
}

function usedIn(cells: OrderCells, place: number): readonly number[] {
  const used = new Set<number>();
  for (let at = place; at < cells.size * keyWidth; at += keyWidth) used.add(cells.keys[at]!);
  return [...used];
}

async function idsOf(
  kind: string,
  names: readonly string[],
  used: readonly number[],
  dimensions: DimensionIds,
): Promise<ReadonlyMap<number, number>> {
  const ids = await dimensions.resolve(
    kind,
    used.map((local) => names[local]!),
  );
  return new Map(used.map((local, at) => [local, ids[at]!]));
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
    const revenues = Float64Array.from(rows, (row) => cells.smallRevenueAt(row));
    const isSmall = !revenues.some(Number.isNaN);
    statements.push({
      text: upsertText(table, key, isSmall ? 'int8' : 'numeric'),
      values: [
        ...columns.map((column, place) =>
          (place === 0 ? hourArray : int4Array)(Int32Array.from(rows, (row) => column[row]!)),
        ),
        int8Array(Float64Array.from(rows, (row) => cells.orders[row]!)),
        int8Array(Float64Array.from(rows, (row) => cells.quantities[row]!)),
        isSmall ? int8Array(revenues) : `{${Array.from(rows, (row) => cells.revenueAt(row)).join()}}`,
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
