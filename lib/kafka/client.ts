import type { Admin, Kafka } from 'kafkajs';
import { kafkajs } from './load-kafkajs';

/**
 * Practically endless retries under a small ceiling: a broker outage then costs no group membership
 * (shared decision, ARCHITECTURE 4.6). To be set on the client and on every consumer.
 */
export const endlessRetry = { initialRetryTime: 200, maxRetryTime: 1_000, retries: 1_000_000 };

/** For commands a person waits for: an unreachable broker is an answer after a few seconds. */
export const fewRetries = 3;

/** A kafkajs client whose log is silent: our own logger says what matters. `clientId` is unique per process start. */
export function createKafka(options: { brokers: readonly string[]; clientId: string; retries?: number }): Kafka {
  return new kafkajs.Kafka({
    brokers: [...options.brokers],
    clientId: options.clientId,
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: 2_000,
    requestTimeout: 10_000,
    retry: { ...endlessRetry, ...(options.retries === undefined ? {} : { retries: options.retries }) },
  });
}

/** Connects an admin client for `work` and disconnects it afterwards, also when `work` throws. */
export async function withAdmin<Result>(kafka: Kafka, work: (admin: Admin) => Promise<Result>): Promise<Result> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
