import { randomBytes } from 'node:crypto';
import { createConnection } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type KafkaProxy, startKafkaProxy } from '../../e2e/support/kafka-proxy';
import { metricSampleSchema } from '../contracts/metric-sample';
import { topics } from '../contracts/topics';
import { createKafka, withAdmin } from './client';
import { kafkajs } from './load-kafkajs';
import { createMetricsPublisher, type UnsentSample } from './metrics-publisher';
import { readWholeTopic } from './read-whole-topic';
import { createTopics } from './topics-admin';

const brokers = (process.env.TEST_KAFKA_BROKERS ?? '').split(',');
const kafka = createKafka({ brokers, clientId: 'metrics-publisher-test', retries: 5 });
const made: string[] = [];
const gzip = 1;

async function newTopic(): Promise<string> {
  const name = `metrics-publisher-${randomBytes(4).toString('hex')}`;
  made.push(name);
  await withAdmin(kafka, (admin) => createTopics(admin, [{ ...topics.metrics, name }]));
  return name;
}

const annotation = (id: number): UnsentSample => ({
  ...{ kind: 'annotation', id: String(id), atMs: 1, untilMs: null, type: 'start' },
  ...{ text: 'started', stream: null },
});

async function readSamples(topic: string) {
  const records = await readWholeTopic(kafka, topic);
  return records.map(({ sequence: number, ...record }) => ({
    ...record,
    number,
    sample: metricSampleSchema.parse(JSON.parse(record.value)),
  }));
}

describe('the metrics publisher', () => {
  let proxy: KafkaProxy | null = null;
  afterEach(async () => {
    await proxy?.close();
    proxy = null;
  });
  afterAll(() => withAdmin(kafka, (admin) => admin.deleteTopics({ topics: made })));

  it('fills version, source, sequence and time, and publishes with gzip in order', async () => {
    const topic = await newTopic();
    const publisher = createMetricsPublisher({ kafka, source: 'worker-1', topic, now: () => 1_234 });
    await publisher.start(new AbortController().signal);
    for (let id = 1; id <= 500; id++) publisher.publish(annotation(id));
    publisher.publish({ ...annotation(501), sampledAtMs: 99 });
    await publisher.stop();
    const samples = await readSamples(topic);
    expect(samples).toHaveLength(501);
    expect(samples.every(({ key, codec }) => key === 'worker-1' && codec === gzip)).toBe(true);
    expect(samples.map(({ sample }) => sample.sequence)).toEqual(samples.map((_, index) => index + 1));
    expect(samples[0]!.sample).toMatchObject({ v: 1, source: 'worker-1', sampledAtMs: 1_234 });
    expect(samples[500]!.sample.sampledAtMs).toBe(99);
    expect(samples.map(({ number }) => number)).toEqual(samples.map((_, index) => index + 1));
    expect(new Set(samples.map(({ producerId }) => producerId)).size).toBe(1);
  });

  it('never blocks while the broker is away, drops the oldest with a count, and delivers the rest later', async () => {
    const topic = await newTopic();
    const targetPort = Number(brokers[0]!.split(':')[1]);
    let away = true;
    proxy = await startKafkaProxy({ targetPort, isCut: () => away });
    const { port } = proxy;
    const cut = new kafkajs.Kafka({
      brokers,
      clientId: 'metrics-publisher-cut',
      logLevel: kafkajs.logLevel.NOTHING,
      retry: { retries: 1, initialRetryTime: 50, maxRetryTime: 100 },
      socketFactory: ({ onConnect }) => createConnection({ host: '127.0.0.1', port }, onConnect),
    });
    const publisher = createMetricsPublisher({ kafka: cut, source: 'w', topic, maxPending: 400, flushMs: 10_000 });
    await publisher.start(new AbortController().signal);
    for (let id = 1; id <= 1_000; id++) publisher.publish(annotation(id));
    expect(publisher.dropped).toBe(600);
    await expect.poll(() => publisher.problem).not.toBeNull();
    await expect.poll(() => publisher.rejected).toBeGreaterThan(0);
    away = false;
    await publisher.stop();
    const samples = await readSamples(topic);
    const distinct = new Set(samples.map(({ sample }) => sample.sequence));
    expect([...distinct].sort((a, b) => a - b)).toEqual(Array.from({ length: 400 }, (_, index) => 601 + index));
    expect(samples.length).toBeGreaterThan(400);
    expect(samples.every(({ number, sample }) => number === sample.sequence - 600)).toBe(true);
  });

  it('gives up at its stop after the flush time when there is no broker', async () => {
    const nowhere = createKafka({ brokers: ['127.0.0.1:1'], clientId: 'nowhere', retries: 1 });
    const publisher = createMetricsPublisher({ kafka: nowhere, source: 'w', flushMs: 200 });
    await publisher.start(new AbortController().signal);
    publisher.publish(annotation(1));
    const startMs = performance.now();
    await publisher.stop();
    expect(performance.now() - startMs).toBeLessThan(3_000);
    expect(publisher.problem).toMatch(/does not answer/);
  });
});
