/** Half-open range of offsets `[from, to)`. */
export interface Interval {
  readonly from: bigint;
  readonly to: bigint;
}

/**
 * A set of offsets, kept as sorted, disjoint, non-touching intervals. Adding in any order and any number of times gives
 * the same set.
 */
export class IntervalSet {
  private readonly intervals: { from: bigint; to: bigint }[] = [];

  /** Index of the first interval that ends at or behind `offset`. */
  private indexOf(offset: bigint): number {
    let low = 0;
    let high = this.intervals.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.intervals[middle]!.to < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** True when any offset of `[from, to)` is in the set; false for an empty range. */
  overlaps(from: bigint, to: bigint): boolean {
    if (from >= to) return false;
    for (let index = this.indexOf(from); index < this.intervals.length; index++) {
      const interval = this.intervals[index]!;
      if (interval.from >= to) return false;
      if (interval.to > from) return true;
    }
    return false;
  }

  /** Adds `[from, to)`; false when it was empty or any part of it was there already (the rest is added). */
  add(from: bigint, to: bigint): boolean {
    if (from >= to) return false;
    const fresh = !this.overlaps(from, to);
    const first = this.indexOf(from);
    let last = first;
    let low = from;
    let high = to;
    while (last < this.intervals.length && this.intervals[last]!.from <= to) {
      const interval = this.intervals[last]!;
      if (interval.from < low) low = interval.from;
      if (interval.to > high) high = interval.to;
      last += 1;
    }
    this.intervals.splice(first, last - first, { from: low, to: high });
    return fresh;
  }

  /** True when all of `[from, to)` is in the set; true for an empty range. */
  covers(from: bigint, to: bigint): boolean {
    if (from >= to) return true;
    const interval = this.intervals[this.indexOf(from + 1n)];
    return interval !== undefined && interval.from <= from && interval.to >= to;
  }

  /** Forgets what lies below `offset`. */
  dropBelow(offset: bigint): void {
    const kept = this.intervals.findIndex((interval) => interval.to > offset);
    this.intervals.splice(0, kept < 0 ? this.intervals.length : kept);
    const first = this.intervals[0];
    if (first !== undefined && first.from < offset) first.from = offset;
  }

  /** What is missing between the set's first and last offset, ascending. */
  holes(): Interval[] {
    return this.intervals.slice(1).map((interval, index) => ({ from: this.intervals[index]!.to, to: interval.from }));
  }

  get size(): number {
    return this.intervals.length;
  }

  /** First offset, null while empty. */
  get first(): bigint | null {
    return this.intervals[0]?.from ?? null;
  }

  /** Behind the last offset, null while empty. */
  get end(): bigint | null {
    return this.intervals.at(-1)?.to ?? null;
  }

  toArray(): Interval[] {
    return this.intervals.map(({ from, to }) => ({ from, to }));
  }
}
