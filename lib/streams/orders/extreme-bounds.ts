/** `low`: the smallest values come first. */
export const sides = ['high', 'low'] as const;
export type Side = (typeof sides)[number];

/** Where an order stands on its side. `outward` grows inwards: the value on the low side, minus the value on the high one. */
export interface Standing {
  readonly outward: number;
  readonly partition: number;
  readonly offset: number;
}

/** Below 0: `a` is further out. Ties go to the lower partition, then offset, so that every split ends the same. */
export const compareStandings = (a: Standing, b: Standing): number =>
  a.outward - b.outward || a.partition - b.partition || a.offset - b.offset;

const smallestCapacity = 32;

/**
 * The last place of each group and side: what stands behind it can never be stored, so it need not be kept. One object
 * lives as long as a fold does: a place found in one delta holds for the next, which is committed after it, and one found
 * stored holds until a rebuild, which ends the fold. Knowing nothing is safe and costs rows that the store removes again.
 */
export class ExtremeBounds {
  private readonly last: Readonly<Record<Side, Standing[]>> = { high: [], low: [] };
  /** By group: a value between the two has no place. */
  private leastHigh = new Float64Array(smallestCapacity).fill(Number.NEGATIVE_INFINITY);
  private greatestLow = new Float64Array(smallestCapacity).fill(Number.POSITIVE_INFINITY);

  /** Whether an order of this value may stand before the last of a side; most do not. */
  mayHavePlace(group: number, value: number): boolean {
    return !(value < this.leastHigh[group]! && value > this.greatestLow[group]!);
  }

  hasPlace(group: number, side: Side, standing: Standing): boolean {
    const last = this.last[side][group];
    return last === undefined || compareStandings(standing, last) < 0;
  }

  /** `last` is a last place; one that is known to be further out stays. */
  learn(group: number, side: Side, last: Standing): void {
    if (!this.hasPlace(group, side, last)) return;
    this.last[side][group] = last;
    if (group >= this.leastHigh.length) this.grow(group);
    if (side === 'high') this.leastHigh[group] = -last.outward;
    else this.greatestLow[group] = last.outward;
  }

  private grow(group: number): void {
    const larger = (from: Float64Array, unknown: number) => {
      const to = new Float64Array(2 * group).fill(unknown);
      to.set(from);
      return to;
    };
    this.leastHigh = larger(this.leastHigh, Number.NEGATIVE_INFINITY);
    this.greatestLow = larger(this.greatestLow, Number.POSITIVE_INFINITY);
  }
}
