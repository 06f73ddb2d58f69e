import { IntervalSet } from '@/lib/domain/interval-set';

/** Which samples of which source were merged, so that a repeated one counts once. */
export class SeenSequences {
  private readonly bySource = new Map<string, { seen: IntervalSet; newestMs: number }>();

  /** True when the sample was not seen before. */
  add(source: string, sequence: number, sampledAtMs: number): boolean {
    let known = this.bySource.get(source);
    if (known === undefined) {
      known = { seen: new IntervalSet(), newestMs: sampledAtMs };
      this.bySource.set(source, known);
    }
    known.newestMs = Math.max(known.newestMs, sampledAtMs);
    return known.seen.add(BigInt(sequence), BigInt(sequence) + 1n);
  }

  /** Forgets sources whose newest sample is older than `atMs`. */
  dropBelow(atMs: number): void {
    for (const [source, { newestMs }] of this.bySource) if (newestMs < atMs) this.bySource.delete(source);
  }
}
