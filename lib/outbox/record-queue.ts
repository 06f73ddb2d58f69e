/** A record as it is handed over: its partition is chosen, its number is not given yet. */
export interface UnnumberedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly key: string | Buffer | null;
  readonly value: string | Buffer | null;
  readonly headers: Readonly<Record<string, string | Buffer>>;
  /** Unix ms; null = the time it is sent. */
  readonly timestampMs: number | null;
  /** About what it takes in memory and on the wire: `sizeOf`. */
  readonly bytes: number;
}

/** A record that was accepted. Partition and number never change, however often it is sent. */
export interface NumberedRecord extends UnnumberedRecord {
  readonly producerId: string;
  /** Counts from 1 per (producer id, topic, partition) without holes. */
  readonly sequence: number;
  /** Unix ms with fractions, on this process's clock. */
  readonly acceptedAtMs: number;
  /** An earlier process accepted it and did not see it acknowledged. */
  readonly isLeftover: boolean;
}

/** Records from accepted to acknowledged, in the order they were accepted. One reader. */
export interface RecordQueue {
  readonly producerId: string;
  /** Accepted and not acknowledged. */
  readonly records: number;
  /** Of these, what an earlier process had accepted. */
  readonly leftovers: number;
  /** Why nothing more is accepted; null while there is room. */
  readonly refusal: string | null;
  /** Numbers and accepts a record, or returns false when there is no room. Throws what broke the queue. */
  add(record: UnnumberedRecord): boolean;
  /**
   * The oldest records, as soon as at least one may be sent; the same again until they are acknowledged. Empty once
   * the queue is closed. Rejects with what broke the queue.
   */
  oldest(limit: { readonly records: number; readonly bytes: number }): Promise<readonly NumberedRecord[]>;
  /** The `count` oldest are acknowledged. */
  acknowledge(count: number): void;
  /** Records ever numbered for a topic under this producer id. */
  accepted(topic: string): number;
  close(): Promise<void>;
}

/** Named one by one: a spread costs more than everything else that is done to a record here. */
export const numberRecord = (record: UnnumberedRecord, producerId: string, sequence: number): NumberedRecord => ({
  topic: record.topic,
  partition: record.partition,
  key: record.key,
  value: record.value,
  headers: record.headers,
  timestampMs: record.timestampMs,
  bytes: record.bytes,
  producerId,
  sequence,
  acceptedAtMs: steadyNowMs(),
  isLeftover: false,
});

/** Rough size of a record with its headers. */
export function sizeOf(record: Pick<UnnumberedRecord, 'key' | 'value' | 'headers'>): number {
  const lengthOf = (part: string | Buffer | null): number =>
    part === null ? 0 : typeof part === 'string' ? Buffer.byteLength(part) : part.length;
  let bytes = 120 + lengthOf(record.key) + lengthOf(record.value);
  for (const [name, value] of Object.entries(record.headers)) bytes += name.length + lengthOf(value) + 4;
  return bytes;
}

/** The longest run from the front within the limit, at least one record. */
export function takeWithin(
  records: readonly NumberedRecord[],
  available: number,
  limit: { readonly records: number; readonly bytes: number },
): readonly NumberedRecord[] {
  let count = 0;
  let bytes = 0;
  while (count < available && count < limit.records) {
    bytes += records[count]!.bytes;
    if (count > 0 && bytes > limit.bytes) break;
    count++;
  }
  return records.slice(0, count);
}

/** Unix ms of a clock that never goes back within a process. */
export const steadyNowMs = (): number => performance.timeOrigin + performance.now();
