import type { RecordBatchMessage } from './record-batch';

interface AbortedTransaction {
  readonly producerId: string;
  readonly firstOffset: string;
}

const isAbortMarker = (batch: RecordBatchMessage): boolean =>
  batch.isControl && batch.key !== null && batch.key.length >= 4 && batch.key.readInt16BE(2) === 0;

/**
 * Replaces kafkajs' `consumer/filterAbortedMessages`: drops record batches of aborted transactions. Unlike the original,
 * every transaction begun up to the batch's end counts as begun (a fetch may start inside several), and only a control
 * batch ends one (an event's key may look like a marker).
 */
export function filterAbortedBatches(fetched: {
  messages: readonly RecordBatchMessage[];
  abortedTransactions?: readonly AbortedTransaction[] | null;
}): readonly RecordBatchMessage[] {
  const { messages, abortedTransactions } = fetched;
  if (abortedTransactions === undefined || abortedTransactions === null || abortedTransactions.length === 0)
    return messages;
  const waiting = abortedTransactions
    .map(({ producerId, firstOffset }) => ({ producerId, firstOffset: BigInt(firstOffset) }))
    .sort((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1));
  const aborted = new Set<string>();
  let begun = 0;
  return messages.filter((batch) => {
    while (begun < waiting.length && waiting[begun]!.firstOffset <= batch.lastOffset)
      aborted.add(waiting[begun++]!.producerId);
    const { producerId } = batch.batchContext;
    if (isAbortMarker(batch)) aborted.delete(producerId);
    else return !(batch.isTransactional && aborted.has(producerId));
    return true;
  });
}
