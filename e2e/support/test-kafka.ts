import { type Admin, Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import { createTopics } from '../../lib/kafka/topics-admin';
import { eventually } from './eventually';

export interface TestKafka {
  readonly brokers: readonly string[];
  readonly kafka: Kafka;
  readonly admin: Admin;
  /** acks=all, no retries of its own: the tests decide what is sent again. */
  readonly producer: Producer;
  close(): Promise<void>;
}

/** Plain clients of the tests' own; they wait for a broker that is still starting. */
export async function connectTestKafka(brokers: readonly string[]): Promise<TestKafka> {
  const kafka = new Kafka({
    brokers: [...brokers],
    clientId: 'tests',
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2_000,
    requestTimeout: 5_000,
    retry: { initialRetryTime: 100, maxRetryTime: 500, retries: 20 },
  });
  const admin = kafka.admin();
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
    retry: { retries: 0 },
  });
  await Promise.all([admin.connect(), producer.connect()]);
  return {
    brokers,
    kafka,
    admin,
    producer,
    async close() {
      await Promise.allSettled([admin.disconnect(), producer.disconnect()]);
    },
  };
}

/** Deletes topics of the product where they exist, and creates all that are missing as `streamscope topics create` does. */
export async function recreateTopics(admin: Admin, names: readonly string[] = ['orders']): Promise<void> {
  await deleteTopics(admin, [...new Set([...names, 'metrics', 'control'])]);
  await createTopics(admin);
}

export async function deleteTopics(admin: Admin, names: readonly string[]): Promise<void> {
  const found = (await admin.listTopics()).filter((name) => names.includes(name));
  if (found.length === 0) return;
  await admin.deleteTopics({ topics: found });
  const isGone = async () => !(await admin.listTopics()).some((name) => found.includes(name));
  await eventually(`topics ${found.join(', ')} are gone`, isGone, { withinMs: 15_000 });
}

/** End offset per partition, as the broker says now. */
export async function endOffsets(admin: Admin, topic = 'orders'): Promise<Map<number, bigint>> {
  return new Map((await admin.fetchTopicOffsets(topic)).map((entry) => [entry.partition, BigInt(entry.high)]));
}
