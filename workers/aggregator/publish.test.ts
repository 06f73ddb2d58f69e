import { expect, it } from 'vitest';
import { type ConsumerSample, type MetricSample, metricSampleSchema } from '@/lib/contracts/metric-sample';
import type { MetricsPublisher, UnsentSample } from '@/lib/kafka/metrics-publisher';
import type { StreamDefinition } from '@/lib/streams/stream';
import { createModelFigures } from './model-figures';
import { gapPart } from './pending-part';
import { createLivePublisher } from './publish';
import { SimulatedLedger } from './simulated-ledger';
import { SimulatedPartition } from './simulated-log';
import { listStream } from './simulated-streams';
import { SimulatedWorker } from './simulated-worker';

function scene() {
  const worker = new SimulatedWorker([new SimulatedPartition()], new SimulatedLedger());
  const samples: MetricSample[] = [];
  let nowMs = 1_000;
  const publish = (sample: UnsentSample): MetricSample => {
    const whole = { v: 1, source: 'me', sequence: samples.length + 1, sampledAtMs: nowMs, ...sample };
    samples.push(metricSampleSchema.parse(whole));
    return samples.at(-1)!;
  };
  const publisher = createLivePublisher({
    publisher: { publish } as unknown as MetricsPublisher,
    source: 'me',
    ownership: worker.ownership,
    now: () => nowMs,
  });
  return { worker, publisher, samples, at: (ms: number) => (nowMs = ms), last: () => samples.at(-1) as ConsumerSample };
}

it('covers time without a break, and names a partition only where it was owned all the while', async () => {
  const { worker, publisher, at, last } = scene();
  worker.join([0]);
  for (let i = 0; i < 8; i++) await new Promise((resolve) => setImmediate(resolve));
  worker.ownership.all[0]!.ownedSinceMs = 1_500;
  at(2_000);
  publisher.tick();
  expect(last()).toMatchObject({ fromMs: 1_000, toMs: 2_000, owned: [], parts: [] });
  at(3_000);
  publisher.tick();
  expect(last()).toMatchObject({ fromMs: 2_000, toMs: 3_000, owned: [{ topic: 'orders', partition: 0 }] });
  worker.ownership.halt(worker.ownership.all[0]!, 'for a test');
  at(4_000);
  publisher.tick();
  expect(last()).toMatchObject({ owned: [], halted: [{ partition: 0, reason: 'for a test' }] });
});

it('publishes what was stored at once, and silence only after a while', () => {
  const { publisher, samples, at, last } = scene();
  const range = { topic: 'orders', partition: 0, incarnation: 'c/t', rebuildEpoch: 0, fromOffset: 3n, toOffset: 5n };
  at(1_100);
  publisher.publishStored([gapPart(range, 1_100)], 12);
  expect(last()).toMatchObject({ commitMs: 12, parts: [{ gaps: 2, fromOffset: '3', toOffset: '5' }] });
  at(1_600);
  publisher.tick();
  expect(samples).toHaveLength(1);
  at(1_900);
  publisher.tick();
  expect(last()).toMatchObject({ fromMs: 1_100, toMs: 1_900, commitMs: 12, parts: [] });
});

it('makes no sample of what was stored of metrics: it rides in the next one that goes out anyway', () => {
  const { publisher, samples, at, last } = scene();
  const part = (topic: string, from: bigint) =>
    gapPart({ topic, partition: 0, incarnation: 'c/t', rebuildEpoch: 0, fromOffset: from, toOffset: from + 2n }, 1_100);
  publisher.publishStored([part('metrics', 0n)], 3);
  publisher.publishStored([part('metrics', 2n)], 4);
  at(1_700);
  publisher.tick();
  expect(samples).toHaveLength(0);
  at(1_750);
  publisher.tick();
  expect(last()).toMatchObject({ commitMs: 4, parts: [{ fromOffset: '0' }, { fromOffset: '2' }] });
  publisher.publishStored([part('metrics', 4n)]);
  publisher.publishStored([part('orders', 0n)]);
  expect(samples).toHaveLength(2);
  expect(last().parts.map(({ topic }) => topic)).toEqual(['metrics', 'orders']);
  publisher.publishStored([]);
  expect(last().parts).toEqual([]);
});

it('counts failed and fenced flushes once each, in the sample after them', () => {
  const { publisher, last } = scene();
  publisher.noteFailedFlush();
  publisher.noteFailedFlush();
  publisher.noteFencedFlush();
  publisher.publishStored([]);
  expect(last()).toMatchObject({ failedFlushes: 2, fencedFlushes: 1 });
  publisher.publishStored([]);
  expect(last()).toMatchObject({ failedFlushes: 0, fencedFlushes: 0 });
});

it('gives every annotation an id of its own and a text that fits', () => {
  const { publisher, samples } = scene();
  publisher.annotate('halt', 'x'.repeat(500), 'orders');
  publisher.annotate('halt', 'again');
  expect(new Set(samples.map((sample) => (sample as { id?: string }).id)).size).toBe(2);
  expect(samples[0]).toMatchObject({ kind: 'annotation', type: 'halt', stream: 'orders', text: 'x'.repeat(200) });
});

it('publishes what a model found since the last time, and nothing of one that saw nothing', () => {
  const { publisher, samples, at } = scene();
  const found = [{ rmse: 0.5, baselineRmse: 1, n: 10 }, null, { rmse: 0, baselineRmse: 0, n: 0 }];
  const stream = { ...listStream, takeModelFigures: () => found.shift() ?? null } as StreamDefinition<unknown>;
  const models = createModelFigures({ streams: [stream], publisher, now: () => at(0) });
  for (let i = 0; i < 3; i++) models.publish();
  expect(samples).toMatchObject([{ kind: 'model', stream: 'orders', rmse: 0.5, baselineRmse: 1, n: 10 }]);
});
