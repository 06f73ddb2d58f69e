import { createConnection } from 'node:net';
import { Kafka, logLevel } from 'kafkajs';
import { afterEach, describe, expect, it } from 'vitest';
import { createRecordSink } from '../lib/kafka/record-sink';
import { type KafkaProxy, startKafkaProxy } from './support/kafka-proxy';
import { orderSource } from './support/order-records';
import { type Scene, setScene } from './support/scene';

const wantedCuts = process.env.SOAK === '1' ? 500 : 50;

describe('a producer whose acknowledgements are cut off', () => {
  let scene: Scene | null = null;
  let proxy: KafkaProxy | null = null;
  afterEach(async () => {
    await proxy?.close();
    await scene?.close();
  });

  it(`puts every accepted record into the topic, and after ${wantedCuts} cuts each is counted once`, {
    timeout: 600_000,
  }, async () => {
    scene = await setScene();
    proxy = await startKafkaProxy({
      targetPort: Number(scene.kafka.brokers[0]!.split(':')[1]),
      isCut: (response) => response % 2 === 0 && proxy!.cuts < wantedCuts,
    });
    const { port } = proxy;
    const kafka = new Kafka({
      brokers: [...scene.kafka.brokers],
      clientId: 'resending',
      logLevel: logLevel.NOTHING,
      connectionTimeout: 2_000,
      requestTimeout: 5_000,
      retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 1_000_000 },
      socketFactory: ({ onConnect }) => createConnection({ host: '127.0.0.1', port }, onConnect),
    });
    scene.startWorker();
    const source = orderSource({ seed: 15, nowMs: Date.now(), invalid: 0.02 });
    const ids: string[] = [];
    let accepted = 0;
    for (const cutsSoFar of [wantedCuts / 2, wantedCuts]) {
      const sink = createRecordSink({ kafka, topics: ['orders'] });
      await sink.start(new AbortController().signal);
      ids.push(sink.producerId);
      let offered = 0;
      while (proxy.cuts < cutsSoFar) {
        for (let count = 0; count < 40; count += 1) {
          const { key, value } = source.next();
          while (!sink.offer({ topic: 'orders', key, value: value!.toString(), producedAtMs: Date.now() }))
            await sink.whenRoom();
          offered += 1;
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(await sink.flush(30_000)).toBe(true);
      await sink.stop();
      expect([sink.sentOk, sink.sentError]).toEqual([offered, 0]);
      accepted += offered;
    }
    const { oracle, findings } = await scene.settle();

    const producers = Object.entries(oracle.producers);
    const sum = (name: 'copies' | 'distinct') => producers.reduce((total, [, entry]) => total + entry[name], 0);
    console.log(`${proxy.cuts} cuts: ${accepted} accepted, ${sum('copies')} in the topic, ${sum('distinct')} distinct`);
    expect(proxy.cuts).toBeGreaterThanOrEqual(wantedCuts);
    expect(new Set(producers.map(([name]) => name.split('/')[0]))).toEqual(new Set(ids));
    expect(ids[0]).not.toBe(ids[1]);
    expect(sum('distinct')).toBe(accepted);
    for (const [, entry] of producers) expect([entry.lowest, entry.highest]).toEqual(['1', `${entry.distinct}`]);
    expect(sum('copies')).toBeGreaterThan(accepted);
    expect(findings.problems).toEqual([]);
  });
});
