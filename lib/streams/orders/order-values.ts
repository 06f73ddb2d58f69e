import { bucketOfValue } from '../../domain/value-bucket';

const smallestCapacity = 32;

/**
 * How order values spread within each cell: per (cell, value bucket) the count, the least and the greatest value in
 * ten-thousandths. A hash table over integers, without an object per bucket; cells are told by their index.
 */
export class OrderValues {
  size = 0;
  cells: Int32Array;
  buckets: Int32Array;
  counts: Float64Array;
  mins: Float64Array;
  maxs: Float64Array;
  /** Index of a row plus 1; 0 = free. */
  private slots: Int32Array;

  constructor(expectedRows = smallestCapacity) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(smallestCapacity, expectedRows)));
    this.cells = new Int32Array(capacity);
    this.buckets = new Int32Array(capacity);
    this.counts = new Float64Array(capacity);
    this.mins = new Float64Array(capacity);
    this.maxs = new Float64Array(capacity);
    this.slots = new Int32Array(capacity * 2);
  }

  /** Counts one order of `value` ten-thousandths in a cell. */
  add(cell: number, value: number): void {
    this.addRow(cell, bucketOfValue(value), 1, value, value);
  }

  /** Adds row `from` of `other`, whose cell is `cell` here. */
  addFrom(cell: number, other: OrderValues, from: number): void {
    this.addRow(cell, other.buckets[from]!, other.counts[from]!, other.mins[from]!, other.maxs[from]!);
  }

  private addRow(cell: number, bucket: number, count: number, min: number, max: number): void {
    const row = this.indexOf(cell, bucket);
    const before = this.counts[row]!;
    this.counts[row] = before + count;
    if (before === 0 || min < this.mins[row]!) this.mins[row] = min;
    if (max > this.maxs[row]!) this.maxs[row] = max;
  }

  private indexOf(cell: number, bucket: number): number {
    const { slots, cells, buckets } = this;
    const mask = slots.length - 1;
    for (let slot = hashOf(cell, bucket) & mask; ; slot = (slot + 1) & mask) {
      const row = slots[slot]! - 1;
      if (row < 0) return this.insert(slot, cell, bucket);
      if (cells[row] === cell && buckets[row] === bucket) return row;
    }
  }

  private insert(slot: number, cell: number, bucket: number): number {
    if (this.size === this.cells.length) {
      this.grow();
      return this.indexOf(cell, bucket);
    }
    const row = this.size++;
    this.slots[slot] = row + 1;
    this.cells[row] = cell;
    this.buckets[row] = bucket;
    return row;
  }

  private grow(): void {
    const capacity = this.cells.length * 2;
    const larger = <Column extends Int32Array | Float64Array>(to: Column, from: Column): Column => {
      to.set(from);
      return to;
    };
    this.cells = larger(new Int32Array(capacity), this.cells);
    this.buckets = larger(new Int32Array(capacity), this.buckets);
    this.counts = larger(new Float64Array(capacity), this.counts);
    this.mins = larger(new Float64Array(capacity), this.mins);
    this.maxs = larger(new Float64Array(capacity), this.maxs);
    const mask = capacity * 2 - 1;
    this.slots = new Int32Array(capacity * 2);
    for (let row = 0; row < this.size; row++) {
      let slot = hashOf(this.cells[row]!, this.buckets[row]!) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = row + 1;
    }
  }
}

function hashOf(cell: number, bucket: number): number {
  const hash = Math.imul(cell, 0x9e3779b1) ^ Math.imul(bucket, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}
