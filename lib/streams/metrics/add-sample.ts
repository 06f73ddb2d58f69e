import type { ConsumerSample, ForeignSample, LagSample, MetricSample } from '../../contracts/metric-sample';
import { streamOfTopic } from '../../contracts/streams';
import { aggregatorGroupId } from '../../contracts/topics';
import { externalSampleKeepMs, metricResolutions, resolutionInfo } from '../../domain/metric-resolution';
import { addAnnotation, addNote, type MetricsDelta } from './metrics-delta';
import { RollupCell } from './rollup-cell';

/** A longer interval of a sample says nothing about who owned what. */
const longestCoverMs = 60_000;

/** Adds a sample that was judged good, appended at `appendedAtMs`. */
export function addSample(delta: MetricsDelta, sample: MetricSample, appendedAtMs: number): void {
  const tooOldFor = new Set<string>();
  const cellAt = (atMs: number, stream: string): RollupCell => {
    for (const name of metricResolutions) {
      const { keepMs, table } = resolutionInfo[name];
      const rollup = delta.rollups[name];
      if (rollup.bucketOf(atMs) >= appendedAtMs - keepMs) return rollup.at(atMs, stream, sample.source);
      tooOldFor.add(table);
    }
    return new RollupCell();
  };
  switch (sample.kind) {
    case 'consumer':
      addConsumer(delta, sample, cellAt);
      break;
    case 'producer': {
      const cell = cellAt(Math.max(sample.fromMs, sample.toMs - 1), sample.stream);
      cell.counters.sentOk += sample.sentOk;
      cell.counters.sentError += sample.sentError;
      cell.ack.add(sample.ack);
      break;
    }
    case 'lag':
      addLag(sample, cellAt);
      break;
    case 'model':
      cellAt(Math.max(sample.fromMs, sample.toMs - 1), sample.stream).addModel(sample);
      break;
    case 'annotation':
      addAnnotation(delta, sample);
  }
  for (const table of tooOldFor) addNote(delta, `too_old_for_${table}`);
}

/** Keeps a sample of somebody else. */
export function addExternal(delta: MetricsDelta, sample: ForeignSample, appendedAtMs: number): void {
  if (sample.timestamp < appendedAtMs - externalSampleKeepMs) addNote(delta, 'too_old_for_external_sample');
  else delta.external.push(sample);
}

type CellAt = (atMs: number, stream: string) => RollupCell;

function addConsumer(delta: MetricsDelta, sample: ConsumerSample, cellAt: CellAt): void {
  for (const part of sample.parts) {
    const stream = streamOfTopic(part.topic);
    if (stream === null) addNote(delta, 'ignored_part_of_unknown_topic');
    else cellAt(part.committedAtMs, stream.name).addPart(part);
  }
  const owned = new Map<string, number>();
  for (const { topic } of sample.owned) {
    const stream = streamOfTopic(topic);
    if (stream !== null) owned.set(stream.name, (owned.get(stream.name) ?? 0) + 1);
  }
  for (const [stream, partitions] of owned) {
    cover(sample, stream, partitions, cellAt);
    if (sample.failedFlushes + sample.fencedFlushes === 0) continue;
    const { counters } = cellAt(sample.sampledAtMs, stream);
    counters.failedFlushes += sample.failedFlushes;
    counters.fencedFlushes += sample.fencedFlushes;
  }
}

/** Spreads the time during which `partitions` were owned over the buckets it lies in. */
function cover({ fromMs, toMs }: ConsumerSample, stream: string, partitions: number, cellAt: CellAt): void {
  if (toMs - fromMs > longestCoverMs) return;
  const { stepMs } = resolutionInfo[metricResolutions[0]];
  for (let at = fromMs; at < toMs; ) {
    const next = Math.min(toMs, (Math.floor(at / stepMs) + 1) * stepMs);
    cellAt(at, stream).counters.coveredMs += (next - at) * partitions;
    at = next;
  }
}

/** Lag of our own group, by stream. */
function addLag(sample: LagSample, cellAt: CellAt): void {
  const ours =
    sample.groups.find((group) => group.partitions.some(({ cursorOffset }) => cursorOffset !== null)) ??
    sample.groups.find(({ group }) => group === aggregatorGroupId);
  const byStream = new Map<string, LagSample['groups'][number]['partitions']>();
  for (const partition of ours?.partitions ?? []) {
    const stream = streamOfTopic(partition.topic);
    if (stream !== null) byStream.set(stream.name, [...(byStream.get(stream.name) ?? []), partition]);
  }
  for (const [stream, partitions] of byStream)
    cellAt(sample.sampledAtMs, stream).addLag({
      sampledAtMs: sample.sampledAtMs,
      sequence: sample.sequence,
      lag: lagBehind(partitions, ({ cursorOffset, committedOffset }) => cursorOffset ?? committedOffset),
      committedLag: lagBehind(partitions, ({ committedOffset }) => committedOffset),
      partitions: partitions.length,
    });
}

type LagPartition = LagSample['groups'][number]['partitions'][number];

/** Records to the end, a partition that nobody stands in from its first; null where nobody stands in any. */
function lagBehind(partitions: readonly LagPartition[], standsAt: (at: LagPartition) => string | null): number | null {
  if (partitions.every((partition) => standsAt(partition) === null)) return null;
  let sum = 0n;
  for (const partition of partitions) {
    const behind = BigInt(partition.endOffset) - BigInt(standsAt(partition) ?? partition.lowOffset);
    if (behind > 0n) sum += behind;
  }
  return Math.min(Number(sum), Number.MAX_SAFE_INTEGER);
}
