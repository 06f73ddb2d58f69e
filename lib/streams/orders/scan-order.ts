import { isoTimeOfBytes } from '../../domain/iso-time-bytes';
import { FlatJsonScanner, slotKind } from '../../json-scan/flat-json-scanner';
import type { NameTable } from '../../json-scan/name-table';
import { maxAheadMs, maxOrderValue, maxQuantity, maxUnitPrice, moneyScale } from './event';
import type { OrderNames } from './order-names';

const fields = [
  { name: 'order_id' },
  { name: 'user_id' },
  { name: 'item', hashed: true },
  { name: 'quantity' },
  { name: 'unit_price' },
  { name: 'currency', hashed: true },
  { name: 'channel', hashed: true },
  { name: 'payment_method', hashed: true },
  { name: 'purchased_at' },
  { name: 'event_time_ms' },
] as const;
const slot = { orderId: 0, userId: 1, item: 2, quantity: 3, unitPrice: 4, currency: 5, channel: 6, payment: 7 };
const purchasedAt = 8;
const eventTime = 9;
const longestIdBytes = 64;
const scaleByDecimals = [10_000, 1_000, 100, 10, 1];
const dearest = maxUnitPrice * moneyScale;
const largest = maxOrderValue * moneyScale;

/**
 * The fast way: an order as it nearly always looks, with names that the dictionary knows already (they were judged when
 * they came first), read from its bytes. What `read` accepts, `judgeOrder` accepts with the same values; what it
 * declines may still be good.
 */
export class OrderScan {
  item = 0;
  channel = 0;
  payment = 0;
  currency = 0;
  quantity = 0;
  /** quantity x unit_price in ten-thousandths. */
  revenue = 0;
  purchasedAtMs = 0;
  eventTimeMs = 0;
  private readonly scanner = new FlatJsonScanner(fields);

  get hadUnknownFields(): boolean {
    return this.scanner.hadUnknownFields;
  }

  read(bytes: Buffer, start: number, end: number, appendedAtMs: number, names: OrderNames): boolean {
    const { scanner } = this;
    if (!scanner.scan(bytes, start, end)) return false;
    const { kinds, starts, ends, mantissas, decimals } = scanner;
    if (kinds[slot.orderId] !== slotKind.string || !this.isId(slot.orderId)) return false;
    const userKind = kinds[slot.userId];
    if (
      userKind === slotKind.string
        ? !this.isId(slot.userId)
        : userKind !== slotKind.number || decimals[slot.userId] !== 0
    )
      return false;

    if (kinds[slot.quantity] !== slotKind.number || decimals[slot.quantity] !== 0) return false;
    const quantity = mantissas[slot.quantity]!;
    if (kinds[slot.unitPrice] !== slotKind.number || decimals[slot.unitPrice]! > 4) return false;
    const price = mantissas[slot.unitPrice]! * scaleByDecimals[decimals[slot.unitPrice]!]!;
    const revenue = quantity * price;
    if (!(quantity >= 1 && quantity <= maxQuantity && price > 0 && price <= dearest && revenue <= largest))
      return false;

    const latestMs = appendedAtMs + maxAheadMs;
    if (kinds[purchasedAt] !== slotKind.string) return false;
    const purchasedAtMs = isoTimeOfBytes(bytes, starts[purchasedAt]!, ends[purchasedAt]!);
    if (!(purchasedAtMs <= latestMs)) return false;
    if (kinds[eventTime] !== slotKind.number || decimals[eventTime] !== 0) return false;
    const eventTimeMs = mantissas[eventTime]!;
    if (!(eventTimeMs <= latestMs)) return false;

    this.item = this.find(bytes, slot.item, names.items);
    this.channel = this.find(bytes, slot.channel, names.channels);
    this.payment = this.find(bytes, slot.payment, names.payments);
    this.currency =
      kinds[slot.currency] === slotKind.absent
        ? names.defaultCurrencyId
        : this.find(bytes, slot.currency, names.currencies);
    if ((this.item | this.channel | this.payment | this.currency) < 0) return false;
    this.quantity = quantity;
    this.revenue = revenue;
    this.purchasedAtMs = purchasedAtMs;
    this.eventTimeMs = eventTimeMs;
    return true;
  }

  /** The id of the order read last; `bytes` are those it was read from. */
  orderIdIn(bytes: Buffer): string {
    return bytes.toString('utf8', this.scanner.starts[slot.orderId], this.scanner.ends[slot.orderId]);
  }

  /** A string has at most as many characters as bytes. */
  private isId(field: number): boolean {
    const bytes = this.scanner.ends[field]! - this.scanner.starts[field]!;
    return bytes >= 1 && bytes <= longestIdBytes;
  }

  private find(bytes: Buffer, field: number, table: NameTable): number {
    const { kinds, starts, ends, hashes } = this.scanner;
    if (kinds[field] !== slotKind.string) return -1;
    return table.find(bytes, starts[field]!, ends[field]!, hashes[field]!);
  }
}
