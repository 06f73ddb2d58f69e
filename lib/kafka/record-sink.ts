import type { Kafka } from 'kafkajs';
import { recordHeaders } from '../contracts/record-headers';
import { createMemoryQueue } from '../outbox/memory-queue';
import { type NumberedRecord, type RecordQueue, sizeOf, steadyNowMs } from '../outbox/record-queue';
import type { Part } from '../runtime/part';
import { connectEndlessly, createPlainProducer, resendDelayMs, sendAllAcknowledged, waitMs } from './acknowledged-send';
import { createKeyPartitioner, fetchPartitionCount } from './key-partitioner';
import { messagesByTopic, type OutgoingRecord } from './outgoing-record';
import { createWaiters } from './waiters';

export interface RecordSink extends Part {
  /** Of the queue; written into every record's header. Known after the start. */
  readonly producerId: string;
  /** Takes the record, or returns false when the bound is reached: wait for `whenRoom` and offer it again. */
  offer(record: OutgoingRecord): boolean;
  /** Resolves when at least half of the bound is free, or the sink is stopping. */
  whenRoom(): Promise<void>;
  /** Waits until everything taken is acknowledged; false when the deadline came first. */
  flush(deadlineMs: number): Promise<boolean>;
  /** Records of this process acknowledged by all in-sync replicas. */
  readonly sentOk: number;
  /** Records taken and not acknowledged when the sink was stopped; 0 before. An outbox keeps them. */
  readonly sentError: number;
  /** Records of an earlier process that were acknowledged in this one. */
  readonly leftoversSent: number;
  /** Sends that were rejected and repeated. */
  readonly rejectedSends: number;
  readonly pending: number;
  /** Why the newest send was rejected or nothing more is accepted; null while records are taken. */
  readonly problem: string | null;
  /** Records ever accepted for a topic under this producer id. */
  accepted(topic: string): number;
}

const sendLimit = { records: 4_000, bytes: 1_048_576 };
/** Largest record that is sent alone; the broker's bound on a batch is 4 MiB. */
const maxRecordBytes = 4_100_000;

/**
 * Numbered sending (ARCHITECTURE 4.7). A record's partition is chosen and its number given when it is taken; numbers
 * count from 1 per topic and partition without holes. One send is in flight; after any rejection the same records are
 * sent again in the same order, without end. So a reader that drops numbers it has seen gets every record exactly once.
 */
export function createRecordSink(options: {
  kafka: Kafka;
  topics: readonly string[];
  /** Opened at the start, once Kafka and the topics are there; default: in memory. Closed at the stop. */
  openQueue?: (signal: AbortSignal) => Promise<RecordQueue>;
  /** Whether to go on taking records while sends are rejected: the queue keeps them elsewhere than in memory. */
  takesDuringOutage?: () => boolean;
  /** Bound on records waiting; default 10,000. */
  maxPendingRecords?: number;
  /** Bound on bytes waiting; default 16 MiB. */
  maxPendingBytes?: number;
  /** How long `stop` waits for acknowledgements; default 5 s. */
  flushMs?: number;
  /** Called once per acknowledged record of this process: milliseconds from taken to acknowledged. */
  onAcknowledged?: (ackMs: number) => void;
  /** Called per rejected send with the number of attempts so far and the records in it. */
  onRejected?: (error: unknown, attempt: number, records: number) => void;
  /** Called when start has to wait. */
  onWaiting?: (reason: string) => void;
  /** The queue is broken: nothing is taken or sent any more. Without it `offer` throws the error. */
  onFailed?: (error: unknown) => void;
}): RecordSink {
  const { maxPendingRecords = 10_000, maxPendingBytes = 16_777_216, flushMs = 5_000 } = options;
  const producer = createPlainProducer(options.kafka);
  const ended = new AbortController();
  const partitionOf = new Map<string, (key: string | Buffer | null) => number>();
  let queue: RecordQueue | null = null;
  let pendingBytes = 0;
  let sentOk = 0;
  let sentError = 0;
  let leftoversSent = 0;
  let rejectedSends = 0;
  let rejection: string | null = null;
  let failure: unknown = null;
  let running: Promise<void> | null = null;
  let starting: AbortSignal = ended.signal;

  const pending = (): number => queue?.records ?? 0;
  const outage = (): boolean => rejection !== null && options.takesDuringOutage?.() === true;
  const hasRoom = (): boolean =>
    queue?.refusal === null &&
    (outage() || (pending() * 2 <= maxPendingRecords && pendingBytes * 2 <= maxPendingBytes));
  const roomWaiters = createWaiters(() => ended.signal.aborted || failure !== null || hasRoom());
  const emptyWaiters = createWaiters(() => ended.signal.aborted || failure !== null || pending() === 0);
  const leftoverWaiters = createWaiters(
    () => ended.signal.aborted || starting.aborted || failure !== null || queue === null || queue.leftovers === 0,
  );
  const notePending = (): void => {
    for (const waiters of [roomWaiters, emptyWaiters, leftoverWaiters]) waiters.check();
  };

  const acknowledge = (open: RecordQueue, batch: readonly NumberedRecord[]): void => {
    const nowMs = steadyNowMs();
    open.acknowledge(batch.length);
    for (const record of batch) {
      if (record.isLeftover) {
        leftoversSent++;
        continue;
      }
      sentOk++;
      pendingBytes -= record.bytes;
      options.onAcknowledged?.(Math.max(0, nowMs - record.acceptedAtMs));
    }
    rejection = null;
    notePending();
  };

  const sendBatch = async (open: RecordQueue, batch: readonly NumberedRecord[]): Promise<void> => {
    const messages = messagesByTopic(batch);
    for (let attempt = 1; !ended.signal.aborted; attempt++) {
      try {
        await sendAllAcknowledged(producer, messages);
        if (!ended.signal.aborted) acknowledge(open, batch);
        return;
      } catch (error) {
        rejectedSends++;
        rejection = error instanceof Error ? error.message : String(error);
        notePending();
        options.onRejected?.(error, attempt, batch.length);
        await waitMs(resendDelayMs(attempt), ended.signal);
      }
    }
  };

  const run = async (open: RecordQueue): Promise<void> => {
    try {
      while (!ended.signal.aborted) {
        const batch = await open.oldest(sendLimit);
        if (batch.length > 0) await sendBatch(open, batch);
      }
    } catch (error) {
      failure = error;
      notePending();
      options.onFailed?.(error);
    }
  };

  const flush = async (deadlineMs: number): Promise<boolean> => {
    if (pending() > 0) await Promise.race([emptyWaiters.wait(), waitMs(deadlineMs, AbortSignal.timeout(deadlineMs))]);
    return pending() === 0;
  };

  const choosePartition = (record: OutgoingRecord): number => {
    const choose = partitionOf.get(record.topic);
    if (choose === undefined)
      throw new Error(`the sink for ${options.topics.join(', ')} takes nothing for ${record.topic}`);
    return choose(record.key);
  };

  return {
    name: `records to ${options.topics.join(', ')}`,
    get producerId() {
      return queue?.producerId ?? '';
    },
    get sentOk() {
      return sentOk;
    },
    get sentError() {
      return sentError;
    },
    get leftoversSent() {
      return leftoversSent;
    },
    get rejectedSends() {
      return rejectedSends;
    },
    get pending() {
      return pending();
    },
    get problem() {
      return queue?.refusal ?? rejection;
    },
    accepted: (topic) => queue?.accepted(topic) ?? 0,
    flush,
    async start(signal) {
      for (const topic of options.topics) {
        const partitions = await fetchPartitionCount(options.kafka, topic, signal, options.onWaiting);
        if (partitions === null) return;
        partitionOf.set(topic, createKeyPartitioner(topic, partitions));
      }
      const open = (await options.openQueue?.(signal)) ?? createMemoryQueue();
      queue = open;
      await connectEndlessly(producer, signal, (reason) => options.onWaiting?.(reason));
      running = run(open);
      if (open.leftovers > 0) options.onWaiting?.(`an earlier run left ${open.leftovers} records: they are sent first`);
      starting = signal;
      signal.addEventListener('abort', leftoverWaiters.check, { once: true });
      await leftoverWaiters.wait();
    },
    offer(record) {
      if (failure !== null) throw failure;
      if (queue === null || ended.signal.aborted)
        throw new Error(`the sink for ${options.topics.join(', ')} is not running`);
      const { topic, key, value, producedAtMs, timestampMs = null } = record;
      const headers = { ...record.headers, [recordHeaders.producedAtMs]: String(producedAtMs) };
      const bytes = sizeOf({ key, value, headers });
      if (bytes > maxRecordBytes) throw new RangeError(`a record of ${bytes} bytes does not fit into ${topic}`);
      const isOver = pending() >= maxPendingRecords || pendingBytes + bytes > maxPendingBytes;
      if (pending() > 0 && isOver && !outage()) return false;
      const partition = choosePartition(record);
      if (!queue.add({ topic, partition, key, value, headers, timestampMs, bytes })) return false;
      pendingBytes += bytes;
      return true;
    },
    whenRoom: roomWaiters.wait,
    async stop() {
      if (running !== null && failure === null) await flush(flushMs);
      ended.abort();
      sentError = pending();
      const closed = queue?.close();
      notePending();
      const disconnected = Promise.resolve(running).then(() => producer.disconnect());
      await Promise.race([disconnected.catch(() => {}), waitMs(1_000, AbortSignal.timeout(1_000))]);
      await closed;
    },
  };
}
