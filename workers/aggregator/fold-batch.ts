import { maxValueBytes } from '@/lib/contracts/rejection';
import type { FetchedBatch } from '@/lib/kafka/batch-source';
import type { RecordBatchMessage } from '@/lib/kafka/record-batch';
import { RecordCursor } from '@/lib/kafka/record-cursor';
import { ProducerHeaders } from '@/lib/kafka/record-cursor-headers';
import type { RecordFacts } from '@/lib/streams/stream';
import { deadLetterOf, tooLarge } from './dead-letter-of';
import type { PartitionState } from './partition-state';

const historicMs = 86_400_000;
const cursor = new RecordCursor();
const headers = new ProducerHeaders();
const facts: RecordFacts = { appendedAtMs: 0, producedAtMs: Number.NaN, offset: 0 };

/** The records of a batch contradict themselves, or our own code failed: the partition must not go on. */
export class UnfoldableBatch extends Error {
  override readonly name = 'UnfoldableBatch';
}

/**
 * Folds everything of a fetch from `state.folded` on; offsets without a record (log cleaning, transaction markers, aborted
 * transactions) count as control. Stops behind a record batch when `isFull` and returns what is left, null = nothing.
 * Synchronous from end to end. Throws `UnfoldableBatch`; the state is then worthless.
 */
export function foldBatch(
  state: PartitionState,
  batch: FetchedBatch,
  consumedAtMs: number,
  isFull: () => boolean = () => false,
): FetchedBatch | null {
  for (const [at, recordBatch] of batch.recordBatches.entries()) {
    if (at > 0 && isFull()) return { ...batch, recordBatches: batch.recordBatches.slice(at) };
    const { firstOffset, lastOffset } = recordBatch;
    if (lastOffset < state.folded) continue;
    if (firstOffset > state.folded) {
      state.pending.control += Number(firstOffset - state.folded);
      state.folded = firstOffset;
    }
    if (recordBatch.failure !== null)
      throw new UnfoldableBatch(`record batch ${firstOffset} to ${lastOffset}: ${recordBatch.failure}`);
    if (recordBatch.isControl || batch.aborted.has(recordBatch))
      state.pending.control += Number(lastOffset + 1n - state.folded);
    else foldRecords(state, recordBatch, consumedAtMs);
    state.folded = lastOffset + 1n;
  }
  return null;
}

function foldRecords(state: PartitionState, batch: RecordBatchMessage, consumedAtMs: number): void {
  const { pending, producers, fold, rejections } = state;
  const firstOffset = Number(batch.firstOffset);
  let nextDelta = Number(state.folded - batch.firstOffset);
  const recountDelta = Number(state.recountUntil - batch.firstOffset);
  let timed = 0;
  let timedAppendMs = Number.NaN;
  try {
    cursor.open(batch);
    const { bytes } = cursor;
    while (cursor.next()) {
      const delta = cursor.offsetDelta;
      if (delta < nextDelta) continue;
      pending.control += delta - nextDelta;
      nextDelta = delta + 1;
      headers.read(cursor);
      if (headers.idStart >= 0 && headers.seq >= 1)
        if (producers.isRepeated(bytes, headers.idStart, headers.idEnd, headers.seq)) {
          pending.deduplicated++;
          continue;
        }
      const appendedAtMs = cursor.timestampMs;
      facts.appendedAtMs = appendedAtMs;
      facts.producedAtMs = headers.producedAtMs;
      facts.offset = firstOffset + delta;
      const { valueStart, valueEnd } = cursor;
      const rejection =
        valueEnd - valueStart > maxValueBytes
          ? tooLarge(valueEnd - valueStart)
          : fold.fold(bytes, valueStart, valueEnd, facts);
      if (rejection !== null) {
        pending.addDead(deadLetterOf(state, cursor, batch.firstOffset, rejection));
        rejections.add(1);
        continue;
      }
      pending.valid++;
      if (fold.hadUnknownFields) pending.withUnknownFields++;
      rejections.add(0);
      const { eventTimeMs } = fold;
      if (appendedAtMs - eventTimeMs > historicMs || delta < recountDelta) {
        pending.historic++;
        continue;
      }
      if (eventTimeMs > appendedAtMs || appendedAtMs > consumedAtMs) pending.clamped++;
      pending.addTimed(eventTimeMs, appendedAtMs);
      if (appendedAtMs !== timedAppendMs) {
        if (timed > 0) pending.addConsumed(timed, timedAppendMs, consumedAtMs);
        timed = 0;
        timedAppendMs = appendedAtMs;
      }
      timed++;
    }
  } catch (error) {
    const offset = batch.firstOffset + BigInt(nextDelta);
    throw new UnfoldableBatch(`near offset ${offset}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  if (timed > 0) pending.addConsumed(timed, timedAppendMs, consumedAtMs);
  pending.control += Number(batch.lastOffset - batch.firstOffset) + 1 - nextDelta;
}
