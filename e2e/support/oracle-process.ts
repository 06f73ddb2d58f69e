import { Kafka, logLevel } from 'kafkajs';
import { createOracle, type ReadRecord } from './oracle';

/**
 * Child process: reads a whole topic with a stock kafkajs consumer (this process never loads the product's record
 * decoder) and prints the oracle's totals as one JSON document. Arguments: brokers, topic.
 */
const [brokers = '', topic = ''] = process.argv.slice(2);
// A broker that has just started answers "loading" for some seconds: worth many tries.
const retry = { initialRetryTime: 100, maxRetryTime: 500, retries: 60 };
const kafka = new Kafka({ brokers: brokers.split(','), clientId: 'oracle', logLevel: logLevel.NOTHING, retry });
const admin = kafka.admin();
await admin.connect();
const ranges = new Map(
  (await admin.fetchTopicOffsets(topic)).map((entry) => [
    entry.partition,
    { low: BigInt(entry.low), high: BigInt(entry.high) },
  ]),
);
const oracle = createOracle(ranges);
const open = new Set([...ranges].filter(([, { low, high }]) => high > low).map(([partition]) => partition));
const groupId = `oracle-${process.pid}-${Date.now()}`;
const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, maxBytesPerPartition: 4_194_304, retry });

function headersOf(headers: Record<string, unknown> | undefined): ReadRecord['headers'] {
  return Object.entries(headers ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => [name, Buffer.from(one as Buffer)] as const),
  );
}

if (open.size > 0) {
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, (event) => event.payload.restart || reject(event.payload.error));
    consumer
      .run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          const range = ranges.get(batch.partition)!;
          for (const message of batch.messages) {
            const offset = BigInt(message.offset);
            if (offset >= range.high) continue;
            oracle.add({
              partition: batch.partition,
              offset,
              appendedAtMs: Number(message.timestamp),
              key: message.key,
              value: message.value,
              headers: headersOf(message.headers),
            });
          }
          if (BigInt(batch.lastOffset()) + 1n >= range.high) open.delete(batch.partition);
          if (open.size === 0) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  await admin.deleteGroups([groupId]).catch(() => undefined);
}
await admin.disconnect();
process.stdout.write(JSON.stringify(oracle.totals()), () => process.exit(0));
