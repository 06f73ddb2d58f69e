import type { FetchedBatch } from '@/lib/kafka/batch-source';
import type { RecordBatchMessage } from '@/lib/kafka/record-batch';

export interface SimulatedRecord {
  readonly value: string;
  readonly producerId?: string;
  readonly seq?: number;
}

/** For tests: record batches as the decoder hands them over. `count` offsets may be more than there are records. */
export function recordBatchOf(
  firstOffset: bigint,
  records: readonly (SimulatedRecord | null)[],
  options: { control?: boolean; timestampMs?: number } = {},
): RecordBatchMessage {
  const bytes = records.flatMap((record, delta) => (record === null ? [] : [encodeRecord(record, delta)]));
  const lastOffset = firstOffset + BigInt(records.length - 1);
  const timestampMs = options.timestampMs ?? 1_000;
  return {
    offset: lastOffset.toString(),
    timestamp: String(timestampMs),
    key: null,
    value: null,
    headers: {},
    isControlRecord: options.control ?? false,
    batchContext: { producerId: '-1', inTransaction: false },
    firstOffset,
    lastOffset,
    count: bytes.length,
    records: Buffer.concat(bytes),
    attributes: 0,
    isControl: options.control ?? false,
    isTransactional: false,
    timestampType: 'append',
    firstTimestamp: timestampMs,
    maxTimestamp: timestampMs,
    batchBytes: 100,
    failure: null,
  };
}

function encodeRecord({ value, producerId, seq }: SimulatedRecord, offsetDelta: number): Buffer {
  const headers = [
    ...(producerId === undefined ? [] : [['producer-id', producerId] as const]),
    ...(seq === undefined ? [] : [['producer-seq', String(seq)] as const]),
  ];
  const body = Buffer.concat([
    Buffer.from([0]),
    varint(0),
    varint(offsetDelta),
    varint(-1),
    text(value),
    varint(headers.length),
    ...headers.flatMap(([name, content]) => [text(name), text(content)]),
  ]);
  return Buffer.concat([varint(body.length), body]);
}

const text = (content: string): Buffer => Buffer.concat([varint(Buffer.byteLength(content)), Buffer.from(content)]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}

/** One partition of a broker: record batches that may be cleaned or removed from the front. */
export class SimulatedPartition {
  low = 0n;
  high = 0n;
  incarnation = 'cluster/first';
  private batches: RecordBatchMessage[] = [];

  append(records: readonly (SimulatedRecord | null)[], control = false): void {
    this.batches.push(recordBatchOf(this.high, records, { control }));
    this.high += BigInt(records.length);
  }

  /** Log cleaning: a whole batch vanishes, offsets stay. */
  clean(index: number): readonly RecordBatchMessage[] {
    return index < this.batches.length ? this.batches.splice(index, 1) : [];
  }

  /** Retention: everything below `offset` is gone. */
  removeBelow(offset: bigint): void {
    this.low = offset > this.low ? offset : this.low;
    this.batches = this.batches.filter((batch) => batch.lastOffset >= this.low);
  }

  /** What a fetch at `offset` brings, up to two batches; null when there is nothing. */
  fetch(topic: string, partition: number, offset: bigint): FetchedBatch | null {
    const recordBatches = this.batches.filter((batch) => batch.lastOffset >= offset).slice(0, 2);
    if (recordBatches.length === 0) return null;
    return { topic, partition, fetchedOffset: offset, recordBatches, endOffset: this.high, aborted: new Set() };
  }
}
