import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Admin, Consumer, EachBatchPayload } from 'kafkajs';
import { internalGroupPrefix } from '../contracts/topics';
import type { Log } from '../runtime/log';
import type { Part } from '../runtime/part';
import { createKafka, endlessRetry } from './client';
import { deleteEmptyGatewayGroups } from './gateway-groups';
import { asRecordBatch } from './record-batch';
import { recordsOf } from './records-of';
import { TailPosition } from './tail-position';

/** One record of the tailed topic; `value` is a view of the fetch response: read it before returning. */
export interface TailRecord {
  readonly partition: number;
  readonly offset: bigint;
  /** Broker's append time (LogAppendTime), Unix ms. */
  readonly appendedAtMs: number;
  readonly value: Buffer | null;
}

export interface TopicTail extends Part {
  /** Group of this reader, random per process start. */
  readonly groupId: string;
  /** 0..1: how much of what lay in the topic at the start has been read; 0 before the start. */
  readonly progress: number;
  /** Unix ms of the newest answer of a broker to a fetch, 0 before the first. */
  readonly lastFetchAtMs: number;
  /** Record batches that could not be read; they are skipped. */
  readonly unreadable: number;
}

const recordsPerTurn = 250;
const cleanUpMs = 60_000;

/**
 * Reads all of one topic from a time on, through a group of its own, without end: broker outages are ridden out, and
 * nothing is ever committed. The group is deleted at stop, empty ones of its kind at start and each minute.
 */
export function createTopicTail(options: {
  brokers: readonly string[];
  clientId: string;
  topic: string;
  /** First append time wanted, Unix ms. */
  fromMs: number;
  onRecord: (record: TailRecord) => void;
  log: Log;
}): TopicTail {
  const { topic, log } = options;
  const groupId = `${internalGroupPrefix}${randomBytes(6).toString('hex')}`;
  const consumers = createKafka({ brokers: options.brokers, clientId: options.clientId });
  const admin: Admin = createKafka({
    brokers: options.brokers,
    clientId: `${options.clientId}-admin`,
    retries: 2,
  }).admin();
  const position = new TailPosition();
  const ended = new AbortController();
  let consumer: Consumer | null = null;
  let running: Promise<void> = Promise.resolve();
  let located = false;
  let lastFetchAtMs = 0;
  let unreadable = 0;

  /** Finds the first offsets wanted; waits, saying why, until broker and topic are there. */
  const locate = async (): Promise<void> => {
    let said = '';
    while (!ended.signal.aborted) {
      try {
        await admin.connect();
        if (!(await admin.listTopics()).includes(topic)) throw new Error(`topic ${topic} does not exist yet`);
        const ends = new Map((await admin.fetchTopicOffsets(topic)).map((end) => [end.partition, BigInt(end.high)]));
        for (const { partition, offset } of await admin.fetchTopicOffsetsByTimestamp(topic, options.fromMs))
          position.open(partition, BigInt(offset), ends.get(partition) ?? BigInt(offset));
        located = true;
        return;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (reason !== said) log.warn({ topic, reason }, 'waiting for Kafka');
        said = reason;
        await sleep(500, undefined, { signal: ended.signal }).catch(() => {});
      }
    }
  };

  const onBatch = async ({ batch, resolveOffset, isStale, isRunning, heartbeat }: EachBatchPayload): Promise<void> => {
    const { partition } = batch;
    const fetched = BigInt((batch as typeof batch & { fetchedOffset: string }).fetchedOffset);
    const expected = position.nextOf(partition);
    // Below what was asked for: the topic was cut or made anew, and kafkajs went back to its beginning.
    let next = expected === null || fetched < expected ? fetched : expected;
    let left = recordsPerTurn;
    for (const message of batch.messages) {
      const recordBatch = asRecordBatch(message);
      try {
        if (recordBatch.failure !== null) throw new Error(recordBatch.failure);
        for (const { offset, timestampMs, value } of recordsOf(recordBatch)) {
          if (offset < next) continue;
          options.onRecord({ partition, offset, appendedAtMs: timestampMs, value });
          if (--left > 0) continue;
          left = recordsPerTurn;
          await nextTurn();
        }
      } catch (error) {
        unreadable += 1;
        log.error({ topic, partition, offset: message.offset, err: error }, 'skipped a record batch');
      }
      if (isStale() || !isRunning()) return;
      next = recordBatch.lastOffset + 1n;
      position.moveTo(partition, next);
      resolveOffset(message.offset);
    }
    await heartbeat();
  };

  /** One consumer's life; resolves when it has died of an error that kafkajs does not retry. */
  const consume = async (): Promise<void> => {
    const current = consumers.consumer({
      groupId,
      allowAutoTopicCreation: false,
      sessionTimeout: 10_000,
      heartbeatInterval: 1_000,
      rebalanceTimeout: 5_000,
      maxWaitTimeInMs: 500,
      metadataMaxAge: 30_000,
      retry: { ...endlessRetry, restartOnFailure: async () => true },
    });
    consumer = current;
    const died = new Promise<void>((resolve) => {
      current.on(current.events.CRASH, ({ payload }) => {
        log.warn({ topic, err: payload.error, restart: payload.restart }, 'the reader crashed');
        if (!payload.restart) resolve();
      });
      ended.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    // Synchronously in the listener: the first fetch comes after it, and nothing was ever committed.
    current.on(current.events.GROUP_JOIN, () => {
      for (const [partition, offset] of position.partitions())
        current.seek({ topic, partition, offset: offset.toString() });
    });
    current.on(current.events.FETCH, () => {
      lastFetchAtMs = Date.now();
    });
    await current.connect();
    await current.subscribe({ topics: [topic], fromBeginning: true });
    await current.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: onBatch });
    await died;
    if (!ended.signal.aborted) await current.disconnect();
  };

  const cleanUp = (): Promise<void> =>
    deleteEmptyGatewayGroups(admin, groupId).then(
      (deleted) => deleted.length > 0 && log.info({ deleted }, 'deleted the groups of dead readers'),
      (error) => log.debug({ err: error }, 'groups of dead readers could not be deleted'),
    ) as Promise<void>;

  const run = async (): Promise<void> => {
    await locate();
    void cleanUp();
    const timer = setInterval(() => void cleanUp(), cleanUpMs);
    while (!ended.signal.aborted) {
      await consume().catch((error) => log.warn({ topic, err: error }, 'the reader could not start'));
      await sleep(500, undefined, { signal: ended.signal }).catch(() => {});
    }
    clearInterval(timer);
  };

  return {
    name: `tail of ${topic}`,
    groupId,
    get progress() {
      return located ? position.progress : 0;
    },
    get lastFetchAtMs() {
      return lastFetchAtMs;
    },
    get unreadable() {
      return unreadable;
    },
    async start() {
      running = run();
    },
    async stop() {
      ended.abort();
      const leave = async (): Promise<void> => {
        await running;
        await consumer?.disconnect();
        if (located) await admin.deleteGroups([groupId]);
        await admin.disconnect();
      };
      await Promise.race([
        leave().catch((error) => log.debug({ err: error }, 'the group was not deleted')),
        sleep(3_000),
      ]);
    },
  };
}
