import { randomBytes } from 'node:crypto';
import type { Admin, Kafka } from 'kafkajs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createKafka } from './client';
import { asRecordBatch, type RecordBatchMessage } from './record-batch';
import { recordsOf } from './records-of';

let kafka: Kafka;
let admin: Admin;
const run = randomBytes(4).toString('hex');
const topics: string[] = [];

beforeAll(async () => {
  kafka = createKafka({ brokers: (process.env.TEST_KAFKA_BROKERS ?? '').split(','), clientId: `batches-${run}` });
  admin = kafka.admin();
  await admin.connect();
});
afterAll(async () => {
  await admin.deleteTopics({ topics });
  await admin.disconnect();
});

const createTopic = async (name: string, settings: Record<string, string>): Promise<string> => {
  const topic = `batches.${name}.${run}`;
  topics.push(topic);
  const configEntries = Object.entries(settings).map(([key, value]) => ({ name: key, value }));
  await admin.createTopics({ topics: [{ topic, numPartitions: 1, configEntries }], waitForLeaders: true });
  return topic;
};

/** Reads record batches, as a consumer sees them, up to the topic's end. */
const readBatches = async (topic: string): Promise<RecordBatchMessage[]> => {
  const consumer = kafka.consumer({ groupId: `${topic}.reader`, maxWaitTimeInMs: 50 });
  const batches: RecordBatchMessage[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const end = BigInt((await admin.fetchTopicOffsets(topic))[0]!.high);
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      if (BigInt(payload.lastOffset) + 1n >= end) resolve();
    });
    consumer
      .run({
        autoCommit: false,
        eachBatch: async ({ batch }) => void batches.push(...batch.messages.map(asRecordBatch)),
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return batches;
};

const sent = Array.from({ length: 300 }, (_, n) => ({
  key: n % 7 === 0 ? null : `key ${n}`,
  value: n % 11 === 0 ? null : `order ${n} `.repeat(1 + ((n * 37) % 200)),
  headers: { 'producer-seq': String(n + 1) },
}));

for (const compression of ['uncompressed', 'gzip', 'snappy', 'lz4', 'zstd'])
  it(`a topic that the broker itself keeps as ${compression} is read record for record`, async () => {
    const topic = await createTopic(compression, {
      'compression.type': compression,
      'message.timestamp.type': 'LogAppendTime',
    });
    const producer = kafka.producer();
    await producer.connect();
    const beforeMs = Date.now();
    for (let from = 0; from < sent.length; from += 100)
      await producer.send({ topic, messages: sent.slice(from, from + 100).map((one) => ({ ...one, timestamp: '1' })) });
    await producer.disconnect();
    const batches = await readBatches(topic);
    expect(batches.every((batch) => batch.timestampType === 'append' && batch.failure === null)).toBe(true);
    const records = batches.flatMap((batch) => [...recordsOf(batch)]);
    expect(
      records.map(({ key, value, headers }) => ({
        key: key?.toString() ?? null,
        value: value?.toString() ?? null,
        headers: Object.fromEntries(headers.map(([name, content]) => [name, String(content)])),
      })),
    ).toEqual(sent);
    expect(records.map((record) => record.offset)).toEqual(sent.map((_, n) => BigInt(n)));
    for (const { timestampMs } of records) expect(Math.abs(timestampMs - beforeMs)).toBeLessThan(60_000);
  });

it('an aborted transaction is not seen, a committed one is, and the position passes both markers', async () => {
  const topic = await createTopic('transactions', {});
  const producer = kafka.producer({ transactionalId: topic, idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  for (const [value, end] of [
    ['first', 'commit'],
    ['dropped', 'abort'],
    ['last', 'commit'],
  ] as const) {
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: [{ value }, { key: Buffer.alloc(4), value }] });
    await transaction[end]();
  }
  await producer.disconnect();
  const records = (await readBatches(topic)).flatMap((batch) => [...recordsOf(batch)]);
  expect(records.map(({ offset, value }) => `${offset} ${value}`)).toEqual(['0 first', '1 first', '6 last', '7 last']);
});

const once = () => {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};

it('a partition that is resumed is fetched at once, not after the longest wait', async () => {
  const topic = await createTopic('resumed', {});
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic, messages: [{ value: 'first' }] });
  await producer.disconnect();
  const consumer = kafka.consumer({ groupId: `${topic}.reader`, maxWaitTimeInMs: 8_000 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const [joined, fetched] = [once(), once()];
  consumer.on(consumer.events.GROUP_JOIN, () => {
    consumer.pause([{ topic }]);
    joined.resolve();
  });
  await consumer.run({ autoCommit: false, eachBatch: async () => fetched.resolve() });
  await joined.promise;
  await new Promise((resolve) => setTimeout(resolve, 300));
  const resumedMs = performance.now();
  consumer.resume([{ topic }]);
  await fetched.promise;
  expect(performance.now() - resumedMs).toBeLessThan(4_000);
  await consumer.disconnect();
});
