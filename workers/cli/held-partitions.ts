import { createClusterProbe } from '@/lib/kafka/cluster-probe';
import { CommandFailed } from './command-failed';
import type { FoundBrokers } from './find-brokers';

/** A partition as Kafka holds it now; `incarnation` = `<cluster id>/<topic id>`. */
export interface HeldPartition {
  readonly topic: string;
  readonly partition: number;
  readonly incarnation: string;
  readonly low: bigint;
  readonly high: bigint;
}

/** Every partition of the topics. Throws with what to do when one is not there or Kafka does not answer. */
export async function readHeldPartitions(
  found: FoundBrokers,
  clientId: string,
  topics: readonly string[],
): Promise<readonly HeldPartition[]> {
  const probe = createClusterProbe({ brokers: found.brokers, clientId });
  try {
    const incarnations = await probe.incarnations(topics).catch((error: Error) => {
      throw new CommandFailed(
        `Kafka at ${found.brokers.join(', ')} (from ${found.source}) does not answer: ${error.message}. Check that it runs and that the address is right.`,
      );
    });
    const held: HeldPartition[] = [];
    for (const topic of topics) {
      const incarnation = incarnations.get(topic) ?? null;
      if (incarnation === null)
        throw new CommandFailed(
          `There is no topic ${topic} on ${found.brokers.join(', ')}: make ours with \`streamscope topics create\`.`,
        );
      for (const [partition, bounds] of await probe.bounds(topic))
        held.push({ topic, partition, incarnation, ...bounds });
    }
    return held;
  } finally {
    await probe.close();
  }
}
