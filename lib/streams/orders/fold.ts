import type { Rejection } from '../../contracts/rejection';
import { parseIsoTime } from '../../domain/iso-time';
import type { RecordFacts, StreamFold } from '../stream';
import { judgeOrder, type Order, toTenThousandths } from './event';
import { ExtremeBounds } from './extreme-bounds';
import { OrderCells } from './order-cells';
import type { OrderDelta } from './order-delta';
import { OrderExtremes } from './order-extremes';
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
  private readonly stored = new ExtremeBounds();
  private extremes: OrderExtremes;

  constructor(
    private readonly dictionary: OrderDictionary,
    private readonly partition: number,
  ) {
    this.names = dictionary.current();
    this.extremes = new OrderExtremes(this.names, this.stored);
  }

  get cells(): number {
    return (this.table.size + this.values.size) * rowsPerCell + this.extremes.size;
  }

  fold(bytes: Buffer, start: number, end: number, facts: RecordFacts): Rejection | null {
    const { scan, table, extremes } = this;
    if (start < 0 || !scan.read(bytes, start, end, facts.appendedAtMs, this.names))
      return this.foldSlowly(bytes, start, end, facts);
    const hour = Math.floor(scan.purchasedAtMs / hourMs);
    const cell = table.indexOf(hour, scan.item, scan.channel, scan.payment, scan.currency);
    table.addAt(cell, 1, scan.quantity, scan.revenue);
    this.values.add(cell, scan.revenue);
    const offset = facts.offset ?? -1;
    const group = extremes.groupOfCell(cell, hour, scan.channel, scan.payment, scan.currency);
    if (extremes.hasPlace(group, scan.revenue, this.partition, offset))
      this.keep(group, scan.revenue, hour, scan.item, scan.orderIdIn(bytes), offset);
    this.eventTimeMs = scan.eventTimeMs;
    this.hadUnknownFields = scan.hadUnknownFields;
    return null;
  }

  take(): OrderDelta {
    const delta = { names: this.names, cells: this.table, values: this.values, extremes: this.extremes };
    this.names = this.dictionary.current();
    this.table = new OrderCells(this.table.size);
    this.values = new OrderValues(this.values.size);
    this.extremes = new OrderExtremes(this.names, this.stored);
    return delta;
  }

  private foldSlowly(bytes: Buffer, start: number, end: number, facts: RecordFacts): Rejection | null {
    const judged = judgeOrder(bytes, start, end, facts.appendedAtMs);
    if ('rejection' in judged) return judged.rejection;
    this.add(judged.order, facts.offset ?? -1);
    this.hadUnknownFields = judged.hadUnknownFields;
    return null;
  }

  private add(order: Order, offset: number): void {
    const { names, table, extremes } = this;
    const hour = Math.floor(parseIsoTime(order.purchased_at) / hourMs);
    const item = names.items.idOf(order.item);
    const channel = names.channels.idOf(order.channel);
    const payment = names.payments.idOf(order.payment_method);
    const currency = names.currencies.idOf(order.currency);
    const cell = table.indexOf(hour, item, channel, payment, currency);
    const value = order.quantity * toTenThousandths(order.unit_price);
    table.addAt(cell, 1, order.quantity, value);
    this.values.add(cell, value);
    const group = extremes.groupOfCell(cell, hour, channel, payment, currency);
    if (extremes.hasPlace(group, value, this.partition, offset))
      this.keep(group, value, hour, item, order.order_id, offset);
    this.eventTimeMs = order.event_time_ms;
  }

  private keep(group: number, value: number, hour: number, item: number, orderId: string, offset: number): void {
    this.extremes.keep(group, { value, partition: this.partition, offset, hour, item, orderId });
  }
}
