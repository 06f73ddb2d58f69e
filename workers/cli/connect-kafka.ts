import { randomBytes } from 'node:crypto';
import { createKafka, fewRetries, withAdmin } from '@/lib/kafka/client';
import { CommandFailed } from './command-failed';
import type { FoundBrokers } from './find-brokers';

export type CliKafka = ReturnType<typeof createKafka>;
type CliAdmin = Parameters<Parameters<typeof withAdmin>[1]>[0];

/** Name of this call as Kafka's brokers and our samples see it. */
export const callName = (): string => `cli-${randomBytes(4).toString('hex')}`;

export const openKafka = (found: FoundBrokers, clientId: string): CliKafka =>
  createKafka({ brokers: found.brokers, clientId, retries: fewRetries });

/** Runs `work` on an admin client; a cluster that does not answer is told with its addresses and their source. */
export async function askKafka<Result>(
  found: FoundBrokers,
  kafka: CliKafka,
  work: (admin: CliAdmin) => Promise<Result>,
): Promise<Result> {
  let connected = false;
  try {
    return await withAdmin(kafka, async (admin) => {
      await admin.describeCluster();
      connected = true;
      return work(admin);
    });
  } catch (error) {
    if (connected) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailed(
      `Kafka at ${found.brokers.join(', ')} (from ${found.source}) does not answer: ${reason}. ` +
        'Check that it runs and that the address is right.',
    );
  }
}
