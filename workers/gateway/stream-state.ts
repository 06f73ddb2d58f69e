import type { CommittedPart, ModelSample, ProducerSample } from '@/lib/contracts/metric-sample';
import type { StreamInfo } from '@/lib/contracts/streams';
import { topics } from '@/lib/contracts/topics';
import { SecondRing, secondOf } from '@/lib/domain/second-ring';
import { Coverage } from './coverage';
import { PushDelays } from './push-delays';
import { isNewer, type LagReading, StreamSecond } from './stream-second';

export const hourMs = 3_600_000;
const aheadMs = 60_000;
const stagesKeptMs = 10_000;
/** A second that nobody covered is taken as not measured when it is this old. */
const settleMs = 2_500;

/** One stream's hour at one second: committed parts, producers' samples, lag readings and who owned what when. */
export class StreamState {
  readonly ring = new SecondRing(hourMs + 60_000, aheadMs, () => new StreamSecond());
  readonly pushDelays = new PushDelays();
  private readonly coverage = new Coverage();
  private ownedMs = Number.NEGATIVE_INFINITY;
  private readonly partitions = new Map<string, number>();
  private nowMs = 0;

  /** `onTouch` is told the start of each second that changed. */
  constructor(
    readonly info: StreamInfo,
    private readonly onTouch: (t: number) => void,
  ) {
    for (const topic of info.topics) this.partitions.set(topic, topics[topic].partitions);
  }

  /** A part that was not merged before. */
  addPart(part: CommittedPart): void {
    this.coverage.seen(`${part.topic}/${part.partition}`, part.committedAtMs);
    this.change(part.committedAtMs, (second) => {
      second.addRecords(part.committedAtMs, part.valid + part.dead);
      for (const [code, times] of Object.entries(part.deadByCode)) second.addErrors(code, times);
      second.endToEnd.add(part.endToEnd);
      if (part.committedAtMs < this.nowMs - stagesKeptMs) return;
      second.madeToAppended.add(part.madeToAppended);
      second.appendedToConsumed.add(part.appendedToConsumed);
      second.consumedToStored.add(part.consumedToStored);
    });
  }

  addModel({ fromMs, toMs, rmse, baselineRmse, n }: ModelSample): void {
    if (!this.isSpan(fromMs, toMs) || n === 0) return;
    for (let t = secondOf(fromMs); t < toMs; t += 1_000) {
      const shareMs = Math.min(toMs, t + 1_000) - Math.max(fromMs, t);
      this.change(t, (second) => {
        second.models = [...second.models, { rmse, baselineRmse, n: (n * shareMs) / (toMs - fromMs) }];
      });
    }
  }

  addFailedFlushes(source: string, atMs: number, times: number): void {
    if (times > 0) this.change(atMs, (second) => second.addFailedFlushes(source, times));
  }

  addProducer(sample: ProducerSample): void {
    this.change(Math.max(sample.fromMs, sample.toMs - 1), (second) => {
      second.producerSamples += 1;
      second.addErrors('SEND_FAILED', sample.sentError);
      second.ack.add(sample.ack);
    });
  }

  addLag(reading: LagReading): void {
    this.change(reading.sampledAtMs, (second) => {
      if (isNewer(reading, second.lag)) second.lag = reading;
    });
  }

  /** A worker had partitions of the stream at `atMs`, halted ones included. */
  noteOwner(atMs: number): void {
    if (atMs <= this.nowMs + aheadMs) this.ownedMs = Math.max(this.ownedMs, atMs);
  }

  /** False when nobody had any partition of it within the hour: it is not consumed here. */
  isConsumed(nowMs: number): boolean {
    return this.ownedMs >= nowMs - hourMs;
  }

  /** A worker owned the partition during `[fromMs, toMs)`. */
  cover(topic: string, partition: number, fromMs: number, toMs: number): void {
    if (!this.isSpan(fromMs, toMs)) return;
    this.coverage.add(`${topic}/${partition}`, fromMs, toMs);
    for (let t = secondOf(fromMs); t <= toMs; t += 1_000) this.onTouch(t);
  }

  /** The broker says how many partitions a topic of the stream has. */
  setPartitions(topic: string, count: number): void {
    if (this.partitions.has(topic) && count > 0) this.partitions.set(topic, count);
  }

  /** True when every partition was owned during the whole second. */
  coveredAt(t: number): boolean {
    return this.everyPartition((partition) => this.coverage.covers(partition, t, t + 1_000));
  }

  measuredAt(t: number): boolean {
    return (this.ring.at(t)?.records ?? 0) > 0 || this.coveredAt(t);
  }

  /** True when the second starting at `t` will not be waited for any longer. */
  settledAt(t: number, nowMs: number): boolean {
    return t + 1_000 + settleMs <= nowMs || (t + 1_000 <= nowMs && this.coveredAt(t));
  }

  /** Now minus the newest time that covers the partition covered longest ago; null when one was never covered. */
  freshness(nowMs: number): number | null {
    let oldest = Number.POSITIVE_INFINITY;
    const known = this.everyPartition((partition) => {
      const newest = this.coverage.newestOf(partition);
      if (newest !== null) oldest = Math.min(oldest, newest);
      return newest !== null;
    });
    return known ? Math.max(0, nowMs - oldest) : null;
  }

  advance(nowMs: number): void {
    const before = secondOf(this.nowMs);
    this.nowMs = nowMs;
    this.ring.advance(nowMs);
    const fresh = this.freshness(nowMs);
    const second = this.ring.touch(nowMs);
    if (second !== null && fresh !== null) second.freshnessMs = Math.max(fresh, second.freshnessMs ?? 0);
    if (before === secondOf(nowMs)) return;
    this.coverage.dropBelow(nowMs - hourMs - 60_000);
    for (let t = before - stagesKeptMs; t < nowMs - stagesKeptMs && before > 0; t += 1_000)
      this.ring.at(t)?.dropStages();
  }

  private isSpan(fromMs: number, toMs: number): boolean {
    return toMs <= this.nowMs + aheadMs && toMs - fromMs <= aheadMs && toMs >= fromMs;
  }

  private change(atMs: number, apply: (second: StreamSecond) => void): void {
    const second = this.ring.touch(atMs);
    if (second === null) return;
    apply(second);
    this.onTouch(secondOf(atMs));
  }

  private everyPartition(holds: (partition: string) => boolean): boolean {
    for (const [topic, count] of this.partitions)
      for (let partition = 0; partition < count; partition++) if (!holds(`${topic}/${partition}`)) return false;
    return true;
  }
}
