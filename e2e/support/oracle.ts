import { judgeOrder } from './judge-order';
import { createTopicLedger, type LedgerTotals, type ReadRecord } from './topic-ledger';

/** What the topic of orders holds by the oracle's own count; sums are decimal text. Safe as JSON. */
export interface OracleTotals extends LedgerTotals {
  quantity: string;
  /** Ten-thousandths. */
  revenue: string;
  /** `hour|item|channel|payment|currency` (JSON array as key) -> orders, quantity, revenue. */
  cells: Record<string, [orders: number, quantity: number, revenue: string]>;
}

export const emptyTotals = (): OracleTotals => ({
  valid: 0,
  quantity: '0',
  revenue: '0',
  partitions: {},
  cells: {},
  rejected: [],
  producers: {},
});

/** Adds up a topic record by record, in offset order per partition. A numbered record seen before counts once. */
export function createOracle(ranges: ReadonlyMap<number, { low: bigint; high: bigint }>) {
  const ledger = createTopicLedger(ranges);
  const cells: OracleTotals['cells'] = {};
  let quantity = 0n;
  let revenue = 0n;
  return {
    add(record: ReadRecord): void {
      const order = ledger.book(record, judgeOrder);
      if (order === null) return;
      quantity += BigInt(order.quantity);
      revenue += order.revenue;
      const key = JSON.stringify([order.hour, order.item, order.channel, order.payment, order.currency]);
      const cell = cells[key] ?? [0, 0, '0'];
      cells[key] = cell;
      cell[0] += 1;
      cell[1] += order.quantity;
      cell[2] = `${BigInt(cell[2]) + order.revenue}`;
    },
    totals(): OracleTotals {
      return { ...ledger.totals, quantity: `${quantity}`, revenue: `${revenue}`, cells };
    },
  };
}
