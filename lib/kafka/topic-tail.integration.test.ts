import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchKafkaJars } from '@/lib/embedded/fetch-kafka-jars.mjs';
import { defaultJarsDirectory, startKafka } from '@/lib/embedded/kafka';
import { eventually } from '../../e2e/support/eventually';
import { topics } from '../contracts/topics';
import { createLog } from '../runtime/log';
import { createPlainProducer, sendAcknowledged } from './acknowledged-send';
import { createKafka, withAdmin } from './client';
import { createTopicTail, type TopicTail } from './topic-tail';
import { createTopics } from './topics-admin';

const shared = (process.env.TEST_KAFKA_BROKERS ?? '').split(',');
const tails: TopicTail[] = [];

afterEach(async () => {
  for (const tail of tails.splice(0)) await tail.stop();
});

const newName = (): string => `tail-${randomBytes(4).toString('hex')}`;
const make = (brokers: readonly string[], name: string, partitions = 1) =>
  withAdmin(createKafka({ brokers, clientId: 'tail-test', retries: 5 }), (admin) =>
    createTopics(admin, [{ ...topics.metrics, name, partitions }]),
  );

async function send(brokers: readonly string[], name: string, values: readonly string[], partition = 0) {
  const producer = createPlainProducer(createKafka({ brokers, clientId: 'tail-test', retries: 5 }));
  await producer.connect();
  const messages = values.map((value) => ({ key: 'k', value, partition }));
  await eventually('the send', () => sendAcknowledged(producer, name, messages, 'gzip').then(() => true), {
    withinMs: 30_000,
  });
  await producer.disconnect();
}

async function read(brokers: readonly string[], topic: string, fromMs: number) {
  const seen: { partition: number; offset: bigint; appendedAtMs: number; text: string | undefined }[] = [];
  const tail = createTopicTail({
    brokers,
    clientId: newName(),
    topic,
    fromMs,
    onRecord: ({ value, ...place }) => seen.push({ ...place, text: value?.toString() }),
    log: createLog({ process: 'test', instance: 'tail', level: 'fatal' }),
  });
  tails.push(tail);
  await tail.start(new AbortController().signal);
  return { seen, tail, texts: () => seen.map(({ text }) => text) };
}

describe('createTopicTail', () => {
  it('reads every partition from a time on, then what comes, each record once with offset and append time', async () => {
    const name = newName();
    await make(shared, name, 2);
    await send(shared, name, ['old 0', 'old 1']);
    const fromMs = await new Promise<number>((resolve) => setTimeout(() => resolve(Date.now()), 50));
    await send(shared, name, ['a', 'b']);
    await send(shared, name, ['c'], 1);
    const { seen, tail, texts } = await read(shared, name, fromMs);
    await eventually('the past', () => tail.progress === 1 && seen.length === 3);
    await send(shared, name, ['d']);
    await eventually('the present', () => seen.length === 4);
    expect(texts().sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(seen.find(({ text }) => text === 'd')).toMatchObject({ partition: 0, offset: 4n });
    for (const { appendedAtMs } of seen) expect(Math.abs(appendedAtMs - Date.now())).toBeLessThan(60_000);
  });

  it('waits for a topic that is made later', async () => {
    const name = newName();
    const { tail, texts } = await read(shared, name, Date.now() - 1_000);
    expect(tail.progress).toBe(0);
    await make(shared, name);
    await send(shared, name, ['first']);
    await eventually('the record', () => texts().includes('first'));
    expect(tail.progress).toBe(1);
  });

  it('goes on behind a broker that was killed, without a record lost or read twice', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'tail-'));
    await fetchKafkaJars({ directory: defaultJarsDirectory });
    const kafka = await startKafka({ directory, brokers: 1, javaOptions: ['-XX:TieredStopAtLevel=1'] });
    try {
      const name = newName();
      await make(kafka.brokers, name);
      const { texts } = await read(kafka.brokers, name, Date.now() - 1_000);
      await send(kafka.brokers, name, ['before']);
      await eventually('the record before', () => texts().length === 1);
      const node = kafka.nodes[0]!;
      await kafka.killNode(node.id, 'SIGKILL');
      await kafka.startNode(node.id);
      await send(kafka.brokers, name, ['after']);
      await eventually('the record after', () => texts().length === 2, { withinMs: 30_000 });
      expect(texts()).toEqual(['before', 'after']);
      await tails.pop()?.stop();
    } finally {
      await kafka.stop();
      await rm(directory, { recursive: true, force: true });
    }
  }, 120_000);
});
