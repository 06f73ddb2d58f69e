import type * as KafkaJs from 'kafkajs';
import { registerCodecs } from './codecs';
import { filterAbortedBatches } from './filter-aborted-batches';
import { createRecordBatchDecoder } from './record-batch-decoder';
import { replaceModule } from './replace-module';
import { requireFromKafkajs as require } from './require-kafkajs';
import { wakeOnResume } from './wake-on-resume';

/**
 * The one door to kafkajs (exact version pinned). Inner modules are replaced before it is loaded: the record decoder
 * (one message a record batch), the filter of aborted transactions that goes with it, the codecs, and two timers.
 */
interface RequestQueue {
  pending: unknown[];
  throttledUntil: number;
  scheduleCheckPendingRequests(): void;
}

/** kafkajs re-arms a 1 ms timer per connection for ever (kafkajs#1556, #1704): stop it while nothing is pending. */
function stopIdleTimer(): void {
  const queue = require('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
  const original = queue.prototype.scheduleCheckPendingRequests;
  queue.prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) original.call(this);
  };
}

const { KafkaJSPartialMessageError } = require('kafkajs/src/errors') as {
  KafkaJSPartialMessageError: new (message: string) => Error;
};
replaceModule(
  'kafkajs/src/protocol/recordBatch/v0/decoder',
  createRecordBatchDecoder((message) => new KafkaJSPartialMessageError(message)),
);
replaceModule('kafkajs/src/consumer/filterAbortedMessages', filterAbortedBatches);
registerCodecs();
stopIdleTimer();
wakeOnResume();

export const kafkajs = require('kafkajs') as typeof KafkaJs;
export { requireFromKafkajs } from './require-kafkajs';
