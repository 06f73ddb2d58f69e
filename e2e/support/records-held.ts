import { Kafka, logLevel } from 'kafkajs';

/** Records that the topics hold now, all together. */
export async function recordsHeld(brokers: readonly string[], topics: readonly string[]): Promise<number> {
  const kafka = new Kafka({ brokers: [...brokers], clientId: 'records-held', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const ends = await Promise.all(topics.map((topic) => admin.fetchTopicOffsets(topic)));
    return ends.flat().reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0);
  } finally {
    await admin.disconnect();
  }
}
