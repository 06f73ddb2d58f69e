import { randomBytes } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import { recordHeaders } from '../contracts/record-headers';
import { createPlainProducer, resendDelayMs } from './acknowledged-send';
import { createKeyPartitioner } from './key-partitioner';

/** Where a record stands after all in-sync replicas have it. */
export interface PlacedRecord {
  readonly partition: number;
  readonly offset: bigint;
  readonly ackMs: number;
}

export interface PlacedSender {
  /**
   * Sends one record and resolves with its place. After a failed attempt the same record goes again with the same number,
   * so that our workers count it once; rejects with the last error after five.
   */
  send(record: { readonly key: string; readonly value: string; readonly producedAtMs: number }): Promise<PlacedRecord>;
  close(): Promise<void>;
}

const attempts = 5;

/** A producer for a handful of records whose offsets matter; `partitions`: of the topic. */
export async function openPlacedSender(options: {
  kafka: Kafka;
  topic: string;
  partitions: number;
}): Promise<PlacedSender> {
  const { topic } = options;
  const producer = createPlainProducer(options.kafka);
  await producer.connect();
  const producerId = randomBytes(9).toString('base64url');
  const partitionOf = createKeyPartitioner(topic, options.partitions);
  const sequences = new Map<number, number>();

  const sendOnce = async (partition: number, message: object): Promise<bigint> => {
    const answers = await producer.send({
      topic,
      acks: -1,
      timeout: 10_000,
      messages: [{ ...message, partition }] as never,
    });
    const answer = answers.find((one) => one.partition === partition && one.errorCode === 0);
    if (answer?.baseOffset === undefined) throw new Error(`partition ${partition} of ${topic} was not acknowledged`);
    return BigInt(answer.baseOffset);
  };

  return {
    async send({ key, value, producedAtMs }) {
      const partition = partitionOf(key);
      const sequence = (sequences.get(partition) ?? 0) + 1;
      sequences.set(partition, sequence);
      const headers = {
        [recordHeaders.producedAtMs]: String(producedAtMs),
        [recordHeaders.producerId]: producerId,
        [recordHeaders.producerSeq]: String(sequence),
      };
      const startMs = performance.now();
      for (let attempt = 1; ; attempt++) {
        try {
          const offset = await sendOnce(partition, { key, value, headers });
          return { partition, offset, ackMs: performance.now() - startMs };
        } catch (error) {
          if (attempt === attempts) throw error;
          await new Promise((resolve) => setTimeout(resolve, resendDelayMs(attempt)));
        }
      }
    },
    close: () => producer.disconnect(),
  };
}
