import type { CommittedPart } from '@/lib/contracts/metric-sample';
import { IntervalSet } from '@/lib/domain/interval-set';

/** A range of one partition that was committed and that nobody told us of. */
export interface Hole {
  readonly topic: string;
  readonly partition: number;
  readonly incarnation: string;
  readonly rebuildEpoch: number;
  readonly from: bigint;
  readonly to: bigint;
}

interface Known {
  readonly topic: string;
  readonly partition: number;
  readonly incarnation: string;
  readonly rebuildEpoch: number;
  readonly seen: IntervalSet;
  newestMs: number;
}

/**
 * Which committed ranges were merged, per (topic, partition, incarnation, rebuild epoch): a range counts once, however
 * often and in whatever order it arrives. The database cursor (from lag samples) shows what is missing at the ends.
 */
export class SeenRanges {
  private readonly byKey = new Map<string, Known>();
  private readonly cursors = new Map<string, { first: bigint; newest: bigint; atMs: number }>();

  /** True when the part was not merged before and now counts as merged. */
  add(part: CommittedPart): boolean {
    const { topic, partition, incarnation, rebuildEpoch, committedAtMs } = part;
    const key = JSON.stringify([topic, partition, incarnation, rebuildEpoch]);
    let known = this.byKey.get(key);
    if (known === undefined) {
      known = { topic, partition, incarnation, rebuildEpoch, seen: new IntervalSet(), newestMs: 0 };
      this.byKey.set(key, known);
    }
    const from = BigInt(part.fromOffset);
    const to = BigInt(part.toOffset);
    if (known.seen.overlaps(from, to) || !known.seen.add(from, to)) return false;
    known.newestMs = Math.max(known.newestMs, committedAtMs);
    return true;
  }

  /** The database cursor of a partition stood at `offset` at some moment; it goes back only where a rebuild begins. */
  noteCursor(topic: string, partition: number, offset: bigint, atMs: number): void {
    const key = `${topic}/${partition}`;
    const known = this.cursors.get(key);
    if (known === undefined || (atMs > known.atMs && offset < known.newest))
      this.cursors.set(key, { first: offset, newest: offset, atMs });
    else if (atMs >= known.atMs) Object.assign(known, { newest: offset, atMs });
    else if (offset < known.first) known.first = offset;
  }

  /** Everything that is missing, by partition and offset. */
  holes(): Hole[] {
    return this.newestOfEachPartition().flatMap((known) => {
      const { topic, partition, incarnation, rebuildEpoch, seen } = known;
      const missing = seen.holes();
      const cursor = this.cursors.get(`${topic}/${partition}`);
      const { first, end } = seen;
      if (cursor !== undefined && first !== null && end !== null) {
        if (cursor.first < first) missing.unshift({ from: cursor.first, to: first });
        if (cursor.newest > end) missing.push({ from: end, to: cursor.newest });
      }
      return missing.map((hole) => ({ topic, partition, incarnation, rebuildEpoch, ...hole }));
    });
  }

  /** Behind the newest merged offset of each partition. */
  positions(): { topic: string; partition: number; nextOffset: string }[] {
    return this.newestOfEachPartition()
      .map(({ topic, partition, seen }) => ({ topic, partition, nextOffset: String(seen.end ?? 0n) }))
      .sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition);
  }

  /** A recreated topic or a rebuild starts another range of offsets; the older one is history. */
  private newestOfEachPartition(): Known[] {
    const newest = new Map<string, Known>();
    for (const known of this.byKey.values()) {
      const key = `${known.topic}/${known.partition}`;
      const other = newest.get(key);
      if (other === undefined || known.newestMs > other.newestMs) newest.set(key, known);
    }
    return [...newest.values()];
  }
}
