const secondMs = 1_000;

/** Start of the second that `atMs` lies in. */
export const secondOf = (atMs: number): number => Math.floor(atMs / secondMs) * secondMs;

/**
 * The newest `keepMs` at one second: an entry a second, made on first touch. Time moves only by `advance`, so that a
 * record with a wrong clock cannot push the hour out of the ring.
 */
export class SecondRing<Entry> {
  private readonly entries = new Map<number, Entry>();
  private nowMs = 0;

  constructor(
    private readonly keepMs: number,
    private readonly aheadMs: number,
    private readonly make: () => Entry,
  ) {}

  /** Entry of the second `atMs` lies in; null when it is older than the ring or too far ahead of its time. */
  touch(atMs: number): Entry | null {
    const t = secondOf(atMs);
    const known = this.entries.get(t);
    if (known !== undefined) return known;
    if (t < secondOf(this.nowMs) - this.keepMs || t > this.nowMs + this.aheadMs) return null;
    const entry = this.make();
    this.entries.set(t, entry);
    return entry;
  }

  /** Entry of the second that starts at `t`, if anything touched it. */
  at(t: number): Entry | undefined {
    return this.entries.get(t);
  }

  /** Sets the time and drops what has become too old. Time never moves back. */
  advance(nowMs: number): void {
    const before = secondOf(this.nowMs);
    this.nowMs = Math.max(this.nowMs, nowMs);
    const oldest = secondOf(this.nowMs) - this.keepMs;
    if (before === secondOf(this.nowMs)) return;
    for (const t of this.entries.keys()) if (t < oldest) this.entries.delete(t);
  }

  get size(): number {
    return this.entries.size;
  }
}
