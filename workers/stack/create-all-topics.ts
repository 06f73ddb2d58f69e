import { setTimeout as delay } from 'node:timers/promises';
import { createKafka } from '@/lib/kafka/client';
import { createTopics, type TopicOutcome } from '@/lib/kafka/topics-admin';

/** A cluster that has just started answers for a moment that it does not know what it was told to create. */
const patienceMs = 20_000;
const pauseMs = 500;

/** Creates every topic that is missing; safe to repeat. Throws the last error when the cluster goes on refusing. */
export async function createAllTopics(brokers: readonly string[]): Promise<TopicOutcome[]> {
  const admin = createKafka({ brokers, clientId: 'stack', retries: 20 }).admin();
  await admin.connect();
  try {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      try {
        return await createTopics(admin);
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await delay(pauseMs);
      }
    }
  } finally {
    await admin.disconnect();
  }
}
