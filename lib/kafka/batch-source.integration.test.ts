import { randomBytes } from 'node:crypto';
import type { Admin, Producer } from 'kafkajs';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type BatchSource, createBatchSource, type FetchedBatch, type TopicPartition } from './batch-source';
import { createKafka } from './client';
import { leaveGroupOf } from './leave-group';

const brokers = (process.env.TEST_KAFKA_BROKERS ?? '').split(',');
const name = randomBytes(4).toString('hex');
const topic = `batch-source-${name}`;
let admin: Admin;
let producer: Producer;
let group = 0;
const running: BatchSource[] = [];

beforeAll(async () => {
  const kafka = createKafka({ brokers, clientId: `batch-source-test-${name}` });
  admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 2 }] });
  producer = kafka.producer({ idempotent: true, transactionalId: `t-${name}`, maxInFlightRequests: 1 });
  await producer.connect();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((source) => source.stop()));
});
afterAll(async () => {
  await producer.disconnect();
  await admin.deleteTopics({ topics: [topic] });
  await admin.disconnect();
});

/** A member that notes what it is told; every assigned partition starts at offset 0. */
async function member(
  groupId: string,
  clientId: string,
  onBatch: (batch: FetchedBatch) => boolean = () => true,
  heartbeatIntervalMs = 100,
) {
  const source = createBatchSource({
    brokers,
    clientId,
    groupId,
    topics: [topic],
    sessionTimeoutMs: 30_000,
    heartbeatIntervalMs,
    maxBytesPerPartition: 1_048_576,
    maxBytes: 2_097_152,
  });
  running.push(source);
  const joins: (readonly TopicPartition[])[] = [];
  const batches: FetchedBatch[] = [];
  let heartbeats = 0;
  const waiters = new Set<() => void>();
  const changed = () => {
    for (const waiter of waiters) waiter();
  };
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!condition()) return;
        waiters.delete(check);
        resolve();
      };
      waiters.add(check);
      check();
    });
  await source.start({
    onJoin(assigned) {
      joins.push(assigned);
      for (const partition of assigned) source.seek(partition, 0n);
      changed();
    },
    onBatch(batch, resolve) {
      batches.push(batch);
      const last = batch.recordBatches.at(-1);
      if (onBatch(batch) && last !== undefined) resolve(last.lastOffset);
      changed();
    },
    onHeartbeat() {
      heartbeats++;
      changed();
    },
    onCrash() {},
  });
  return { source, joins, batches, until, heartbeats: () => heartbeats };
}

const offsetsOf = (batches: readonly FetchedBatch[], partition: number) =>
  batches
    .filter((batch) => batch.partition === partition)
    .flatMap(({ recordBatches }) => recordBatches.map(({ firstOffset, lastOffset }) => `${firstOffset}-${lastOffset}`));
const groupId = () => `batch-source-${name}-${++group}`;

it('hands over record batches whole, tells control and aborted ones, and never skips what holds nothing else', async () => {
  const send = async (values: readonly string[], end: 'commit' | 'abort') => {
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: values.map((value) => ({ value, partition: 0 })) });
    await transaction[end]();
  };
  await send(['a', 'b'], 'commit');
  await send(['x', 'y', 'z'], 'abort');
  const worker = await member(groupId(), `one-${name}`);
  await worker.until(() => offsetsOf(worker.batches, 0).length >= 4);
  const all = worker.batches.flatMap((batch) =>
    batch.recordBatches.map((each) => [
      `${each.firstOffset}-${each.lastOffset}`,
      each.isControl ? 'control' : batch.aborted.has(each) ? 'aborted' : 'records',
    ]),
  );
  expect(all).toEqual([
    ['0-1', 'records'],
    ['2-2', 'control'],
    ['3-5', 'aborted'],
    ['6-6', 'control'],
  ]);
  await send(['gone'], 'abort');
  await worker.until(() => offsetsOf(worker.batches, 0).includes('8-8'));
  expect(worker.batches.at(-1)?.fetchedOffset).toBe(7n);
});

it('brings a batch again that was not resolved, and nothing while the partition is paused', async () => {
  let resolved = 0;
  const worker = await member(groupId(), `two-${name}`, () => ++resolved > 3);
  await worker.until(() => resolved >= 4);
  expect(worker.batches.slice(0, 4).map((batch) => batch.fetchedOffset)).toEqual([0n, 0n, 0n, 0n]);
  worker.source.setFlowing({ topic, partition: 0 }, false);
  worker.source.seek({ topic, partition: 0 }, 1n);
  const before = worker.batches.length;
  const beats = worker.heartbeats();
  await worker.until(() => worker.heartbeats() >= beats + 5);
  expect(worker.batches.length).toBe(before);
  worker.source.setFlowing({ topic, partition: 0 }, true);
  await worker.until(() => worker.batches.length > before);
  expect(worker.batches[before]?.fetchedOffset).toBe(1n);
  expect(worker.batches[before]?.recordBatches[0]?.firstOffset).toBe(0n);
});

it('lets others have the partitions of a dead member as soon as it is taken out of the group', async () => {
  const id = groupId();
  const silent = await member(id, `dead-${name}`, () => true, 25_000);
  await silent.until(() => silent.joins.length === 1);
  expect(await leaveGroupOf({ brokers, groupId: id, clientId: `nobody-${name}` })).toBe(0);
  const joining = member(id, `other-${name}`);
  expect(await leaveGroupOf({ brokers, groupId: id, clientId: `dead-${name}` })).toBe(1);
  const removedAtMs = performance.now();
  const other = await joining;
  await other.until(() => other.joins.some((assigned) => assigned.length === 2));
  expect(performance.now() - removedAtMs).toBeLessThan(3_000);
});

it('tells Kafka where it stands only when asked to', async () => {
  const id = groupId();
  const worker = await member(id, `four-${name}`);
  await worker.until(() => worker.batches.length > 0);
  await worker.source.commitOffsets([{ topic, partition: 0, offset: 2n }]);
  const [committed] = await admin.fetchOffsets({ groupId: id, topics: [topic] });
  const offsets = Object.fromEntries(committed?.partitions.map((entry) => [entry.partition, entry.offset]) ?? []);
  expect(offsets).toEqual({ 0: '2', 1: '-1' });
});
