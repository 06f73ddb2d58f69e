import { afterEach, describe, expect, it } from 'vitest';
import { type Kill, type KillPoint, killByPlan } from './support/kill-plan';
import { median } from './support/median';
import { type OrderLoad, startOrderLoad } from './support/order-load';
import { publishedProblems } from './support/published-invariant';
import { readPublishedParts } from './support/read-oracle';
import { type Scene, setScene } from './support/scene';

const soak = process.env.SOAK === '1';
const orders = soak ? 200_000 : 20_000;
const rounds = soak ? 7 : 1;
const round: readonly KillPoint[] = [
  'anywhere',
  'before-begin',
  'anywhere',
  'in-transaction',
  'anywhere',
  'after-commit',
  'anywhere',
  'in-transaction',
  'anywhere',
];
/** The promise; one kill may take three times as long, the median of a soak run may not. */
const promisedMs = 3_000;
const moveOnWithinMs = 3 * promisedMs;

const figures = (kills: readonly Kill[]): string => {
  const moved = kills.map((kill) => kill.movedOnMs);
  return `${kills.length} kills, partitions moved on in ${median(moved)} ms (median), ${Math.max(...moved)} ms (slowest)`;
};

describe('two aggregators under SIGKILL', () => {
  let scene: Scene | null = null;
  let load: OrderLoad | null = null;
  afterEach(async () => {
    await load?.abort();
    await scene?.close();
  });

  it('lose no order and count none twice, wherever the victim is killed', {
    timeout: soak ? 1_800_000 : 240_000,
  }, async () => {
    scene = await setScene();
    load = startOrderLoad({ producer: scene.kafka.producer, perSecond: 500, seed: 1 });
    const plan = Array.from({ length: rounds }, () => round).flat();
    const kills = await killByPlan({ scene, plan, moveOnWithinMs });
    await load.finish(orders);
    const { oracle, findings } = await scene.settle();

    console.log(`${oracle.valid} orders; ${figures(kills)}`);
    const published = await readPublishedParts(scene.kafka.brokers);
    expect(findings.problems).toEqual([]);
    expect(await publishedProblems(scene.database.sql, published)).toEqual([]);
    expect(published.length).toBeGreaterThan(0);
    expect(oracle.valid).toBeGreaterThan(orders * 0.9);
    expect(oracle.rejected.length).toBeGreaterThan(0);
    const counted = kills.filter((kill) => kill.committedSinceJoin);
    expect(counted.length).toBeGreaterThanOrEqual(8);
    if (soak) expect(median(kills.map((kill) => kill.movedOnMs))).toBeLessThanOrEqual(promisedMs);
    for (const point of ['before-begin', 'in-transaction', 'after-commit'])
      expect(counted.map((kill) => kill.point)).toContain(point);
    expect(Object.values(oracle.partitions).reduce((sum, partition) => sum + partition.deduplicated, 0)).toBe(
      load.copies,
    );
  });

  it('lose orders when the cursor advances in a transaction of its own', async () => {
    scene = await setScene();
    load = startOrderLoad({ producer: scene.kafka.producer, perSecond: 500, seed: 2 });
    const environment = { STREAMSCOPE_UNSAFE: 'cursor-apart' };
    await killByPlan({ scene, plan: ['in-transaction'], environment, moveOnWithinMs: 30_000 });
    await load.finish(2_000);
    const { findings } = await scene.settle();

    expect(findings.lost + findings.doubled).toBeGreaterThan(0);
    expect(findings.problems).not.toEqual([]);
  });
});
