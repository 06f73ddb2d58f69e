import { randomBytes } from 'node:crypto';
import { createConnection } from 'node:net';
import type { Kafka } from 'kafkajs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type KafkaProxy, startKafkaProxy } from '../../e2e/support/kafka-proxy';
import { topics } from '../contracts/topics';
import { createKafka, withAdmin } from './client';
import { kafkajs } from './load-kafkajs';
import { type LoggedRecord, readWholeTopic } from './read-whole-topic';
import { createRecordSink, type RecordSink } from './record-sink';
import { createTopics } from './topics-admin';

const brokers = (process.env.TEST_KAFKA_BROKERS ?? '').split(',');
const kafka = createKafka({ brokers, clientId: 'record-sink-test', retries: 5 });
const made: string[] = [];

async function newTopic(partitions: number): Promise<string> {
  const name = `record-sink-${randomBytes(4).toString('hex')}`;
  made.push(name);
  await withAdmin(kafka, (admin) => createTopics(admin, [{ ...topics.orders, name, partitions }]));
  return name;
}

/** First occurrences per partition, in the order of the log. */
function distinct(records: readonly LoggedRecord[]): Map<number, LoggedRecord[]> {
  const seen = new Set<string>();
  const byPartition = new Map<number, LoggedRecord[]>();
  for (const record of records) {
    const id = `${record.producerId}/${record.partition}/${record.sequence}`;
    if (seen.has(id)) continue;
    seen.add(id);
    byPartition.set(record.partition, [...(byPartition.get(record.partition) ?? []), record]);
  }
  return byPartition;
}

const offerAll = async (sink: RecordSink, topic: string, values: readonly string[]): Promise<void> => {
  for (const value of values) {
    const record = { topic, key: `key-${value.slice(0, 20)}`, value, producedAtMs: Date.now() };
    while (!sink.offer(record)) await sink.whenRoom();
  }
};

const numbers = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => String(from + i));

function through(proxy: KafkaProxy): Kafka {
  return new kafkajs.Kafka({
    brokers,
    clientId: 'record-sink-cut',
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: 1_000,
    requestTimeout: 3_000,
    retry: { retries: 2, initialRetryTime: 50, maxRetryTime: 200 },
    socketFactory: ({ onConnect }) => createConnection({ host: '127.0.0.1', port: proxy.port }, onConnect),
  });
}

describe('the record sink', () => {
  let proxy: KafkaProxy | null = null;
  afterEach(async () => {
    await proxy?.close();
    proxy = null;
  });
  afterAll(() => withAdmin(kafka, (admin) => admin.deleteTopics({ topics: made })));

  it('numbers records per partition from 1 without holes, in the order they were taken', async () => {
    const topic = await newTopic(4);
    const latencies: number[] = [];
    const sink = createRecordSink({ kafka, topics: [topic], onAcknowledged: (ms) => latencies.push(ms) });
    await sink.start(new AbortController().signal);
    await offerAll(sink, topic, numbers(0, 5_000));
    expect(await sink.flush(20_000)).toBe(true);
    await sink.stop();
    expect([sink.sentOk, sink.sentError, sink.rejectedSends, latencies.length]).toEqual([5_000, 0, 0, 5_000]);
    const records = await readWholeTopic(kafka, topic);
    expect(records).toHaveLength(5_000);
    for (const [, own] of distinct(records)) {
      expect(own.map((record) => record.sequence)).toEqual(own.map((_, index) => index + 1));
      const values = own.map((record) => Number(record.value));
      expect(values).toEqual([...values].sort((a, b) => a - b));
    }
  });

  it('chooses the partition Kafka would choose by key', async () => {
    const topic = await newTopic(7);
    const sink = createRecordSink({ kafka, topics: [topic] });
    await sink.start(new AbortController().signal);
    await offerAll(sink, topic, numbers(0, 300));
    await sink.flush(10_000);
    await sink.stop();
    const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic, messages: numbers(0, 300).map((value) => ({ key: `key-${value}`, value })) });
    await producer.disconnect();
    const partitions = new Map<string, Set<number>>();
    for (const { value, partition } of await readWholeTopic(kafka, topic))
      partitions.set(value, (partitions.get(value) ?? new Set()).add(partition));
    expect(partitions.size).toBe(300);
    expect([...partitions.values()].every((set) => set.size === 1)).toBe(true);
  });

  it('stores what it counts as sent, each number once, while 50 of its acknowledgements are cut off', async () => {
    const topic = await newTopic(3);
    proxy = await startKafkaProxy({
      targetPort: Number(brokers[0]!.split(':')[1]),
      isCut: (response) => response % 2 === 1 && proxy!.cuts < 50,
    });
    const sink = createRecordSink({ kafka: through(proxy), topics: [topic] });
    await sink.start(new AbortController().signal);
    let sent = 0;
    while (proxy.cuts < 50) {
      await offerAll(sink, topic, numbers(sent, sent + 20));
      sent += 20;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(await sink.flush(30_000)).toBe(true);
    await sink.stop();
    expect([sink.sentOk, sink.sentError]).toEqual([sent, 0]);
    expect(sink.rejectedSends).toBeGreaterThanOrEqual(50);
    const records = await readWholeTopic(kafka, topic);
    expect(records.length).toBeGreaterThan(sent);
    const first = [...distinct(records).values()];
    expect(first.reduce((total, own) => total + own.length, 0)).toBe(sink.sentOk);
    for (const own of first) expect(own.map((record) => record.sequence)).toEqual(own.map((_, index) => index + 1));
    expect(new Set(records.map((record) => record.value)).size).toBe(sent);
  }, 120_000);

  it('holds back its caller at the bound, and counts what was not acknowledged by the deadline', async () => {
    const topic = await newTopic(2);
    let cutting = false;
    proxy = await startKafkaProxy({ targetPort: Number(brokers[0]!.split(':')[1]), isCut: () => cutting });
    const sink = createRecordSink({ kafka: through(proxy), topics: [topic], maxPendingRecords: 100, flushMs: 300 });
    await sink.start(new AbortController().signal);
    await offerAll(sink, topic, numbers(0, 10));
    expect(await sink.flush(10_000)).toBe(true);
    cutting = true;
    let taken = 0;
    while (sink.offer({ topic, key: 'k', value: String(taken), producedAtMs: 0 })) taken++;
    expect(taken).toBe(100);
    const room = sink.whenRoom();
    expect(await sink.flush(200)).toBe(false);
    cutting = false;
    await room;
    expect(sink.pending).toBeLessThanOrEqual(50);
    expect(await sink.flush(10_000)).toBe(true);
    cutting = true;
    for (let i = 0; i < 30; i++) sink.offer({ topic, key: 'k', value: `late-${i}`, producedAtMs: 0 });
    await sink.stop();
    expect([sink.sentOk, sink.sentError]).toEqual([110, 30]);
    expect(sink.problem).not.toBeNull();
  });

  it('numbers each of several topics by itself, and hands on headers, nulls and bytes as they are', async () => {
    const [first, second] = [await newTopic(2), await newTopic(3)];
    const sink = createRecordSink({ kafka, topics: [first, second] });
    await sink.start(new AbortController().signal);
    for (let i = 0; i < 600; i++)
      sink.offer({ topic: i % 3 === 0 ? first : second, key: `k${i}`, value: String(i), producedAtMs: 7 });
    const odd = { topic: first, key: null, value: null, producedAtMs: 8, timestampMs: 1_000 };
    sink.offer({ ...odd, headers: { trace: 'ü', 'producer-seq': 'forged', raw: Buffer.from('bytes') } });
    expect(() => sink.offer({ topic: 'others', key: 'k', value: 'v', producedAtMs: 0 })).toThrow(/others/);
    expect(await sink.flush(20_000)).toBe(true);
    expect([sink.accepted(first), sink.accepted(second), sink.sentOk]).toEqual([201, 400, 601]);
    await sink.stop();
    for (const [topic, count] of [[first, 201] as const, [second, 400] as const]) {
      const records = await readWholeTopic(kafka, topic);
      expect(records).toHaveLength(count);
      for (const [, own] of distinct(records))
        expect(own.map((record) => record.sequence)).toEqual(own.map((_, index) => index + 1));
    }
    const [carried] = (await readWholeTopic(kafka, first)).filter((record) => record.headers.has('trace'));
    expect(Object.fromEntries(carried!.headers)).toMatchObject({ trace: 'ü', raw: 'bytes', 'produced-at-ms': '8' });
    expect([carried!.key, carried!.value, Number.isNaN(carried!.sequence)]).toEqual(['null', 'null', false]);
  });

  it('refuses a record that no broker would take, without a number', async () => {
    const topic = await newTopic(1);
    const sink = createRecordSink({ kafka, topics: [topic] });
    await sink.start(new AbortController().signal);
    expect(() => sink.offer({ topic, key: 'k', value: 'x'.repeat(4_200_000), producedAtMs: 0 })).toThrow(
      /does not fit/,
    );
    await offerAll(sink, topic, ['small', 'y'.repeat(4_000_000)]);
    expect(await sink.flush(20_000)).toBe(true);
    await sink.stop();
    expect((await readWholeTopic(kafka, topic)).map((record) => record.sequence)).toEqual([1, 2]);
  });
});
