import type { NameTable } from '../../json-scan/name-table';
import { keyWidth, OrderCells } from './order-cells';
import { OrderExtremes } from './order-extremes';
import { OrderNames } from './order-names';
import { OrderValues } from './order-values';

/** What a flush adds to the aggregates of orders: cells whose dimension names are numbered by `names`, their values, and the highest and lowest orders. */
export interface OrderDelta {
  readonly names: OrderNames;
  readonly cells: OrderCells;
  readonly values: OrderValues;
  readonly extremes: OrderExtremes;
}

/** Adds `other` into `into`, also across generations of the dictionary. */
export function mergeOrderDeltas(into: OrderDelta, other: OrderDelta): OrderDelta {
  const same = into.names === other.names;
  const { keys, size } = other.cells;
  const item = translation(other.names.items, into.names.items, same);
  const channel = translation(other.names.channels, into.names.channels, same);
  const payment = translation(other.names.payments, into.names.payments, same);
  const currency = translation(other.names.currencies, into.names.currencies, same);
  const cells = new Int32Array(size);
  for (let from = 0; from < size; from++) {
    const at = from * keyWidth;
    const index = into.cells.indexOf(
      keys[at]!,
      item(keys[at + 1]!),
      channel(keys[at + 2]!),
      payment(keys[at + 3]!),
      currency(keys[at + 4]!),
    );
    into.cells.addCell(index, other.cells, from);
    cells[from] = index;
  }
  const { values } = other;
  for (let from = 0; from < values.size; from++) into.values.addFrom(cells[values.cells[from]!]!, values, from);
  const { extremes } = other;
  extremes.forEach((from, side, rows) => {
    if (same) for (const row of rows) into.extremes.keep(from, side, row);
    else {
      const [day, ofChannel, ofPayment, ofCurrency] = other.names.keyOfGroup(from);
      const group = into.names.groupOf(day, channel(ofChannel), payment(ofPayment), currency(ofCurrency));
      for (const row of rows) into.extremes.keep(group, side, { ...row, item: item(row.item) });
    }
  });
  if (same) for (const learner of extremes.learners) into.extremes.learners.add(learner);
  return into;
}

export const emptyOrderDelta = (names = new OrderNames()): OrderDelta => ({
  names,
  cells: new OrderCells(),
  values: new OrderValues(),
  extremes: new OrderExtremes(),
});

/** Translates numbers of one table to those of another; names that are not used are not added. */
function translation(from: NameTable, to: NameTable, same: boolean): (id: number) => number {
  if (same) return (id) => id;
  const known = new Map<number, number>();
  return (id) => {
    let translated = known.get(id);
    if (translated === undefined) {
      translated = to.idOf(from.names[id]!);
      known.set(id, translated);
    }
    return translated;
  };
}
