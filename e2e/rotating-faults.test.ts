import { afterEach, describe, expect, it } from 'vitest';
import type { AggregatorProcess } from './support/aggregator-process';
import { type OrderLoad, startOrderLoad } from './support/order-load';
import { seededRandom } from './support/order-records';
import { type Scene, setScene } from './support/scene';
import { type Decision, startTcpProxy, type TcpProxy } from './support/tcp-proxy';
import { throughPort } from './support/test-database';

const soak = process.env.SOAK === '1';
const faults = Number(process.env.FAULTS_COUNT ?? (soak ? 200 : 6));
const workersWanted = 3;
const seed = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000));
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe(`faults in rotation (FAULTS_SEED=${seed})`, () => {
  let scene: Scene | null = null;
  let load: OrderLoad | null = null;
  let proxy: TcpProxy | null = null;
  afterEach(async () => {
    await load?.abort();
    await scene?.close();
    await proxy?.close();
  });

  it('three workers killed, stopped, restarted and cut off at random stay exact', {
    timeout: 90_000 + faults * 15_000,
  }, async () => {
    const random = seededRandom(seed);
    let hanging = false;
    const hook = (): Decision => (hanging ? 'swallow' : 'pass');
    proxy = await startTcpProxy({
      targetPort: Number(new URL(process.env.FAULTS_DATABASE_URL ?? '').port),
      onConnection: () => ({ fromClient: hook, fromServer: hook }),
    });
    const wire = proxy;
    scene = await setScene({ workersDatabaseUrl: (url) => throughPort(url, wire.port) });
    const stage = scene;
    load = startOrderLoad({ producer: scene.kafka.producer, perSecond: 400, seed });
    const running: AggregatorProcess[] = [];
    for (let count = 0; count < workersWanted; count += 1) running.push(stage.startWorker());
    await Promise.all(running.map((worker) => worker.ready()));

    const takeOne = () => running.splice(Math.floor(random() * running.length), 1)[0]!;
    const bury = async (worker: AggregatorProcess) => {
      await worker.exited();
      await stage.buryWorker(worker);
      running.push(stage.startWorker());
    };
    const actions: Record<string, () => Promise<void>> = {
      async kill() {
        const worker = takeOne();
        worker.kill('SIGKILL');
        await bury(worker);
      },
      async freeze() {
        const worker = takeOne();
        worker.kill('SIGSTOP');
        await wait(3_500 + random() * 2_000);
        worker.kill('SIGCONT');
        running.push(worker);
      },
      async restart() {
        const worker = takeOne();
        await worker.ready();
        const begunMs = Date.now();
        expect(await worker.stop()).toMatchObject({ code: 0 });
        expect(Date.now() - begunMs).toBeLessThan(30_000);
        running.push(stage.startWorker());
      },
      async crowd() {
        const extra = stage.startWorker();
        await wait(random() * 2_500);
        extra.kill('SIGKILL');
        await extra.exited();
        await stage.buryWorker(extra);
      },
      async cut() {
        for (let times = 0; times < 5; times += 1) {
          wire.cutAll();
          await wait(random() * 400);
        }
      },
      async hang() {
        hanging = true;
        await wait(1_000 + random() * 4_000);
        hanging = false;
        wire.cutAll();
      },
      async killTwo() {
        const both = [takeOne(), takeOne()];
        for (const worker of both) worker.kill('SIGKILL');
        for (const worker of both) await bury(worker);
      },
    };
    const names = Object.keys(actions);
    const done: string[] = [];
    for (let count = 0; count < faults; count += 1) {
      const name = names[Math.floor(random() * names.length)]!;
      done.push(name);
      await actions[name]!();
      if (random() < 0.6) await wait(random() * 4_000);
    }
    await load.finish(load.sent + 1_000);
    const { oracle, findings } = await stage.settle(120_000);
    console.log(`${done.join(' ')}: ${oracle.valid} orders`);
    expect(findings.problems).toEqual([]);
    expect(running.filter((worker) => worker.exit !== null).map((worker) => worker.tail())).toEqual([]);
  });
});
