import type { Kafka } from 'kafkajs';
import { kafkajs } from './load-kafkajs';

/**
 * Practically endless retries under a small ceiling: a broker outage then costs no group membership
 * (shared decision, ARCHITECTURE 4.6). To be set on the client and on every consumer.
 */
export const endlessRetry = { initialRetryTime: 200, maxRetryTime: 1_000, retries: 1_000_000 };

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
