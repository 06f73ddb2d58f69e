import { afterEach, describe, expect, it } from 'vitest';
import type { AggregatorProcess } from './support/aggregator-process';
import { eventually } from './support/eventually';
import { type OrderLoad, startOrderLoad } from './support/order-load';
import { isStopped } from './support/process-state';
import { type Scene, setScene } from './support/scene';

const sessionMs = 3_000;
/** The promise is 6 s; tests allow three times as much. */
const commitAgainWithinMs = 18_000;
const soak = process.env.SOAK === '1';
const rounds = soak ? 10 : 1;
type StopPoint = 'anywhere' | 'in-transaction' | 'before-begin' | 'after-commit';
const stopPoints: readonly StopPoint[] = [
  'anywhere',
  'in-transaction',
  ...(soak ? (['before-begin', 'after-commit'] as const) : []),
];

const fencedFlushes = (worker: AggregatorProcess): Promise<number> => worker.metric('streamscope_fenced_flushes_total');

describe('a worker that was stopped for longer than its session', () => {
  let scene: Scene | null = null;
  let load: OrderLoad | null = null;
  afterEach(async () => {
    await load?.abort();
    await scene?.close();
  });

  /** Runs one worker, then stops another: from outside, or at the failpoint between its upserts and COMMIT. */
  async function stopOne(stage: Scene, where: StopPoint, environment: Record<string, string> = {}) {
    const owner = stage.startWorker(environment);
    await owner.ready();
    const failpoint = where === 'anywhere' ? {} : { STREAMSCOPE_FAILPOINTS: `${where}:stop@8` };
    const zombie = stage.startWorker({ ...environment, ...failpoint });
    await zombie.ready();
    const settled = () => [owner, zombie].every((worker) => stage.watch.hasCommittedSinceJoin(worker.instance));
    let owned: number[] = [];
    await eventually(
      'both workers commit, and one is stopped',
      () => {
        if (isStopped(zombie.pid)) return true;
        owned = stage.watch.ownedBy(zombie.instance);
        if (where !== 'anywhere' || !settled()) return false;
        zombie.kill('SIGSTOP');
        return true;
      },
      { withinMs: 40_000, everyMs: 10, describe: () => `${owner.tail()}\n-- zombie:\n${zombie.tail()}` },
    );
    const stoppedAtMs = Date.now();
    const movedOnAtMs = await stage.watch.movedOnFrom(zombie.instance, owned, commitAgainWithinMs);
    const leftMs = stoppedAtMs + sessionMs + 500 - Date.now();
    if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs));
    return { owner, zombie, owned, movedOnMs: movedOnAtMs - stoppedAtMs };
  }

  it.each(stopPoints)(
    'is fenced when it goes on (stopped %s), and the rightful owner never is',
    { timeout: 240_000 * rounds },
    async (where) => {
      for (let round = 0; round < rounds; round += 1) {
        scene = await setScene();
        load = startOrderLoad({ producer: scene.kafka.producer, perSecond: 500, seed: 3 + round });
        const { owner, zombie, movedOnMs } = await stopOne(scene, where);
        zombie.kill('SIGCONT');
        await eventually('the zombie is fenced', async () => (await fencedFlushes(zombie)) > 0, {
          withinMs: 15_000,
          describe: () => zombie.tail(),
        });
        const back = scene;
        await eventually('the zombie works again', () => back.watch.hasCommittedSinceJoin(zombie.instance), {
          withinMs: 20_000,
          describe: () => zombie.tail(),
        });
        await load.finish(8_000);
        const { findings } = await scene.settle();

        console.log(
          `stopped ${where}: the others committed again after ${movedOnMs} ms; fenced ${await fencedFlushes(zombie)}`,
        );
        expect(findings.problems).toEqual([]);
        expect(await fencedFlushes(owner)).toBe(0);
        if (round + 1 < rounds) await scene.close();
      }
    },
  );

  it('counts orders twice when the compare-and-swap is off', async () => {
    scene = await setScene();
    load = startOrderLoad({ producer: scene.kafka.producer, perSecond: 500, seed: 4 });
    const { zombie } = await stopOne(scene, 'in-transaction', { STREAMSCOPE_UNSAFE: 'no-fence' });
    zombie.kill('SIGCONT');
    await load.finish(4_000);
    const stage = scene;
    const wrong = await eventually(
      'the totals are wrong',
      async () => {
        const { findings } = await stage.settle();
        return findings.doubled > 0 ? findings : null;
      },
      { withinMs: 30_000, everyMs: 500, describe: () => zombie.tail() },
    );
    expect(wrong.problems).not.toEqual([]);
  });
});
