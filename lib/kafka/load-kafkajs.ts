import { createRequire } from 'node:module';
import type * as KafkaJs from 'kafkajs';

/**
 * The one door to kafkajs. It is CommonJS and is loaded through `require`, so that its internals can be replaced before
 * they are used (see the patches imported here).
 */
const require = createRequire(import.meta.url);

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

stopIdleTimer();

export const kafkajs = require('kafkajs') as typeof KafkaJs;
export const requireFromKafkajs = require;
