import { recordHeaders } from '../contracts/record-headers';
import type { NumberedRecord } from '../outbox/record-queue';
import type { PartitionedMessage, TopicMessages } from './acknowledged-send';

/** A record for a sink. Text is sent as UTF-8; null is a null. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string | Buffer | null;
  readonly value: string | Buffer | null;
  /** Unix ms at which the record was made; goes into the header `produced-at-ms`. */
  readonly producedAtMs: number;
  /** Sent along with ours; ours win. */
  readonly headers?: Readonly<Record<string, string | Buffer>>;
  /** Kafka's own timestamp, Unix ms (topics with LogAppendTime overwrite it); default: the time it is sent. */
  readonly timestampMs?: number;
}

function messageOf(record: NumberedRecord): PartitionedMessage {
  const { key, value, partition, headers, timestampMs } = record;
  const message: PartitionedMessage = {
    key,
    value,
    partition,
    headers: {
      ...headers,
      [recordHeaders.producerId]: record.producerId,
      [recordHeaders.producerSeq]: String(record.sequence),
    },
  };
  if (timestampMs !== null) message.timestamp = String(timestampMs);
  return message;
}

/** Records as kafkajs wants them, grouped by topic, in their order within each. */
export function messagesByTopic(records: readonly NumberedRecord[]): readonly TopicMessages[] {
  const byTopic = new Map<string, PartitionedMessage[]>();
  for (const record of records) {
    const messages = byTopic.get(record.topic);
    if (messages === undefined) byTopic.set(record.topic, [messageOf(record)]);
    else messages.push(messageOf(record));
  }
  return [...byTopic].map(([topic, messages]) => ({ topic, messages }));
}
