import { createHash } from 'node:crypto';
import { keptBytesOfTooLarge, maxValueBytes, type Rejection } from '@/lib/contracts/rejection';
import type { DeadLetter } from '@/lib/db/dead-letter-statement';
import type { RecordCursor } from '@/lib/kafka/record-cursor';
import { headersOf } from '@/lib/kafka/record-cursor-headers';
import type { PartitionState } from './partition-state';

export const tooLarge = (valueBytes: number): Rejection => ({
  code: 'TOO_LARGE',
  fieldPath: '',
  sentence: `The value has ${valueBytes} bytes: send at most ${maxValueBytes}.`,
});

/** The record under the cursor as a row of its own: its bytes are copied, the fetch buffer goes. */
export function deadLetterOf(
  state: PartitionState,
  cursor: RecordCursor,
  firstOffset: bigint,
  rejection: Rejection,
): DeadLetter {
  const { bytes } = cursor;
  const cut = rejection.code === 'TOO_LARGE';
  const key = cursor.keyStart < 0 ? null : bytes.subarray(cursor.keyStart, cursor.keyEnd);
  const value = cursor.valueStart < 0 ? null : bytes.subarray(cursor.valueStart, cursor.valueEnd);
  return {
    topic: state.topic,
    partition: state.partition,
    offset: firstOffset + BigInt(cursor.offsetDelta),
    incarnation: state.incarnation,
    appendedAtMs: cursor.timestampMs,
    code: rejection.code,
    fieldPath: rejection.fieldPath,
    sentence: rejection.sentence,
    key: copy(key, cut),
    value: copy(value, cut),
    headers: copyHeaders(headersOf(cursor), cut),
    valueBytes: value === null ? null : value.length,
    valueSha256: cut && value !== null ? createHash('sha256').update(value).digest() : null,
  };
}

const copy = (bytes: Buffer | null, cut: boolean): Buffer | null =>
  bytes === null ? null : Buffer.from(cut ? bytes.subarray(0, keptBytesOfTooLarge) : bytes);

/** All headers, or as many of their bytes as are kept of something too large. */
function copyHeaders(headers: readonly [string, Buffer | null][], cut: boolean): [string, Buffer | null][] {
  let left = cut ? keptBytesOfTooLarge : Number.POSITIVE_INFINITY;
  const kept: [string, Buffer | null][] = [];
  for (const [name, value] of headers) {
    left -= name.length;
    if (left < 0) break;
    kept.push([name, value === null ? null : Buffer.from(value.subarray(0, Math.min(left, value.length)))]);
    left -= value?.length ?? 0;
  }
  return kept;
}
