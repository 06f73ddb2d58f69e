import { randomBytes } from 'node:crypto';
import type { Admin } from 'kafkajs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createKafka } from './client';
import { type ClusterProbe, createClusterProbe } from './cluster-probe';

const brokers = (process.env.TEST_KAFKA_BROKERS ?? '').split(',');
const topic = `probe-${randomBytes(4).toString('hex')}`;
let admin: Admin;
let probe: ClusterProbe;

const create = () => admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 2 }] });
const incarnation = async () => (await probe.incarnations([topic])).get(topic);

beforeAll(async () => {
  admin = createKafka({ brokers, clientId: 'probe-test-admin' }).admin();
  await admin.connect();
  probe = createClusterProbe({ brokers, clientId: 'probe-test' });
});
afterAll(async () => {
  await admin.deleteTopics({ topics: [topic] }).catch(() => {});
  await admin.disconnect();
  await probe.close();
});

it('tells a topic from one of the same name made after it, at once', async () => {
  expect(await incarnation()).toBeNull();
  await create();
  const first = await incarnation();
  expect(first).toMatch(/^[^/]+\/[0-9a-f]{32}$/);
  expect(await incarnation()).toBe(first);
  await admin.deleteTopics({ topics: [topic] });
  expect(await incarnation()).toBeNull();
  await create();
  const second = await incarnation();
  expect(second).toMatch(/^[^/]+\/[0-9a-f]{32}$/);
  expect(second).not.toBe(first);
  expect(second?.split('/')[0]).toBe(first?.split('/')[0]);
});

it('reads where the partitions begin and end', async () => {
  const producer = createKafka({ brokers, clientId: 'probe-test-producer' }).producer();
  await producer.connect();
  await producer.send({ topic, messages: [1, 2, 3].map((n) => ({ value: `${n}`, partition: 1 })) });
  await producer.disconnect();
  expect([...(await probe.bounds(topic))].sort()).toEqual([
    [0, { low: 0n, high: 0n }],
    [1, { low: 0n, high: 3n }],
  ]);
  await admin.fetchTopicOffsets(topic);
  await admin.deleteTopicRecords({ topic, partitions: [{ partition: 1, offset: '2' }] });
  expect((await probe.bounds(topic)).get(1)).toEqual({ low: 2n, high: 3n });
});

it('knows partitions that were added after its first answer', async () => {
  expect((await probe.bounds(topic)).size).toBe(2);
  await admin.createPartitions({ topicPartitions: [{ topic, count: 5 }] });
  await vi.waitFor(async () => expect([...(await probe.bounds(topic)).keys()].sort()).toEqual([0, 1, 2, 3, 4]), 5_000);
});

it('fails within seconds when no broker answers, instead of waiting', { timeout: 30_000 }, async () => {
  const nobody = createClusterProbe({ brokers: ['127.0.0.1:1'], clientId: 'probe-test-nobody' });
  await expect(nobody.incarnations([topic])).rejects.toThrow();
  await nobody.close();
});
