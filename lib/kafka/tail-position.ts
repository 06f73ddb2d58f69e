/** Where a tail stands: next offset per partition, and how much of what lay there at its start it has read. */
export class TailPosition {
  private readonly next = new Map<number, bigint>();
  private readonly first = new Map<number, bigint>();
  private readonly target = new Map<number, bigint>();

  /** `from`: first offset wanted; `end`: end offset at the start, exclusive. */
  open(partition: number, from: bigint, end: bigint): void {
    this.first.set(partition, from);
    this.next.set(partition, from);
    this.target.set(partition, end);
  }

  /** Next offset to read, null for a partition that appeared later (it is read from its beginning). */
  nextOf(partition: number): bigint | null {
    return this.next.get(partition) ?? null;
  }

  partitions(): IterableIterator<[number, bigint]> {
    return this.next.entries();
  }

  moveTo(partition: number, next: bigint): void {
    this.next.set(partition, next);
  }

  /** 0..1; 1 as soon as everything that lay there at the start has been read. */
  get progress(): number {
    let read = 0n;
    let all = 0n;
    for (const [partition, target] of this.target) {
      const first = this.first.get(partition) ?? 0n;
      if (target <= first) continue;
      const next = this.next.get(partition) ?? first;
      all += target - first;
      read += (next < target ? next : target) - first;
    }
    return all === 0n ? 1 : Number(read) / Number(all);
  }
}
