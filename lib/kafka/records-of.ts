import type { RecordBatchMessage } from './record-batch';
import { RecordCursor } from './record-cursor';
import { headersOf } from './record-cursor-headers';

/** One record as an object: for topics with few records (samples, commands); the hot path uses `RecordCursor`. */
export interface PlainRecord {
  readonly offset: bigint;
  /** Unix ms, of the append where the topic says so. */
  readonly timestampMs: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** In their order; the same name may come twice. */
  readonly headers: readonly (readonly [name: string, value: Buffer | null])[];
}

/** The records of a batch, oldest first; none for a control batch or one that could not be decompressed. */
export function* recordsOf(batch: RecordBatchMessage): Generator<PlainRecord> {
  if (batch.isControl) return;
  const cursor = new RecordCursor();
  cursor.open(batch);
  while (cursor.next()) {
    yield {
      offset: batch.firstOffset + BigInt(cursor.offsetDelta),
      timestampMs: cursor.timestampMs,
      key: cursor.keyStart < 0 ? null : cursor.bytes.subarray(cursor.keyStart, cursor.keyEnd),
      value: cursor.valueStart < 0 ? null : cursor.bytes.subarray(cursor.valueStart, cursor.valueEnd),
      headers: headersOf(cursor),
    };
  }
}
