/** Integers per cell key: UTC hour since 1970, then local numbers of item, channel, payment, currency. */
export const keyWidth = 5;
const smallestCapacity = 32;

/** Sums per (hour, item, channel, payment, currency): a hash table over integers, without an object per cell. */
export class OrderCells {
  size = 0;
  keys: Int32Array;
  orders: Float64Array;
  quantities: Float64Array;
  /** In ten-thousandths; what would pass 2^53 was moved to `carried`. */
  revenues: Float64Array;
  private readonly carried = new Map<number, bigint>();
  /** Index of a cell plus 1; 0 = free. */
  private slots: Int32Array;

  constructor(expectedCells = smallestCapacity) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(smallestCapacity, expectedCells)));
    this.keys = new Int32Array(capacity * keyWidth);
    this.orders = new Float64Array(capacity);
    this.quantities = new Float64Array(capacity);
    this.revenues = new Float64Array(capacity);
    this.slots = new Int32Array(capacity * 2);
  }

  /** Index of a cell, which is made when it is new. */
  indexOf(hour: number, item: number, channel: number, payment: number, currency: number): number {
    const { slots, keys } = this;
    const mask = slots.length - 1;
    for (let slot = hashOf(hour, item, channel, payment, currency) & mask; ; slot = (slot + 1) & mask) {
      const index = slots[slot]! - 1;
      if (index < 0) return this.insert(slot, hour, item, channel, payment, currency);
      const at = index * keyWidth;
      if (
        keys[at] === hour &&
        keys[at + 1] === item &&
        keys[at + 2] === channel &&
        keys[at + 3] === payment &&
        keys[at + 4] === currency
      )
        return index;
    }
  }

  /** Adds sums to a cell; all are whole numbers below 2^53. */
  addAt(index: number, orders: number, quantity: number, revenue: number): void {
    this.orders[index]! += orders;
    this.quantities[index]! += quantity;
    const before = this.revenues[index]!;
    if (before + revenue <= Number.MAX_SAFE_INTEGER) this.revenues[index] = before + revenue;
    else {
      this.carried.set(index, (this.carried.get(index) ?? 0n) + BigInt(before));
      this.revenues[index] = revenue;
    }
  }

  /** Adds cell `from` of `other` to cell `index` of this table. */
  addCell(index: number, other: OrderCells, from: number): void {
    this.addAt(index, other.orders[from]!, other.quantities[from]!, other.revenues[from]!);
    if (!other.isLarge(from)) return;
    const carried = other.carried.get(from);
    if (carried !== undefined) this.carried.set(index, (this.carried.get(index) ?? 0n) + carried);
  }

  /** Revenue of a cell in ten-thousandths. */
  revenueAt(index: number): bigint {
    return BigInt(this.revenues[index]!) + (this.carried.get(index) ?? 0n);
  }

  /** Whether the revenue of a cell has passed 2^53, so that `revenues` does not tell all of it. */
  isLarge(index: number): boolean {
    return this.carried.size > 0 && this.carried.has(index);
  }

  private insert(slot: number, hour: number, item: number, channel: number, payment: number, currency: number): number {
    if (this.size === this.orders.length) {
      this.grow();
      return this.indexOf(hour, item, channel, payment, currency);
    }
    const index = this.size++;
    this.slots[slot] = index + 1;
    const at = index * keyWidth;
    const { keys } = this;
    keys[at] = hour;
    keys[at + 1] = item;
    keys[at + 2] = channel;
    keys[at + 3] = payment;
    keys[at + 4] = currency;
    return index;
  }

  private grow(): void {
    const filled = this.orders.length;
    const larger = (from: Float64Array): Float64Array => {
      const to = new Float64Array(filled * 2);
      to.set(from);
      return to;
    };
    const keys = new Int32Array(filled * 2 * keyWidth);
    keys.set(this.keys);
    this.keys = keys;
    this.orders = larger(this.orders);
    this.quantities = larger(this.quantities);
    this.revenues = larger(this.revenues);
    const mask = filled * 4 - 1;
    const slots = new Int32Array(filled * 4);
    for (let index = 0; index < filled; index++) {
      const at = index * keyWidth;
      let slot = hashOf(keys[at]!, keys[at + 1]!, keys[at + 2]!, keys[at + 3]!, keys[at + 4]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = index + 1;
    }
    this.slots = slots;
  }
}

function hashOf(hour: number, item: number, channel: number, payment: number, currency: number): number {
  let hash = Math.imul(hour, 0x9e3779b1) ^ Math.imul(item, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= Math.imul(channel + Math.imul(payment, 0x3d1) + Math.imul(currency, 0x2f4e5), 0x297a2d39);
  return hash ^ (hash >>> 16);
}
