import { randomBytes } from 'node:crypto';
import { type NumberedRecord, numberRecord, type RecordQueue, takeWithin } from './record-queue';
import { SequenceNumbers } from './sequence-numbers';

/** Random, 12 characters. */
export const newProducerId = (): string => randomBytes(9).toString('base64url');

/** A queue that lives and dies with its process; its producer id is its own. */
export function createMemoryQueue(): RecordQueue {
  const producerId = newProducerId();
  const sequences = new SequenceNumbers();
  const records: NumberedRecord[] = [];
  let closed = false;
  let wake: () => void = () => {};

  return {
    producerId,
    leftovers: 0,
    refusal: null,
    get records() {
      return records.length;
    },
    add(record) {
      records.push(numberRecord(record, producerId, sequences.next(record.topic, record.partition)));
      wake();
      return true;
    },
    async oldest(limit) {
      while (records.length === 0 && !closed)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      return closed ? [] : takeWithin(records, records.length, limit);
    },
    acknowledge(count) {
      records.splice(0, count);
    },
    accepted: (topic) => sequences.given(topic),
    async close() {
      closed = true;
      wake();
    },
  };
}
