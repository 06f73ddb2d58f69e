import type { Percentiles } from './latency';

/** Records that were made together and lie side by side in a partition. */
interface Sent {
  readonly from: number;
  readonly count: number;
  readonly madeAtMs: number;
  readonly counted: boolean;
}
type Stage = 'stored' | 'shown';

/** Matches what was sent (known by its offsets only after the acknowledgement) with how far each stage has come. */
export class OffsetTimes {
  private readonly sends: Sent[][];
  /** Per partition, ascending: the stage had reached `next` at `atMs`. */
  private readonly reaches: Record<Stage, { next: number; atMs: number }[][]>;

  constructor(partitions: number) {
    const perPartition = <T>(): T[][] => Array.from({ length: partitions }, () => []);
    this.sends = perPartition();
    this.reaches = { stored: perPartition(), shown: perPartition() };
  }

  sent(partition: number, from: number, count: number, madeAtMs: number, counted: boolean): void {
    this.sends[partition]!.push({ from, count, madeAtMs, counted });
  }

  reached(stage: Stage, partition: number, next: number): void {
    const list = this.reaches[stage][partition]!;
    if (next > (list.at(-1)?.next ?? 0)) list.push({ next, atMs: Date.now() });
  }

  /** Partitions whose newest record some stage has not reached yet. */
  get waiting(): number {
    const behind = (stage: Stage) =>
      this.sends.filter((sends, partition) => {
        const end = Math.max(0, ...sends.map(({ from, count }) => from + count));
        return (this.reaches[stage][partition]!.at(-1)?.next ?? 0) < end;
      }).length;
    return behind('stored') + behind('shown');
  }

  percentiles(stage: Stage): Percentiles {
    const latencies: number[] = [];
    for (const [partition, sends] of this.sends.entries()) {
      const reaches = this.reaches[stage][partition]!;
      let at = 0;
      for (const { from, count, madeAtMs, counted } of [...sends].sort((a, b) => a.from - b.from))
        for (let offset = from; offset < from + count; offset++) {
          while (at < reaches.length && reaches[at]!.next <= offset) at++;
          const reach = reaches[at];
          if (counted && reach !== undefined) latencies.push(reach.atMs - madeAtMs);
        }
    }
    latencies.sort((a, b) => a - b);
    const rank = (q: number) => latencies[Math.max(0, Math.ceil(q * latencies.length) - 1)] ?? Number.NaN;
    return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), events: latencies.length };
  }
}
