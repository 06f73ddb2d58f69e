import type { LagPartition, LagSample } from '@/lib/contracts/metric-sample';
import { type LagLook, lagStatus } from '@/lib/domain/lag-status';

const windowMs = 10_000;

/** Records between where the group stands (our cursor, else Kafka's committed offset) and the end; never below 0. */
export function lagOf(partition: LagPartition): bigint {
  const end = BigInt(partition.endOffset);
  const at = BigInt(partition.cursorOffset ?? partition.committedOffset ?? partition.lowOffset);
  return at < end ? end - at : 0n;
}

/** Sum by our cursors; null where neither a cursor nor a committed offset is known of any partition. */
export function totalLagOf(partitions: readonly LagPartition[]): number | null {
  if (partitions.every(({ cursorOffset, committedOffset }) => cursorOffset === null && committedOffset === null))
    return null;
  return Number(partitions.reduce((sum, partition) => sum + lagOf(partition), 0n));
}

/** The same by Kafka's committed offsets alone. */
export function committedLagOf(partitions: readonly LagPartition[]): number | null {
  return totalLagOf(partitions.map((partition) => ({ ...partition, cursorOffset: null })));
}

/** The last ten seconds of every group that is not our own plumbing. */
export class GroupLooks {
  private readonly byGroup = new Map<string, LagLook[]>();

  add(sample: LagSample): void {
    for (const { group, internal, partitions } of sample.groups) {
      if (internal || partitions.length === 0) continue;
      const looks = (this.byGroup.get(group) ?? []).filter((look) => look.atMs > sample.sampledAtMs - windowMs);
      this.byGroup.set(group, looks);
      looks.push({
        atMs: sample.sampledAtMs,
        end: partitions.reduce((sum, partition) => sum + Number(partition.endOffset), 0),
        lag: partitions.reduce((sum, partition) => sum + Number(lagOf(partition)), 0),
      });
      looks.sort((a, b) => a.atMs - b.atMs);
    }
  }

  /** Looks of a group, oldest first; empty when there is none younger than ten seconds. */
  looks(group: string, nowMs: number): readonly LagLook[] {
    return (this.byGroup.get(group) ?? []).filter((look) => look.atMs > nowMs - windowMs);
  }

  count(nowMs: number): { keepingUp: number; known: number } {
    const groups = [...this.byGroup.keys()].filter((group) => this.looks(group, nowMs).length > 0);
    const keepingUp = groups.filter((group) => lagStatus(this.looks(group, nowMs)) === 'ok');
    return { keepingUp: keepingUp.length, known: groups.length };
  }

  advance(nowMs: number): void {
    for (const [group, looks] of this.byGroup)
      if ((looks.at(-1)?.atMs ?? 0) < nowMs - 60_000) this.byGroup.delete(group);
  }
}
