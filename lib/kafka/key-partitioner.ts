import type { Kafka } from 'kafkajs';
import { resendDelayMs, waitMs } from './acknowledged-send';
import { withAdmin } from './client';
import { kafkajs } from './load-kafkajs';

/** Kafka's default choice of a partition by key (murmur2), so that foreign producers agree with ours. */
export function createKeyPartitioner(topic: string, partitions: number): (key: string | Buffer | null) => number {
  const choose = kafkajs.Partitioners.DefaultPartitioner();
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionErrorCode: 0,
    partitionId,
    leader: 0,
    replicas: [0],
    isr: [0],
  }));
  return (key) => choose({ topic, partitionMetadata, message: { key, value: null } });
}

/**
 * Number of partitions of a topic, waiting without end until cluster and topic are there; null when `signal` aborts
 * first. `onWaiting` is told the reason each time it changes.
 */
export async function fetchPartitionCount(
  kafka: Kafka,
  topic: string,
  signal: AbortSignal,
  onWaiting?: (reason: string) => void,
): Promise<number | null> {
  let told = '';
  for (let attempt = 1; !signal.aborted; attempt++) {
    const reason = await withAdmin(kafka, async (admin) => {
      if (!(await admin.listTopics()).includes(topic)) return `topic ${topic} does not exist yet`;
      const metadata = await admin.fetchTopicMetadata({ topics: [topic] });
      return metadata.topics[0]?.partitions.length ?? `topic ${topic} has no partitions yet`;
    }).catch((error: unknown) => `Kafka does not answer: ${error instanceof Error ? error.message : String(error)}`);
    if (typeof reason === 'number') return reason;
    if (reason !== told) onWaiting?.(reason);
    told = reason;
    await waitMs(resendDelayMs(attempt), signal);
  }
  return null;
}
