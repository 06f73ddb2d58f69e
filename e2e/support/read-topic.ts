import kafkajs, { CompressionTypes, Kafka, logLevel } from 'kafkajs';
import { decompressFrame } from 'lz4-napi';
import type { ReadRecord } from './topic-ledger';

export type TopicRanges = ReadonlyMap<number, { low: bigint; high: bigint }>;

// The broker stores ratings in LZ4, which stock kafkajs cannot read.
kafkajs.CompressionCodecs[CompressionTypes.LZ4] = () => ({ decompress: decompressFrame });

function headersOf(headers: Record<string, unknown> | undefined): ReadRecord['headers'] {
  return Object.entries(headers ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => [name, Buffer.from(one as Buffer)] as const),
  );
}

/**
 * Reads a topic from its first record to where it ends now, in offset order per partition, with a stock kafkajs consumer.
 * Only for child processes that never load the product's record decoder: it replaces kafkajs' own.
 */
export async function readTopic(
  brokers: readonly string[],
  topic: string,
  begin: (ranges: TopicRanges) => (record: ReadRecord) => void,
): Promise<void> {
  // A broker that has just started answers "loading" for some seconds: worth many tries.
  const retry = { initialRetryTime: 100, maxRetryTime: 500, retries: 60 };
  const kafka = new Kafka({ brokers: [...brokers], clientId: 'oracle', logLevel: logLevel.NOTHING, retry });
  const admin = kafka.admin();
  await admin.connect();
  const ranges = new Map(
    (await admin.fetchTopicOffsets(topic)).map((entry) => [
      entry.partition,
      { low: BigInt(entry.low), high: BigInt(entry.high) },
    ]),
  );
  const onRecord = begin(ranges);
  const open = new Set([...ranges].filter(([, { low, high }]) => high > low).map(([partition]) => partition));
  if (open.size > 0) {
    const groupId = `oracle-${process.pid}-${Date.now()}`;
    const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, maxBytesPerPartition: 4_194_304, retry });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, (event) => event.payload.restart || reject(event.payload.error));
      consumer
        .run({
          autoCommit: false,
          eachBatch: async ({ batch }) => {
            const { partition } = batch;
            const { high } = ranges.get(partition)!;
            for (const { offset, timestamp, key, value, headers } of batch.messages)
              if (BigInt(offset) < high)
                onRecord({
                  ...{ partition, offset: BigInt(offset), appendedAtMs: Number(timestamp), key, value },
                  headers: headersOf(headers),
                });
            if (BigInt(batch.lastOffset()) + 1n >= high) open.delete(partition);
            if (open.size === 0) resolve();
          },
        })
        .catch(reject);
    });
    await consumer.disconnect();
    await admin.deleteGroups([groupId]).catch(() => undefined);
  }
  await admin.disconnect();
}
