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
const hoursPerDay = 24;
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
  private bounds = new ExtremeBounds();
  private extremes = new OrderExtremes(this.bounds);

  constructor(
    private readonly dictionary: OrderDictionary,
    private readonly partition: number,
  ) {
    this.names = dictionary.current();
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
    let group = extremes.groupOfCell(cell);
    if (group < 0) group = this.beginGroup(cell, hour, scan.channel, scan.payment, scan.currency);
    if (extremes.mayKeep(group, scan.revenue))
      this.keep(group, scan.revenue, hour, scan.item, scan.orderIdIn(bytes), facts.offset);
    this.eventTimeMs = scan.eventTimeMs;
    this.hadUnknownFields = scan.hadUnknownFields;
    return null;
  }

  take(): OrderDelta {
    const delta = { names: this.names, cells: this.table, values: this.values, extremes: this.extremes };
    this.names = this.dictionary.current();
    if (this.names !== delta.names) this.bounds = new ExtremeBounds();
    this.table = new OrderCells(this.table.size);
    this.values = new OrderValues(this.values.size);
    this.extremes = new OrderExtremes(this.bounds);
    return delta;
  }

  private foldSlowly(bytes: Buffer, start: number, end: number, facts: RecordFacts): Rejection | null {
    const judged = judgeOrder(bytes, start, end, facts.appendedAtMs);
    if ('rejection' in judged) return judged.rejection;
    this.add(judged.order, facts.offset);
    this.hadUnknownFields = judged.hadUnknownFields;
    return null;
  }

  private add(order: Order, offset?: number): void {
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
    const group = this.beginGroup(cell, hour, channel, payment, currency);
    if (extremes.mayKeep(group, value)) this.keep(group, value, hour, item, order.order_id, offset);
    this.eventTimeMs = order.event_time_ms;
  }

  private beginGroup(cell: number, hour: number, channel: number, payment: number, currency: number): number {
    const group = this.names.groupOf(Math.floor(hour / hoursPerDay), channel, payment, currency);
    this.extremes.noteGroup(cell, group);
    return group;
  }

  private keep(group: number, value: number, hour: number, item: number, orderId: string, offset = -1): void {
    const { extremes, partition } = this;
    extremes.keep(group, 'high', { outward: -value, partition, offset, hour, item, orderId });
    extremes.keep(group, 'low', { outward: value, partition, offset, hour, item, orderId });
  }
}
