import { replaceModule } from './replace-module';
import { requireFromKafkajs as require } from './require-kafkajs';

interface ConsumerGroupClass {
  readonly prototype: { resume(topicPartitions: unknown): void };
}

/**
 * While every partition is paused, kafkajs sleeps `maxWaitTimeInMs` before it looks again: a join or a full store would
 * cost that much each time. Here `resume` ends the sleep. Must run before kafkajs' consumer is loaded.
 */
export function wakeOnResume(): void {
  const path = 'kafkajs/src/utils/sleep';
  const stock = require(path) as (ms: number) => Promise<void>;
  require('kafkajs/src/utils/waitFor');
  const sleepers = new Set<() => void>();
  replaceModule(
    path,
    (ms: number) =>
      new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          sleepers.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        sleepers.add(wake);
      }),
  );
  const { prototype } = require('kafkajs/src/consumer/consumerGroup') as ConsumerGroupClass;
  replaceModule(path, stock);
  const { resume } = prototype;
  prototype.resume = function (topicPartitions) {
    resume.call(this, topicPartitions);
    for (const wake of [...sleepers]) wake();
  };
}
