import { randomBytes } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import { recordHeaders } from '../contracts/record-headers';
import type { Part } from '../runtime/part';
import {
  connectEndlessly,
  createPlainProducer,
  type PartitionedMessage,
  resendDelayMs,
  sendAcknowledged,
  waitMs,
} from './acknowledged-send';
import { createKeyPartitioner, fetchPartitionCount } from './key-partitioner';

export interface OutgoingRecord {
  readonly key: string;
  readonly value: string;
  /** Unix ms at which the record was made. */
  readonly producedAtMs: number;
}

export interface RecordSink extends Part {
  /** Random per sink; written into every record's header. */
  readonly producerId: string;
  /** Takes the record, or returns false when the bound is reached: wait for `whenRoom` and offer it again. */
  offer(record: OutgoingRecord): boolean;
  /** Resolves when at least half of the bound is free, or the sink is stopping. */
  whenRoom(): Promise<void>;
  /** Waits until everything taken is acknowledged; false when the deadline came first. */
  flush(deadlineMs: number): Promise<boolean>;
  /** Records acknowledged by all in-sync replicas. */
  readonly sentOk: number;
  /** Records taken and not acknowledged when the sink was stopped; 0 before. */
  readonly sentError: number;
  /** Sends that were rejected and repeated. */
  readonly rejectedSends: number;
  readonly pending: number;
  /** Why the newest send was rejected; null while the broker takes records. */
  readonly problem: string | null;
}

interface PendingRecord {
  readonly message: PartitionedMessage;
  readonly bytes: number;
  readonly takenAtMs: number;
}

const recordsPerSend = 1_000;
const bytesPerSend = 1_048_576;
/** Largest record that is sent alone; the broker's bound on a batch is 4 MiB. */
const maxRecordBytes = 4_100_000;

/**
 * Numbered sending (ARCHITECTURE 4.7). A record's partition is chosen and its number given when it is taken; numbers
 * count from 1 per partition without holes. One send is in flight; after any rejection the same records are sent again
 * in the same order, without end. So a reader that drops numbers it has seen gets every record exactly once.
 */
export function createRecordSink(options: {
  kafka: Kafka;
  topic: string;
  /** Bound on records held in memory; default 10,000. */
  maxPendingRecords?: number;
  /** Bound on bytes held in memory; default 16 MiB. */
  maxPendingBytes?: number;
  /** How long `stop` waits for acknowledgements; default 5 s. */
  flushMs?: number;
  /** Called once per acknowledged record: milliseconds from taken to acknowledged. */
  onAcknowledged?: (ackMs: number) => void;
  /** Called per rejected send with the number of attempts so far and the records in it. */
  onRejected?: (error: unknown, attempt: number, records: number) => void;
  /** Called when start has to wait. */
  onWaiting?: (reason: string) => void;
}): RecordSink {
  const { topic, maxPendingRecords = 10_000, maxPendingBytes = 16_777_216, flushMs = 5_000 } = options;
  const producerId = randomBytes(9).toString('base64url');
  const producer = createPlainProducer(options.kafka);
  const ended = new AbortController();
  const pending: PendingRecord[] = [];
  const lastSequence = new Map<number, number>();
  let partitionOf: ((key: string) => number) | null = null;
  let pendingBytes = 0;
  let sentOk = 0;
  let sentError = 0;
  let rejectedSends = 0;
  let problem: string | null = null;
  let wake: () => void = () => {};
  const roomWaiters: (() => void)[] = [];
  const emptyWaiters: (() => void)[] = [];
  let running: Promise<void> | null = null;

  const release = (waiters: (() => void)[]): void => {
    for (const resolve of waiters) resolve();
  };

  const notePending = (): void => {
    if (ended.signal.aborted || (pending.length * 2 <= maxPendingRecords && pendingBytes * 2 <= maxPendingBytes))
      release(roomWaiters.splice(0));
    if (ended.signal.aborted || pending.length === 0) release(emptyWaiters.splice(0));
  };

  const takeBatch = (): readonly PendingRecord[] => {
    let count = 0;
    let bytes = 0;
    while (count < pending.length && count < recordsPerSend) {
      bytes += pending[count]!.bytes;
      if (count > 0 && bytes > bytesPerSend) break;
      count++;
    }
    return pending.slice(0, count);
  };

  const acknowledge = (batch: readonly PendingRecord[]): void => {
    const nowMs = performance.now();
    pending.splice(0, batch.length);
    for (const record of batch) {
      pendingBytes -= record.bytes;
      options.onAcknowledged?.(nowMs - record.takenAtMs);
    }
    sentOk += batch.length;
    problem = null;
    notePending();
  };

  const sendBatch = async (batch: readonly PendingRecord[]): Promise<void> => {
    const messages = batch.map((record) => record.message);
    for (let attempt = 1; !ended.signal.aborted; attempt++) {
      try {
        await sendAcknowledged(producer, topic, messages);
        if (!ended.signal.aborted) acknowledge(batch);
        return;
      } catch (error) {
        rejectedSends++;
        problem = error instanceof Error ? error.message : String(error);
        options.onRejected?.(error, attempt, batch.length);
        await waitMs(resendDelayMs(attempt), ended.signal);
      }
    }
  };

  const run = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      if (pending.length > 0) await sendBatch(takeBatch());
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  };

  const flush = async (deadlineMs: number): Promise<boolean> => {
    if (pending.length > 0) {
      const deadline = AbortSignal.timeout(deadlineMs);
      const empty = new Promise<void>((resolve) => emptyWaiters.push(resolve));
      await Promise.race([empty, waitMs(deadlineMs, deadline)]);
    }
    return pending.length === 0;
  };

  return {
    name: `records to ${topic}`,
    producerId,
    get sentOk() {
      return sentOk;
    },
    get sentError() {
      return sentError;
    },
    get rejectedSends() {
      return rejectedSends;
    },
    get pending() {
      return pending.length;
    },
    get problem() {
      return problem;
    },
    flush,
    async start(signal) {
      const partitions = await fetchPartitionCount(options.kafka, topic, signal, options.onWaiting);
      if (partitions === null) return;
      partitionOf = createKeyPartitioner(topic, partitions);
      await connectEndlessly(producer, signal, (reason) => options.onWaiting?.(reason));
      running = run();
    },
    offer(record) {
      if (partitionOf === null || ended.signal.aborted) throw new Error(`the sink for ${topic} is not running`);
      const bytes = Buffer.byteLength(record.value) + Buffer.byteLength(record.key) + 120;
      if (bytes > maxRecordBytes) throw new RangeError(`a record of ${bytes} bytes does not fit into ${topic}`);
      if (pending.length > 0 && (pending.length >= maxPendingRecords || pendingBytes + bytes > maxPendingBytes))
        return false;
      const partition = partitionOf(record.key);
      const sequence = (lastSequence.get(partition) ?? 0) + 1;
      lastSequence.set(partition, sequence);
      const headers = {
        [recordHeaders.producerId]: producerId,
        [recordHeaders.producerSeq]: String(sequence),
        [recordHeaders.producedAtMs]: String(record.producedAtMs),
      };
      pending.push({
        message: { key: record.key, value: record.value, partition, headers },
        bytes,
        takenAtMs: performance.now(),
      });
      pendingBytes += bytes;
      wake();
      return true;
    },
    whenRoom: () =>
      new Promise((resolve) => {
        roomWaiters.push(resolve);
        notePending();
      }),
    async stop() {
      if (running !== null) await flush(flushMs);
      ended.abort();
      sentError = pending.length;
      wake();
      notePending();
      const disconnected = Promise.resolve(running).then(() => producer.disconnect());
      await Promise.race([disconnected.catch(() => {}), waitMs(1_000, AbortSignal.timeout(1_000))]);
    },
  };
}
