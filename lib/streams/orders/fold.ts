import type { Rejection } from '../../contracts/rejection';
import { parseIsoTime } from '../../domain/iso-time';
import type { RecordFacts, StreamFold } from '../stream';
import { judgeOrder, type Order, toTenThousandths } from './event';
import { OrderCells } from './order-cells';
import type { OrderDelta } from './order-delta';
import type { OrderDictionary, OrderNames } from './order-names';
import { OrderValues } from './order-values';
import { OrderScan } from './scan-order';

const hourMs = 3_600_000;
/** Rows written for a cell or a value bucket: its own, and about one in the rollups where they are many. */
const rowsPerCell = 2;

/** Folds orders into cells by UTC hour of purchase and names: the fast way where it can, the contract where it must. */
export class OrderFold implements StreamFold<OrderDelta> {
  eventTimeMs = Number.NaN;
  hadUnknownFields = false;
  private names: OrderNames;
  private table = new OrderCells();
  private values = new OrderValues();
  private readonly scan = new OrderScan();

  constructor(private readonly dictionary: OrderDictionary) {
    this.names = dictionary.current();
  }

  get cells(): number {
    return (this.table.size + this.values.size) * rowsPerCell;
  }

  fold(bytes: Buffer, start: number, end: number, facts: RecordFacts): Rejection | null {
    const { scan, table } = this;
    if (start < 0 || !scan.read(bytes, start, end, facts.appendedAtMs, this.names))
      return this.foldSlowly(bytes, start, end, facts.appendedAtMs);
    const hour = Math.floor(scan.purchasedAtMs / hourMs);
    const cell = table.indexOf(hour, scan.item, scan.channel, scan.payment, scan.currency);
    table.addAt(cell, 1, scan.quantity, scan.revenue);
    this.values.add(cell, scan.revenue);
    this.eventTimeMs = scan.eventTimeMs;
    this.hadUnknownFields = scan.hadUnknownFields;
    return null;
  }

  take(): OrderDelta {
    const delta = { names: this.names, cells: this.table, values: this.values };
    this.names = this.dictionary.current();
    this.table = new OrderCells(this.table.size);
    this.values = new OrderValues(this.values.size);
    return delta;
  }

  private foldSlowly(bytes: Buffer, start: number, end: number, appendedAtMs: number): Rejection | null {
    const judged = judgeOrder(bytes, start, end, appendedAtMs);
    if ('rejection' in judged) return judged.rejection;
    this.add(judged.order);
    this.hadUnknownFields = judged.hadUnknownFields;
    return null;
  }

  private add(order: Order): void {
    const { names, table } = this;
    const cell = table.indexOf(
      Math.floor(parseIsoTime(order.purchased_at) / hourMs),
      names.items.idOf(order.item),
      names.channels.idOf(order.channel),
      names.payments.idOf(order.payment_method),
      names.currencies.idOf(order.currency),
    );
    const value = order.quantity * toTenThousandths(order.unit_price);
    table.addAt(cell, 1, order.quantity, value);
    this.values.add(cell, value);
    this.eventTimeMs = order.event_time_ms;
  }
}
