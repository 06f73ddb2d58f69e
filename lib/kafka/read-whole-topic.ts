import { randomBytes } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import { recordHeaders } from '../contracts/record-headers';
import { withAdmin } from './client';
import { asRecordBatch } from './record-batch';
import { recordsOf } from './records-of';

/** A record of ours as it stands in the log. */
export interface LoggedRecord {
  readonly partition: number;
  readonly key: string;
  readonly value: string;
  /** Empty without the header. */
  readonly producerId: string;
  /** NaN without the header. */
  readonly sequence: number;
  /** Compression of its record batch, as in the batch's attributes: 0 none, 1 gzip. */
  readonly codec: number;
  readonly headers: ReadonlyMap<string, string>;
  /** As the batch says: of its author, or of the broker where the topic has LogAppendTime. */
  readonly timestampMs: number;
}

/** For tests: every record that is in the topic now, in the order of the log per partition. */
export async function readWholeTopic(kafka: Kafka, topic: string): Promise<readonly LoggedRecord[]> {
  const ends = await withAdmin(kafka, (admin) => admin.fetchTopicOffsets(topic));
  const waiting = new Map(ends.filter((end) => end.high !== end.low).map((end) => [end.partition, BigInt(end.high)]));
  const records: LoggedRecord[] = [];
  if (waiting.size === 0) return records;
  const groupId = `reader-${randomBytes(4).toString('hex')}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const eachBatch = async ({ batch }: { batch: { partition: number; messages: readonly object[] } }) => {
      for (const message of batch.messages.map(asRecordBatch)) {
        for (const record of recordsOf(message)) {
          const headers = new Map(record.headers.map(([name, value]) => [name, String(value)]));
          records.push({
            partition: batch.partition,
            key: String(record.key),
            value: String(record.value),
            producerId: headers.get(recordHeaders.producerId) ?? '',
            sequence: Number(headers.get(recordHeaders.producerSeq) ?? Number.NaN),
            codec: message.attributes & 7,
            headers,
            timestampMs: record.timestampMs,
          });
        }
        if (message.lastOffset + 1n >= (waiting.get(batch.partition) ?? 0n)) waiting.delete(batch.partition);
      }
      if (waiting.size === 0) resolve();
    };
    consumer.run({ eachBatch, autoCommit: false }).catch(reject);
  });
  await consumer.disconnect();
  await withAdmin(kafka, (admin) => admin.deleteGroups([groupId]));
  return records;
}
