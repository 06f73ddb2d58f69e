import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { eventually } from './support/eventually';
import { publishedProblems } from './support/published-invariant';
import { readPublishedParts } from './support/read-oracle';
import { type Scene, setScene } from './support/scene';
import { endOffsets } from './support/test-kafka';

const watchedMs = 8_000;
/** An idle worker speaks after 750 ms of silence, looked at each 250 ms. */
const mostSamples = Math.ceil(watchedMs / 750) + 1;

let scene: Scene | null = null;
afterEach(() => scene?.close());

it('a worker that consumes its own samples makes no more of them, and tells of each', async () => {
  scene = await setScene({ streams: ['orders', 'metrics'] });
  const { admin, brokers } = scene.kafka;
  const worker = scene.startWorker();
  await worker.ready();
  const endOf = async () => (await endOffsets(admin, 'metrics')).get(0)!;
  const cursorAt = () => scene?.watch.cursors.get('metrics/0')?.nextOffset ?? -1n;
  await eventually('its own samples are stored', () => cursorAt() > 2n, { withinMs: 30_000, describe: worker.tail });

  const before = await endOf();
  await sleep(watchedMs);
  const after = await endOf();
  await eventually('what it said meanwhile is stored', () => cursorAt() >= after, {
    withinMs: 30_000,
    describe: worker.tail,
  });
  expect(Number(after - before)).toBeGreaterThanOrEqual(watchedMs / 1_500);
  expect(Number(after - before)).toBeLessThanOrEqual(mostSamples);

  const published = await readPublishedParts(brokers);
  const ranges = published
    .filter(({ topic }) => topic === 'metrics')
    .map(({ fromOffset, toOffset }) => [BigInt(fromOffset), BigInt(toOffset)] as const);
  let at = 0n;
  for (const [from, to] of ranges) {
    expect(from).toBe(at);
    at = to;
  }
  expect(at).toBeGreaterThanOrEqual(before);
  expect(await publishedProblems(scene.database.sql, published)).toEqual([]);
});
