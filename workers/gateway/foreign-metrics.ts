import type { ForeignSample } from '@/lib/contracts/metric-sample';
import { SecondRing } from '@/lib/domain/second-ring';

const keptMs = 3_600_000;
const aheadMs = 60_000;
const mostNames = 50;
const longestName = 200;

/** `outside`: its time is not within the hour. `unnamed`: there are too many names already. */
export type ForeignMerged = 'foreign' | 'foreign_outside' | 'foreign_unnamed';

interface Reading {
  atMs: number;
  value: number;
}

/** `metric` with its labels folded in, in the order of their names: `rmse{model=als,run=7}`. */
export function foreignName({ metric, labels = {} }: Pick<ForeignSample, 'metric' | 'labels'>): string {
  const folded = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`);
  return (folded.length === 0 ? metric : `${metric}{${folded.join(',')}}`).slice(0, longestName);
}

export const isRmse = (name: string): boolean => /^rmse(\{|$)/i.test(name);

/** Metrics that others publish: one hour at one second, the newest reading of a second wins, at most 50 names. */
export class ForeignMetrics {
  private readonly byName = new Map<string, { ring: SecondRing<Reading>; newestMs: number }>();
  private readonly refused = new Map<string, number>();
  private nowMs = 0;

  add(sample: ForeignSample): ForeignMerged {
    const name = foreignName(sample);
    const { timestamp: atMs, value } = sample;
    if (atMs < this.nowMs - keptMs || atMs > this.nowMs + aheadMs) return 'foreign_outside';
    const known = this.byName.get(name) ?? this.open(name);
    if (known === null) return 'foreign_unnamed';
    const reading = known.ring.touch(atMs);
    if (reading === null) return 'foreign_outside';
    known.newestMs = Math.max(known.newestMs, atMs);
    if (atMs > reading.atMs || (atMs === reading.atMs && value > reading.value))
      Object.assign(reading, { atMs, value });
    return 'foreign';
  }

  /** Names that were refused within the hour for want of room. */
  get leftOut(): number {
    return this.refused.size;
  }

  /** Newest value of each wanted name in `[fromMs, toMs)`; null when there is none. */
  valuesOf(fromMs: number, toMs: number, wanted: (name: string) => boolean): Record<string, number> | null {
    const values = new Map<string, number>();
    for (const [name, { ring, newestMs }] of this.byName) {
      if (newestMs < fromMs || !wanted(name)) continue;
      for (let t = toMs - 1_000; t >= fromMs; t -= 1_000) {
        const reading = ring.at(t);
        if (reading === undefined) continue;
        values.set(name, reading.value);
        break;
      }
    }
    if (values.size === 0) return null;
    return Object.fromEntries([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Moves time on and forgets names without a reading within the hour. */
  advance(nowMs: number): void {
    this.nowMs = nowMs;
    for (const [name, { ring, newestMs }] of this.byName)
      if (newestMs < nowMs - keptMs) this.byName.delete(name);
      else ring.advance(nowMs);
    for (const [name, atMs] of this.refused) if (atMs < nowMs - keptMs) this.refused.delete(name);
  }

  private open(name: string) {
    if (this.byName.size >= mostNames) {
      // Bounded as the names are: how many more there are than this does not matter to anybody.
      if (this.refused.size < mostNames || this.refused.has(name)) this.refused.set(name, this.nowMs);
      return null;
    }
    const make = (): Reading => ({ atMs: Number.NEGATIVE_INFINITY, value: 0 });
    const opened = { ring: new SecondRing<Reading>(keptMs, aheadMs, make), newestMs: Number.NEGATIVE_INFINITY };
    opened.ring.advance(this.nowMs);
    this.byName.set(name, opened);
    return opened;
  }
}
