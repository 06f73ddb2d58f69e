import { IntervalSet } from '@/lib/domain/interval-set';

/** Which milliseconds of which partitions somebody owned: what makes a second without records a true zero. */
export class Coverage {
  private readonly byPartition = new Map<string, IntervalSet>();
  private readonly newest = new Map<string, number>();

  add(partition: string, fromMs: number, toMs: number): void {
    const known = this.byPartition.get(partition) ?? new IntervalSet();
    this.byPartition.set(partition, known);
    known.add(BigInt(fromMs), BigInt(toMs));
    this.seen(partition, toMs);
  }

  /** Notes that something covering the partition was stored or stated at `atMs`. */
  seen(partition: string, atMs: number): void {
    this.newest.set(partition, Math.max(atMs, this.newest.get(partition) ?? 0));
  }

  covers(partition: string, fromMs: number, toMs: number): boolean {
    return this.byPartition.get(partition)?.covers(BigInt(fromMs), BigInt(toMs)) ?? false;
  }

  /** Newest time that covers the partition, null when it was never covered. */
  newestOf(partition: string): number | null {
    return this.newest.get(partition) ?? null;
  }

  dropBelow(atMs: number): void {
    for (const known of this.byPartition.values()) known.dropBelow(BigInt(Math.max(0, Math.floor(atMs))));
  }
}
