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

/** Of one group; null = its side is not full yet. */
export type GroupBounds = Readonly<Record<Side, Standing | null>>;

const none: GroupBounds = { high: null, low: null };
const mostGroups = 20_000;

/**
 * The last stored place of each group and side: what stands behind it can never be stored, so a fold need not keep it.
 * Holds what was committed while the partition was ours; a rebuild ends that ownership and these bounds with it, until
 * then the places only move outwards. Knowing nothing is safe and costs rows that the store removes again.
 */
export class ExtremeBounds {
  private readonly groups = new Map<string, GroupBounds>();

  of(group: string): GroupBounds {
    return this.groups.get(group) ?? none;
  }

  /** `bound` was the last place after a commit. */
  learn(group: string, side: Side, bound: Standing): void {
    if (this.groups.size >= mostGroups && !this.groups.has(group)) this.groups.clear();
    this.groups.set(group, { ...this.of(group), [side]: bound });
  }
}
