import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer } from 'kafkajs';
import { createKafka, endlessRetry } from './client';
import { requireFromKafkajs } from './load-kafkajs';
import { asRecordBatch, type RecordBatchMessage } from './record-batch';

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** What one fetch brought of one partition, whole record batches in order. */
export interface FetchedBatch extends TopicPartition {
  /** Offset that was asked for; the first record batch may begin below it. */
  readonly fetchedOffset: bigint;
  readonly recordBatches: readonly RecordBatchMessage[];
  /** End of the partition's log at the fetch. */
  readonly endOffset: bigint;
  /** Record batches of aborted transactions among them. */
  readonly aborted: ReadonlySet<RecordBatchMessage>;
}

/** All listeners run synchronously and must not throw. */
export interface BatchListener {
  /** Before the first fetch of a new assignment. `leads`: this member leads the group. */
  onJoin(assigned: readonly TopicPartition[], leads: boolean): void;
  /** `resolve` moves the read position behind an offset; without it the same batch is fetched again. */
  onBatch(batch: FetchedBatch, resolve: (lastOffset: bigint) => void): void;
  /** The coordinator has confirmed that this process is a member. */
  onHeartbeat(): void;
  /** kafkajs gave up; the consumer starts anew, and a join follows. */
  onCrash(error: Error): void;
}

export interface BatchSource {
  /** Connects and joins; resolves after the first join, however long broker and other members take. */
  start(listener: BatchListener): Promise<void>;
  /** Both are void between a crash and the restart after it (the join that follows sets everything anew): false. */
  setFlowing(partition: TopicPartition, flowing: boolean): boolean;
  seek(partition: TopicPartition, offset: bigint): boolean;
  /** Tells Kafka where we stand, for outside lag tools. May take as long as an outage: never wait for it. */
  commitOffsets(positions: readonly (TopicPartition & { readonly offset: bigint })[]): Promise<void>;
  stop(): Promise<void>;
}

const restartMs = 1_000;

/** kafkajs skips fetches that hold only control or aborted records by itself; here they reach the handler. */
function showFilteredBatches(): void {
  const batch = requireFromKafkajs('kafkajs/src/consumer/batch') as {
    prototype: { rawMessages: readonly unknown[]; isEmpty(): boolean };
  };
  batch.prototype.isEmpty = function (this: { rawMessages: readonly unknown[] }) {
    return this.rawMessages.length === 0;
  };
}
showFilteredBatches();

/** A member of a consumer group that hands over whole record batches; it never commits or resolves by itself. */
export function createBatchSource(options: {
  brokers: readonly string[];
  clientId: string;
  groupId: string;
  topics: readonly string[];
  sessionTimeoutMs: number;
  heartbeatIntervalMs: number;
  /** Largest record batch of the topics: a larger one would be served only while all partitions before it are empty. */
  maxBytesPerPartition: number;
  /** Of a whole fetch; at least partitions x `maxBytesPerPartition`, so that no partition starves. */
  maxBytes: number;
}): BatchSource {
  const kafka = createKafka(options);
  let stopping = false;
  let consumer = createConsumer();

  function createConsumer(): Consumer {
    return kafka.consumer({
      groupId: options.groupId,
      sessionTimeout: options.sessionTimeoutMs,
      heartbeatInterval: options.heartbeatIntervalMs,
      rebalanceTimeout: 15_000,
      maxWaitTimeInMs: 250,
      metadataMaxAge: 30_000,
      allowAutoTopicCreation: false,
      maxBytesPerPartition: options.maxBytesPerPartition,
      maxBytes: options.maxBytes,
      retry: { ...endlessRetry, restartOnFailure: async () => true },
    });
  }

  async function run(listener: BatchListener): Promise<void> {
    const { events } = consumer;
    consumer.on(events.GROUP_JOIN, ({ payload }) => {
      const assigned = Object.entries(payload.memberAssignment as Record<string, number[]>).flatMap(
        ([topic, partitions]) => partitions.map((partition) => ({ topic, partition })),
      );
      listener.onJoin(assigned, payload.isLeader);
    });
    consumer.on(events.HEARTBEAT, () => listener.onHeartbeat());
    consumer.on(events.CRASH, ({ payload }) => {
      listener.onCrash(payload.error);
      if (!payload.restart) void startAnew(listener);
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 1,
      eachBatch: async ({ batch, resolveOffset, isRunning, isStale }) => {
        if (isRunning() && !isStale())
          listener.onBatch(readBatch(batch as unknown as KafkajsBatch), (lastOffset) =>
            resolveOffset(lastOffset.toString()),
          );
        await new Promise((resolve) => setImmediate(resolve));
      },
    });
  }

  /** Some errors of an outage kafkajs takes for final, and it is then silent for good. */
  async function startAnew(listener: BatchListener): Promise<void> {
    while (!stopping) {
      await sleep(restartMs);
      if (stopping) return;
      try {
        await consumer.disconnect().catch(() => {});
        consumer = createConsumer();
        await run(listener);
        return;
      } catch (error) {
        listener.onCrash(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  const whileRunning = (action: () => void): boolean => {
    try {
      action();
      return true;
    } catch {
      return false;
    }
  };

  return {
    start: run,
    setFlowing: ({ topic, partition }, flowing) =>
      whileRunning(() => consumer[flowing ? 'resume' : 'pause']([{ topic, partitions: [partition] }])),
    seek: ({ topic, partition }, offset) =>
      whileRunning(() => consumer.seek({ topic, partition, offset: offset.toString() })),
    commitOffsets: (positions) =>
      consumer.commitOffsets(positions.map((position) => ({ ...position, offset: position.offset.toString() }))),
    stop() {
      stopping = true;
      return consumer.disconnect();
    },
  };
}

interface KafkajsBatch {
  readonly topic: string;
  readonly partition: number;
  readonly fetchedOffset: string;
  readonly highWatermark: string;
  readonly rawMessages: readonly object[];
  readonly messages: readonly object[];
}

function readBatch(batch: KafkajsBatch): FetchedBatch {
  const fetchedOffset = BigInt(batch.fetchedOffset);
  const recordBatches = batch.rawMessages.map(asRecordBatch);
  const kept = new Set(batch.messages);
  const aborted = recordBatches.filter(
    (candidate) => !candidate.isControl && candidate.lastOffset >= fetchedOffset && !kept.has(candidate),
  );
  return {
    topic: batch.topic,
    partition: batch.partition,
    fetchedOffset,
    recordBatches,
    endOffset: BigInt(batch.highWatermark),
    aborted: new Set(aborted),
  };
}

/** Whether a failed offset commit only met a rebalance, which the next join settles. */
export const isRebalance = (error: unknown): boolean => {
  const cause = (error as { cause?: unknown } | null)?.cause ?? error;
  const type = (cause as { type?: unknown } | null)?.type;
  return type === 'REBALANCE_IN_PROGRESS' || type === 'ILLEGAL_GENERATION' || type === 'UNKNOWN_MEMBER_ID';
};
