import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKafka } from '@/lib/kafka/client';
import { type EmbeddedKafka, startKafka } from './kafka';

let directory: string;
let kafka: EmbeddedKafka | null = null;
const quick = ['-XX:TieredStopAtLevel=1'];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kafka-'));
});

afterEach(async () => {
  await kafka?.stop(1_000);
  kafka = null;
  rmSync(directory, { recursive: true, force: true });
});

async function topicsOn(brokers: readonly string[]): Promise<string[]> {
  const admin = createKafka({ brokers, clientId: 'embedded-test', retries: 20 }).admin();
  await admin.connect();
  const names = await admin.listTopics();
  await admin.disconnect();
  return names;
}

async function createTopic(brokers: readonly string[], topic: string): Promise<void> {
  const admin = createKafka({ brokers, clientId: 'embedded-test', retries: 20 }).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: false });
  await admin.disconnect();
}

it('keeps topics and port when a node is killed and started', async () => {
  const reasons: string[] = [];
  kafka = await startKafka({ directory, brokers: 1, javaOptions: quick, onExit: (reason) => reasons.push(reason) });
  await createTopic(kafka.brokers, 'kept');
  await kafka.killNode(1, 'SIGKILL');
  expect(kafka.nodes[0]?.pid).toBe(0);
  await kafka.startNode(1);
  expect(await topicsOn(kafka.brokers)).toContain('kept');
  expect(reasons).toEqual([]);
});

it('tells of a node that ends without having been asked to', async () => {
  const reason = new Promise<[string, number]>((resolve) => {
    const starting = startKafka({ directory, brokers: 1, javaOptions: quick, onExit: (...told) => resolve(told) });
    starting.then((started) => {
      kafka = started;
      process.kill(started.nodes[0]?.pid ?? 0, 'SIGKILL');
    });
  });
  expect(await reason).toEqual([expect.stringContaining('Kafka node 1 ended by itself (SIGKILL)'), 1]);
});

it('ends the broker that a killed supervisor left behind, and takes its port', async () => {
  kafka = await startKafka({ directory, brokers: 1, javaOptions: quick });
  await createTopic(kafka.brokers, 'kept');
  const left = kafka;
  kafka = await startKafka({ directory, brokers: 1, javaOptions: quick, basePort: left.nodes[0]?.port ?? 0 });
  expect(left.nodes[0]?.pid).toBe(0);
  expect(kafka.brokers).toEqual(left.brokers);
  expect(await topicsOn(kafka.brokers)).toContain('kept');
});
