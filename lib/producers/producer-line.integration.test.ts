import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '@/e2e/support/eventually';
import { type KafkaProxy, startKafkaProxy } from '@/e2e/support/kafka-proxy';
import { topics } from '../contracts/topics';
import { createKafka, withAdmin } from '../kafka/client';
import { kafkajs } from '../kafka/load-kafkajs';
import { readWholeTopic } from '../kafka/read-whole-topic';
import { createTopics } from '../kafka/topics-admin';
import type { EventGenerator } from '../streams/event-generator';
import { createProducerLine, type ProducerLine } from './producer-line';

const brokers = (process.env.TEST_KAFKA_BROKERS ?? '').split(',');
const kafka = createKafka({ brokers, clientId: 'producer-line-test', retries: 10 });
const signal = new AbortController().signal;

/** Numbers its events from 1; about 600 bytes each. */
function numbered(): EventGenerator {
  let made = 0;
  return { next: () => ({ topic: 'orders', key: `k${++made % 50}`, value: `${made} `.padEnd(600, 'x') }) };
}

describe('a producer with its outbox', () => {
  const directory = mkdtempSync(join(tmpdir(), 'streamscope-line-'));
  let topic = '';
  let line: ProducerLine | null = null;
  let proxy: KafkaProxy | null = null;
  afterEach(async () => {
    await line?.stop();
    await proxy?.close();
    proxy = null;
    rmSync(directory, { recursive: true, force: true });
    await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [topic] }));
  });

  const newLine = async (more: Partial<Parameters<typeof createProducerLine>[0]> = {}): Promise<ProducerLine> => {
    topic = `line-${randomBytes(4).toString('hex')}`;
    await withAdmin(kafka, (admin) => createTopics(admin, [{ ...topics.orders, name: topic, partitions: 3 }]));
    line = createProducerLine({
      ...{ producer: 'orders', kafka, brokers, clientId: 'line-test', topics: ['orders'], topic },
      outbox: { directory, maxBytes: 268_435_456 },
      ...more,
    });
    await line.start(signal);
    return line;
  };
  /** Numbers of the events in the topic, each once. */
  const sentNumbers = async (): Promise<number[]> => {
    const records = await readWholeTopic(kafka, topic);
    return [...new Set(records.map(({ value }) => Number.parseInt(value, 10)))].sort((a, b) => a - b);
  };
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

  it('changes its rate and stops without leaving out an event', async () => {
    const running = await newLine();
    expect(running.setRate(10)).toBe(false);
    const run = running.run({ generator: numbered(), eventsPerSecond: 20 });
    await eventually('events flow', () => running.sink.sentOk > 5);
    expect(running.setRate(2_000)).toBe(true);
    await eventually('events flow faster', () => running.sink.sentOk > 1_000);
    running.setRate(50);
    await running.halt();
    const { made } = await run;
    expect(await running.sink.flush(20_000)).toBe(true);
    expect([running.isRunning, running.sink.sentOk]).toEqual([false, made]);
    expect(await sentNumbers()).toEqual(upTo(made));
  });

  it('goes on during an outage until its outbox is full, says so, and goes on by itself when Kafka is back', async () => {
    let cutting = false;
    proxy = await startKafkaProxy({ targetPort: Number(brokers[0]!.split(':')[1]), isCut: () => cutting });
    const { port } = proxy;
    const through = new kafkajs.Kafka({
      ...{ brokers, clientId: 'line-cut', logLevel: kafkajs.logLevel.NOTHING, requestTimeout: 3_000 },
      retry: { retries: 2, initialRetryTime: 50, maxRetryTime: 200 },
      socketFactory: ({ onConnect }) => createConnection({ host: '127.0.0.1', port }, onConnect),
    });
    const said: string[] = [];
    const maxBytes = 8_388_608;
    const running = await newLine({
      kafka: through,
      outbox: { directory, maxBytes },
      onSlow: (slow) => said.push(slow ? (running.sink.problem ?? 'slow') : 'keeps up'),
    });
    cutting = true;
    const run = running.run({ generator: numbered(), eventsPerSecond: 4_000 });
    await eventually('the outbox is full', () => /the outbox in .* is full/.test(said[0] ?? ''), { withinMs: 60_000 });
    const accepted = running.sink.accepted(topic);
    expect(accepted).toBeGreaterThan(10_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(running.sink.accepted(topic)).toBe(accepted);
    cutting = false;
    await eventually('it goes on', () => running.sink.accepted(topic) > accepted + 1_000, { withinMs: 60_000 });
    await running.halt();
    const { made } = await run;
    expect(await running.sink.flush(60_000)).toBe(true);
    expect(await sentNumbers()).toEqual(upTo(made));
  }, 150_000);
});
