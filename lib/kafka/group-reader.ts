import type { Consumer, EachBatchPayload } from 'kafkajs';
import { isRebalance } from './batch-source';
import { createKafka, fewRetries } from './client';
import { asRecordBatch, type RecordBatchMessage } from './record-batch';
import { recordsOf } from './records-of';
import type { ReadRecord, UnreadableBatch } from './topic-reader';

/** What a person or a script does with the records; both are called in the order of a partition, one at a time. */
export interface GroupListener {
  /** `stop`: this record counts as read, nothing behind it does. */
  onRecord(record: ReadRecord): Promise<'go on' | 'stop'>;
  onUnreadable(batch: UnreadableBatch): void;
  /** Partitions that are read from now on. */
  onAssigned(partitions: readonly number[]): void;
}

/** A member of a consumer group that reads one topic record by record and commits only when it is told to. */
export interface GroupReader {
  /** Joins and reads; resolves after a `stop` or `end`, rejects when Kafka is lost for good. */
  read(listener: GroupListener): Promise<void>;
  /** Ends reading behind the record that is being handled. */
  end(): void;
  /**
   * Commits what was read and not committed. False when the group is being rebalanced: whoever gets the partitions reads
   * these records again.
   */
  commit(): Promise<boolean>;
  /** Leaves the group. */
  close(): Promise<void>;
}

const heartbeatEachRecords = 500;

/** What kafkajs' types leave out. */
interface KafkajsBatch {
  readonly fetchedOffset: string;
  /** Whole record batches, also those without events. */
  readonly rawMessages: readonly { readonly offset: string }[];
}

/** Starts at the group's committed offset, in a partition without one at the first record. */
export function createGroupReader(options: {
  brokers: readonly string[];
  clientId: string;
  groupId: string;
  topic: string;
}): GroupReader {
  const { topic } = options;
  const kafka = createKafka({ ...options, retries: fewRetries });
  const consumer: Consumer = kafka.consumer({
    groupId: options.groupId,
    allowAutoTopicCreation: false,
    sessionTimeout: 10_000,
    heartbeatInterval: 1_000,
    maxWaitTimeInMs: 250,
    retry: { initialRetryTime: 200, maxRetryTime: 1_000, retries: 8, restartOnFailure: async () => true },
  });
  /** Next offset of what was read and not committed. */
  const positions = new Map<number, bigint>();
  let ended = false;
  let finish: () => void = () => {};
  let giveUp: (error: unknown) => void = () => {};
  let handled: Promise<void> = Promise.resolve();

  const end = (): void => {
    ended = true;
    void handled.then(finish);
  };

  const fail = (error: unknown): 'stop' => {
    giveUp(error);
    return 'stop';
  };

  const readBatch = async (
    { batch, resolveOffset, heartbeat, isRunning, isStale }: EachBatchPayload,
    listener: GroupListener,
  ): Promise<void> => {
    const { partition, fetchedOffset, rawMessages } = batch as typeof batch & KafkajsBatch;
    const from = BigInt(fetchedOffset);
    let beforeHeartbeat = heartbeatEachRecords;
    for (const recordBatch of batch.messages.map(asRecordBatch)) {
      for (const record of readable(recordBatch, partition, listener)) {
        if (ended || isStale() || !isRunning()) return;
        if (record.offset < from) continue;
        positions.set(partition, record.offset + 1n);
        const next = await listener.onRecord(record).catch(fail);
        if (next === 'stop') return end();
        if (--beforeHeartbeat > 0) continue;
        beforeHeartbeat = heartbeatEachRecords;
        await heartbeat();
      }
    }
    if (ended || isStale()) return;
    const last = rawMessages.at(-1);
    if (last !== undefined) {
      positions.set(partition, BigInt(last.offset) + 1n);
      resolveOffset(last.offset);
    }
    await heartbeat();
  };

  return {
    end,
    async read(listener) {
      const done = new Promise<void>((resolve, reject) => {
        finish = resolve;
        giveUp = reject;
        consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || reject(payload.error));
      });
      consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
        positions.clear();
        listener.onAssigned(payload.memberAssignment[topic] ?? []);
      });
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      if (ended) return;
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        eachBatch: (payload) => {
          handled = readBatch(payload, listener);
          return handled;
        },
      });
      await done;
    },
    async commit() {
      const offsets = [...positions].map(([partition, next]) => ({ topic, partition, offset: next.toString() }));
      if (offsets.length === 0) return true;
      try {
        await consumer.commitOffsets(offsets);
      } catch (error) {
        if (isRebalance(error)) return false;
        throw error;
      }
      for (const { partition, offset } of offsets)
        if (positions.get(partition) === BigInt(offset)) positions.delete(partition);
      return true;
    },
    close: () => consumer.disconnect(),
  };
}

/** The records of a batch; one that cannot be read is told of, and passed over. */
function* readable(batch: RecordBatchMessage, partition: number, listener: GroupListener): Generator<ReadRecord> {
  const { timestampType } = batch;
  try {
    if (batch.failure !== null) throw new Error(batch.failure);
    for (const record of recordsOf(batch)) yield { ...record, partition, timestampType };
  } catch (error) {
    listener.onUnreadable({ partition, offset: batch.firstOffset, reason: (error as Error).message });
  }
}
