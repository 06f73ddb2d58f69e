import { randomBytes } from 'node:crypto';
import type { Producer } from 'kafkajs';
import type { TestRecord } from './order-records';

/**
 * Sends records with `producer-id` and `producer-seq` as the product's producers do: the partition is chosen before
 * the number is given, and whatever may or may not have arrived is sent again in the same order.
 */
export interface NumberedProducer {
  readonly producerId: string;
  readonly accepted: number;
  /** Sends once more, unchanged, what `send` sent last: every record of it is then a copy. */
  sendAgain(): Promise<void>;
  send(records: readonly TestRecord[]): Promise<void>;
}

export function numberedProducer(options: {
  producer: Producer;
  partitions?: number;
  topic?: string;
  /** Keep trying after a rejection; else it is thrown. */
  persistent?: boolean;
}): NumberedProducer {
  const { producer, partitions = 6, topic = 'orders' } = options;
  const producerId = `test-${randomBytes(6).toString('hex')}`;
  const sequences = new Map<number, number>();
  let accepted = 0;
  let last: Parameters<Producer['send']>[0]['messages'] = [];

  const deliver = async (): Promise<void> => {
    for (;;) {
      try {
        await producer.send({ topic, acks: -1, timeout: 5_000, messages: last });
        return;
      } catch (error) {
        if (!options.persistent) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  };

  return {
    producerId,
    get accepted() {
      return accepted;
    },
    sendAgain: deliver,
    async send(records) {
      last = records.map(({ key, value, partition = accepted % partitions }) => {
        accepted++;
        const sequence = (sequences.get(partition) ?? 0) + 1;
        sequences.set(partition, sequence);
        const headers = {
          'producer-id': producerId,
          'producer-seq': `${sequence}`,
          'produced-at-ms': `${Date.now()}`,
        };
        return { key, value, partition, headers };
      });
      await deliver();
    },
  };
}
