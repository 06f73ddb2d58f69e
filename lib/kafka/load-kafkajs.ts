import type * as KafkaJs from 'kafkajs';
import { registerCodecs } from './codecs';
import { filterAbortedBatches } from './filter-aborted-batches';
import { createRecordBatchDecoder } from './record-batch-decoder';
import { requireFromKafkajs as require } from './require-kafkajs';

/**
 * The one door to kafkajs (exact version pinned). Inner modules are replaced before it is loaded: the record decoder
 * (one message a record batch), the filter of aborted transactions that goes with it, the codecs and an idle timer.
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

/** Puts `replacement` where kafkajs will find its module `path`; too late once kafkajs has been loaded elsewhere. */
function replaceModule(path: string, replacement: unknown): void {
  require(path);
  const cached = require.cache[require.resolve(path)];
  if (cached === undefined) throw new Error(`${path} could not be replaced`);
  cached.exports = replacement;
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

export const kafkajs = require('kafkajs') as typeof KafkaJs;
export { requireFromKafkajs } from './require-kafkajs';
