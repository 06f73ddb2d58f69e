import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from './support/eventually';
import { type OrderLoad, startOrderLoad } from './support/order-load';
import { startOwnPostgres } from './support/own-servers';
import { type CommitCut, type PostgresProxy, startPostgresProxy } from './support/postgres-proxy';
import { type Scene, setScene } from './support/scene';
import { readCursors, readCursorsByPlace } from './support/stored-state';
import { type Decision, startTcpProxy } from './support/tcp-proxy';
import { throughPort } from './support/test-database';

const soak = process.env.SOAK === '1';
const outageMs = 20_000;
const hangMs = 8_000;
const cutsOfEachKind = soak ? 100 : 12;

const ownersOf = async (scene: Scene): Promise<string[]> =>
  [...(await readCursors(scene.database.sql)).values()].map(
    ({ partition, ownerId, ownerEpoch }) => `${partition} ${ownerId} ${ownerEpoch}`,
  );

/** How often the workers joined their group, crashed their consumer and were fenced. */
const upheavals = (scene: Scene): Promise<number[][]> =>
  Promise.all(
    scene.workers.map((worker) =>
      Promise.all(
        ['group_joins', 'consumer_crashes', 'fenced_flushes'].map((name) => worker.metric(`streamscope_${name}_total`)),
      ),
    ),
  );

describe('aggregators whose database fails', () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function twoWorkersUnderLoad(scene: Scene, seed: number): Promise<OrderLoad> {
    ends.push(() => scene.close());
    const load = startOrderLoad({ producer: scene.kafka.producer, perSecond: 500, seed });
    ends.push(() => load.abort());
    const workers = [scene.startWorker(), scene.startWorker()];
    await Promise.all(workers.map((worker) => worker.ready()));
    const settled = () => workers.every((worker) => scene.watch.hasCommittedSinceJoin(worker.instance));
    await eventually('both workers commit', settled, { withinMs: 60_000, describe: () => workers[0]!.tail() });
    return load;
  }

  it('ride out 20 s without PostgreSQL: nobody leaves the group, nobody crashes, nothing is lost', async () => {
    const postgres = await startOwnPostgres('outage');
    ends.push(() => postgres.remove());
    const scene = await setScene({ databaseUrl: postgres.databaseUrl });
    const load = await twoWorkersUnderLoad(scene, 5);
    const before = [await ownersOf(scene), await upheavals(scene)];

    await postgres.stop('immediate');
    const downAtMs = Date.now();
    await eventually('the workers say that the database is gone', async () => {
      const reasons = await Promise.all(scene.workers.map((worker) => worker.notReady()));
      return reasons.every((reason) => reason !== null);
    });
    const sentBefore = load.sent;
    await new Promise((resolve) => setTimeout(resolve, downAtMs + outageMs - Date.now()));
    expect(load.sent).toBeGreaterThan(sentBefore);
    await postgres.start();
    const backAtMs = Date.now();
    const stand = new Map([...scene.watch.cursors].map(([partition, cursor]) => [partition, cursor.nextOffset]));
    await eventually('every partition moves again', async () => {
      const cursors = await readCursorsByPlace(scene.database.sql, ['orders']);
      return [...stand].every(([partition, offset]) => (cursors.get(partition)?.nextOffset ?? 0n) > offset);
    });
    const resumedMs = Date.now() - backAtMs;

    await load.finish(12_000);
    const { findings } = await scene.settle();
    console.log(`commits went on ${resumedMs} ms after PostgreSQL was back`);
    expect(findings.problems).toEqual([]);
    expect([await ownersOf(scene), await upheavals(scene)]).toEqual(before);
    expect(scene.workers.map((worker) => worker.exit)).toEqual([null, null]);
  });

  it.runIf(soak)(
    'keep their places while the database hangs without dying, and go on when it answers again',
    async () => {
      let hanging = false;
      const hook = (): Decision => (hanging ? 'swallow' : 'pass');
      const wire = await startTcpProxy({
        targetPort: Number(new URL(process.env.FAULTS_DATABASE_URL ?? '').port),
        onConnection: () => ({ fromClient: hook, fromServer: hook }),
      });
      ends.push(() => wire.close());
      const scene = await setScene({ workersDatabaseUrl: (url) => throughPort(url, wire.port) });
      const load = await twoWorkersUnderLoad(scene, 16);
      const before = [await ownersOf(scene), await upheavals(scene)];

      hanging = true;
      await new Promise((resolve) => setTimeout(resolve, hangMs));
      hanging = false;
      const stand = await readCursors(scene.database.sql);
      const healedAtMs = Date.now();
      await eventually(
        'every partition moves again',
        () =>
          [...stand.values()].every(
            (old) => scene.watch.cursors.get(`orders/${old.partition}`)!.nextOffset > old.nextOffset,
          ),
        { withinMs: 40_000, describe: () => scene.workers[0]!.tail() },
      );
      const resumedMs = Date.now() - healedAtMs;
      await load.finish(6_000);
      const { findings } = await scene.settle();
      console.log(`commits went on ${resumedMs} ms after a database that hung for ${hangMs} ms answered again`);
      expect(findings.problems).toEqual([]);
      expect([await ownersOf(scene), await upheavals(scene)]).toEqual(before);
    },
  );

  it('settle commits whose outcome they did not hear, cut before and after COMMIT reached the server', async () => {
    const serverUrl = process.env.FAULTS_DATABASE_URL ?? '';
    let proxy: PostgresProxy | null = null;
    const judge = (commit: number): CommitCut | null => {
      if (proxy === null || commit < 10 || commit % 4 !== 0) return null;
      const due = (['before', 'after'] as const).filter((kind) => proxy!.cuts[kind] < cutsOfEachKind);
      return due[commit % due.length] ?? due[0] ?? null;
    };
    proxy = await startPostgresProxy({ targetPort: Number(new URL(serverUrl).port), judge });
    const wire = proxy;
    ends.push(() => wire.close());
    const scene = await setScene({ workersDatabaseUrl: (url) => throughPort(url, wire.port) });
    const load = await twoWorkersUnderLoad(scene, 6);

    const before = [await ownersOf(scene), await upheavals(scene)];
    const allCut = () => wire.cuts.before >= cutsOfEachKind && wire.cuts.after >= cutsOfEachKind;
    const describe = () => `${JSON.stringify(wire.cuts)} of ${wire.commits}\n${scene.workers[0]!.tail()}`;
    await eventually('every cut was made', allCut, { withinMs: 120_000, describe });
    await load.finish(8_000);
    const { findings } = await scene.settle();
    console.log(`${wire.commits} commits seen, cut before ${wire.cuts.before}, after ${wire.cuts.after}`);
    expect(findings.problems).toEqual([]);
    expect([await ownersOf(scene), await upheavals(scene)]).toEqual(before);
    expect(scene.workers.map((worker) => worker.exit)).toEqual([null, null]);
  });
});
