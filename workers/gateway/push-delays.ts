import { LatencySketch } from '@/lib/domain/latency-sketch';

const keptSeconds = 5;

/** How long records of one stream took from their commit to the frame that told of them, over the last seconds. */
export class PushDelays {
  private unpushed: { committedAtMs: number; records: number }[] = [];
  private readonly slots = Array.from({ length: keptSeconds + 1 }, () => ({ t: -1, sketch: new LatencySketch() }));

  /** Records that were merged and wait for a frame. */
  note(committedAtMs: number, records: number): void {
    this.unpushed.push({ committedAtMs, records });
  }

  /** What waited has now been pushed. */
  push(nowMs: number): void {
    const t = Math.floor(nowMs / 1_000);
    const slot = this.slots[t % this.slots.length]!;
    if (slot.t !== t) slot.sketch.clear();
    slot.t = t;
    for (const { committedAtMs, records } of this.unpushed) slot.sketch.add(nowMs - committedAtMs, records);
    this.unpushed = [];
  }

  /** Nobody watched: what was merged is not late, it is not pushed at all. */
  forget(): void {
    this.unpushed = [];
  }

  mergeInto(sketch: LatencySketch, nowMs: number): void {
    const t = Math.floor(nowMs / 1_000);
    for (const slot of this.slots) if (slot.t > t - keptSeconds) sketch.merge(slot.sketch);
  }
}
