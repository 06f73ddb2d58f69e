import type { Kafka, Message, Producer } from 'kafkajs';
import { kafkajs } from './load-kafkajs';

/**
 * kafkajs' idempotent producer loses acknowledged batches when a response is lost, and its own retries take a
 * broker that answered once as done even when another partition has moved to it: both are off, the caller resends.
 */
export function createPlainProducer(kafka: Kafka): Producer {
  return kafka.producer({
    idempotent: false,
    allowAutoTopicCreation: false,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    metadataMaxAge: 30_000,
    retry: { retries: 0 },
  });
}

export interface PartitionedMessage extends Message {
  readonly partition: number;
}

export interface TopicMessages {
  readonly topic: string;
  readonly messages: readonly PartitionedMessage[];
}

/**
 * Sends once with acks of all in-sync replicas. Resolves only when the broker has acknowledged every partition in
 * question; rejects with the broker's or the network's error, in which case some of the messages may be stored.
 */
export async function sendAllAcknowledged(
  producer: Producer,
  topicMessages: readonly TopicMessages[],
  compression: 'none' | 'gzip' = 'none',
): Promise<void> {
  const answers = await producer.sendBatch({
    acks: -1,
    timeout: 10_000,
    compression: compression === 'gzip' ? kafkajs.CompressionTypes.GZIP : kafkajs.CompressionTypes.None,
    topicMessages: topicMessages as { topic: string; messages: PartitionedMessage[] }[],
  });
  const acknowledged = new Set(
    answers.filter((answer) => answer.errorCode === 0).map((answer) => `${answer.topicName}/${answer.partition}`),
  );
  for (const { topic, messages } of topicMessages) {
    const missing = messages.find((message) => !acknowledged.has(`${topic}/${message.partition}`));
    if (missing !== undefined)
      throw new Error(`partition ${missing.partition} of ${topic} was not acknowledged by its broker`);
  }
}

/** The same for one topic. */
export const sendAcknowledged = (
  producer: Producer,
  topic: string,
  messages: readonly PartitionedMessage[],
  compression: 'none' | 'gzip' = 'none',
): Promise<void> => sendAllAcknowledged(producer, [{ topic, messages }], compression);

/** Waits between attempts: 100 ms doubled up to 1 s. `attempt` counts from 1. */
export const resendDelayMs = (attempt: number): number => Math.min(1_000, 100 * 2 ** Math.min(attempt - 1, 10));

/** Ends early when `signal` aborts. */
export function waitMs(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/** Connects, trying again without end until `signal` aborts. `onRefused` is told each refusal. */
export async function connectEndlessly(
  producer: Producer,
  signal: AbortSignal,
  onRefused: (reason: string) => void,
): Promise<void> {
  for (let attempt = 1; !signal.aborted; attempt++) {
    try {
      await producer.connect();
      return;
    } catch (error) {
      onRefused(`Kafka does not answer: ${error instanceof Error ? error.message : String(error)}`);
      await waitMs(resendDelayMs(attempt), signal);
    }
  }
}
