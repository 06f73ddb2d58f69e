import type { LiveAnnotation } from '@/lib/contracts/live-frame';
import type {
  AnnotationSample,
  CommittedPart,
  ConsumerSample,
  ForeignSample,
  LagSample,
  MetricSample,
} from '@/lib/contracts/metric-sample';
import { type StreamName, streamNames, streams } from '@/lib/contracts/streams';
import { secondOf } from '@/lib/domain/second-ring';
import { type ForeignMerged, ForeignMetrics, isRmse } from './foreign-metrics';
import { committedLagOf, GroupLooks, totalLagOf } from './group-looks';
import { SeenRanges } from './seen-ranges';
import { SeenSequences } from './seen-sequences';
import { Sources } from './sources';
import { hourMs, StreamState } from './stream-state';

/** `duplicate`: its source and sequence were merged before. */
export type Merged = 'merged' | 'duplicate';

/**
 * Everything the gateway knows, merged from samples in whatever order and however often they arrive: the result is
 * that of one pass over each once. Holds one hour at one second.
 */
export class LiveState {
  readonly streams: ReadonlyMap<StreamName, StreamState>;
  readonly ranges = new SeenRanges();
  readonly sources = new Sources();
  readonly groups = new GroupLooks();
  readonly foreign = new ForeignMetrics();
  newestLag: LagSample | null = null;
  /** Group whose cursors are in our database. */
  readonly groupId: string;
  /** Counts changes. */
  version = 0;
  private readonly sequences = new SeenSequences();
  private readonly noted = new Map<string, { annotation: LiveAnnotation; sampledAtMs: number; version: number }>();

  constructor(private readonly options: { groupId: string; onTouch: (stream: StreamName, t: number) => void }) {
    this.groupId = options.groupId;
    this.streams = new Map(
      streamNames.map((name) => [name, new StreamState(streams[name], (t) => options.onTouch(name, t))]),
    );
  }

  /** `appendedAtMs`: broker's time of the record; `live` false while the past is read. */
  merge(sample: MetricSample, appendedAtMs: number, live: boolean): Merged {
    if (!this.sequences.add(sample.source, sample.sequence, sample.sampledAtMs)) return 'duplicate';
    this.version += 1;
    this.sources.addDelay(sample.source, sample.sampledAtMs, appendedAtMs);
    if (sample.kind === 'consumer') this.mergeConsumer(sample, appendedAtMs, live);
    else if (sample.kind === 'lag') this.mergeLag(sample);
    else if (sample.kind === 'annotation') this.mergeAnnotation(sample);
    else if (sample.kind === 'producer') {
      this.sources.addProducer(sample, appendedAtMs);
      this.streamNamed(sample.stream)?.addProducer(sample);
    } else if (sample.kind === 'model') this.streamNamed(sample.stream)?.addModel(sample);
    return 'merged';
  }

  /** A metric of others. It tells no source and no sequence: the newest of a second counts, so repeats do no harm. */
  mergeForeign(sample: ForeignSample): ForeignMerged {
    const merged = this.foreign.add(sample);
    if (merged !== 'foreign') return merged;
    this.options.onTouch('metrics', secondOf(sample.timestamp));
    if (isRmse(sample.metric)) this.options.onTouch('ratings', secondOf(sample.timestamp));
    return merged;
  }

  /** Merges a part once; false when it was merged before. */
  mergePart(part: CommittedPart, live: boolean): boolean {
    if (!this.ranges.add(part)) return false;
    this.version += 1;
    const stream = this.streamOf(part.topic);
    const records = part.valid + part.dead;
    if (live && records > 0) stream?.pushDelays.note(part.committedAtMs, records);
    stream?.addPart(part);
    return true;
  }

  private streamNamed(name: string): StreamState | undefined {
    return this.streams.get(name as StreamName);
  }

  streamOf(topic: string): StreamState | undefined {
    for (const stream of this.streams.values()) if (stream.info.topics.some((name) => name === topic)) return stream;
    return undefined;
  }

  /** Moves time on; to be called at least once a second and before anything is read. */
  advance(nowMs: number): void {
    for (const stream of this.streams.values()) stream.advance(nowMs);
    this.sources.advance(nowMs);
    this.groups.advance(nowMs);
    this.foreign.advance(nowMs);
    this.sequences.dropBelow(nowMs - hourMs - 300_000);
    for (const [id, { annotation }] of this.noted)
      if ((annotation.untilMs ?? annotation.atMs) < nowMs - hourMs) this.noted.delete(id);
  }

  /** What was merged since the last call has now been pushed. */
  notePushed(nowMs: number): void {
    for (const stream of this.streams.values()) stream.pushDelays.push(nowMs);
  }

  forgetUnpushed(): void {
    for (const stream of this.streams.values()) stream.pushDelays.forget();
  }

  /** Annotations noted behind `version` that end at or behind `fromMs`, oldest first. */
  annotations(fromMs: number, version: number): LiveAnnotation[] {
    return [...this.noted.values()]
      .filter((entry) => entry.version > version && (entry.annotation.untilMs ?? entry.annotation.atMs) >= fromMs)
      .map((entry) => entry.annotation)
      .sort((a, b) => a.atMs - b.atMs || a.id.localeCompare(b.id));
  }

  private mergeConsumer(sample: ConsumerSample, appendedAtMs: number, live: boolean): void {
    this.sources.addConsumer(sample, appendedAtMs);
    for (const part of sample.parts) this.mergePart(part, live);
    const owning = new Set<StreamState>();
    for (const { topic, partition } of sample.owned) {
      const stream = this.streamOf(topic);
      if (stream === undefined) continue;
      owning.add(stream);
      stream.cover(topic, partition, sample.fromMs, sample.toMs);
    }
    for (const { topic } of [...sample.owned, ...sample.halted]) this.streamOf(topic)?.noteOwner(sample.toMs);
    for (const stream of owning) stream.addFailedFlushes(sample.source, sample.sampledAtMs, sample.failedFlushes);
  }

  private mergeLag(sample: LagSample): void {
    if (this.newestLag === null || sample.sampledAtMs >= this.newestLag.sampledAtMs) this.newestLag = sample;
    this.groups.add(sample);
    const ours =
      sample.groups.find((group) => group.partitions.some((partition) => partition.cursorOffset !== null)) ??
      sample.groups.find((group) => group.group === this.groupId);
    if (ours === undefined) return;
    for (const { topic, partition, cursorOffset } of ours.partitions)
      if (cursorOffset !== null) this.ranges.noteCursor(topic, partition, BigInt(cursorOffset), sample.sampledAtMs);
    for (const stream of this.streams.values()) {
      const partitions = ours.partitions.filter(({ topic }) => stream.info.topics.some((name) => name === topic));
      if (partitions.length === 0) continue;
      for (const topic of stream.info.topics)
        stream.setPartitions(topic, partitions.filter((partition) => partition.topic === topic).length);
      stream.addLag({
        sampledAtMs: sample.sampledAtMs,
        cursorKnown: partitions.every((partition) => partition.cursorOffset !== null),
        tieBreak: `${sample.source} ${String(sample.sequence).padStart(16, '0')}`,
        end: partitions.reduce((sum, partition) => sum + Number(partition.endOffset), 0),
        lag: totalLagOf(partitions),
        committedLag: committedLagOf(partitions),
      });
    }
  }

  private mergeAnnotation(sample: AnnotationSample): void {
    if (sample.type === 'stop') this.sources.stop(sample.source);
    const known = this.noted.get(sample.id);
    if (known !== undefined && known.sampledAtMs > sample.sampledAtMs) return;
    const { id, atMs, untilMs, type, text, stream } = sample;
    const annotation = { id, atMs, untilMs, type, text, stream };
    this.noted.set(id, { annotation, sampledAtMs: sample.sampledAtMs, version: this.version });
  }
}
