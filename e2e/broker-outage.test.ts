import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedKafka } from '@/lib/embedded/kafka';
import { eventually } from './support/eventually';
import { type OrderLoad, startOrderLoad } from './support/order-load';
import { startOwnKafka } from './support/own-servers';
import { type Scene, setScene } from './support/scene';

const outageMs = 15_000;

describe('aggregators whose broker fails under load', () => {
  let kafka: EmbeddedKafka;
  let scene: Scene | null = null;
  let load: OrderLoad | null = null;
  beforeAll(async () => {
    kafka = await startOwnKafka('broker-outage');
  });
  afterEach(async () => {
    await load?.abort();
    await scene?.close();
  });
  afterAll(async () => {
    await kafka?.stop();
  });

  it.each([
    { how: 'stopped for 15 s', signal: 'SIGTERM', downMs: outageMs },
    { how: 'killed and started at once', signal: 'SIGKILL', downMs: 0 },
    ...(process.env.SOAK === '1' ? ([{ how: 'frozen for 8 s', signal: 'SIGSTOP', downMs: 8_000 }] as const) : []),
  ] as const)('go on by themselves and stay exact when it is $how', async ({ how, signal, downMs }) => {
    scene = await setScene({ brokers: kafka.brokers });
    const stage = scene;
    load = startOrderLoad({ producer: scene.kafka.producer, perSecond: 500, seed: 7 });
    const workers = [scene.startWorker(), scene.startWorker()];
    await Promise.all(workers.map((worker) => worker.ready()));
    const settled = () => workers.every((worker) => stage.watch.hasCommittedSinceJoin(worker.instance));
    await eventually('both workers commit', settled, { withinMs: 60_000, describe: () => workers[0]!.tail() });

    await kafka.killNode(1, signal);
    await new Promise((resolve) => setTimeout(resolve, downMs));
    const sentBefore = load.sent;
    if (signal === 'SIGSTOP') await kafka.killNode(1, 'SIGCONT');
    else await kafka.startNode(1);
    const backAtMs = Date.now();
    await eventually('orders are accepted again', () => load!.sent > sentBefore + 100, { withinMs: 60_000 });
    const stand = new Map([...stage.watch.cursors].map(([partition, cursor]) => [partition, cursor.nextOffset]));
    const moves = () =>
      [...stand].every(([partition, offset]) => stage.watch.cursors.get(partition)!.nextOffset > offset);
    await eventually('every partition moves again', moves, { withinMs: 60_000, describe: () => workers[0]!.tail() });
    const resumedMs = Date.now() - backAtMs;
    const sum = async (name: string) => {
      const counts = await Promise.all(workers.map((worker) => worker.metric(`streamscope_${name}_total`)));
      return counts.join(' + ');
    };
    const upheavals = `joins ${await sum('group_joins')}, crashes ${await sum('consumer_crashes')}`;

    await load.finish(6_000);
    const { findings, oracle } = await scene.settle();
    console.log(
      `broker ${how}: every partition moved ${resumedMs} ms after its port was open; ${oracle.valid} orders; ${upheavals}`,
    );
    expect(findings.problems).toEqual([]);
    expect(workers.map((worker) => worker.exit)).toEqual([null, null]);
  });
});
