import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { eventually } from './support/eventually';
import { median } from './support/median';
import { orderSource, seededRandom } from './support/order-records';
import { type Scene, setScene } from './support/scene';

const soak = process.env.SOAK === '1';
const ratings = soak ? 2_000_000 : 200_000;
const perSend = 5_000;
const ordersPerSecond = 50;
const promisedMs = 5_000;
const mostGrowthMib = 50;
const catchUpMs = soak ? 1_200_000 : 120_000;

let scene: Scene | null = null;
afterEach(() => scene?.close());

/** Resident set of a process; NaN where the system does not tell. */
function residentMib(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
  } catch {
    return Number.NaN;
  }
}

/** Ratings spread over all partitions, in sends as large as a producer that catches up makes them. */
async function sendRatings({ kafka: { producer } }: Scene): Promise<void> {
  const random = seededRandom(4);
  const rating = () => {
    const userId = 1 + Math.floor(random() * 10_000);
    const value = { userId, movieId: 1 + Math.floor(random() * 27_000), rating: 0.5 + Math.floor(random() * 10) / 2 };
    return { key: `${userId}`, value: JSON.stringify({ ...value, timestamp: 1_100_000_000_000 + userId }) };
  };
  for (let sent = 0; sent < ratings; sent += perSend)
    await producer.send({ topic: 'ratings', acks: -1, messages: Array.from({ length: perSend }, rating) });
}

it(`orders are stored within 5 s while ${ratings} ratings are caught up`, {
  timeout: catchUpMs + 120_000,
}, async () => {
  const stage = await setScene({ streams: ['orders', 'ratings'] });
  scene = stage;
  await sendRatings(stage);
  const worker = stage.startWorker();
  const cursorsOf = (topic: string) => [...stage.watch.cursors.values()].filter((cursor) => cursor.topic === topic);
  const storedRatings = () => cursorsOf('ratings').reduce((sum, cursor) => sum + Number(cursor.nextOffset), 0);
  await eventually('the worker has begun with the ratings', () => storedRatings() > 0, {
    ...{ withinMs: 60_000, everyMs: 5, describe: worker.tail },
  });

  const source = orderSource({ seed: 6, nowMs: Date.now() });
  const waiting: { partition: number; offset: bigint; sentAtMs: number; besideBacklog: boolean }[] = [];
  const latencies = { beside: [] as number[], after: [] as number[] };
  const settle = (): void => {
    const next = new Map(cursorsOf('orders').map((cursor) => [cursor.partition, cursor.nextOffset]));
    for (const order of waiting.splice(0)) {
      if ((next.get(order.partition) ?? 0n) <= order.offset) waiting.push(order);
      else latencies[order.besideBacklog ? 'beside' : 'after'].push(Date.now() - order.sentAtMs);
    }
  };
  const startedMs = Date.now();
  let atTenthMib = Number.NaN;
  for (let sent = 0; storedRatings() < ratings || sent < 2 * ordersPerSecond; sent++) {
    const besideBacklog = storedRatings() < ratings;
    if (Number.isNaN(atTenthMib) && storedRatings() >= ratings / 10) atTenthMib = residentMib(worker.pid);
    const [at] = await stage.kafka.producer.send({ topic: 'orders', acks: -1, messages: [source.next()] });
    const offset = BigInt(at?.baseOffset ?? 0);
    waiting.push({ partition: at?.partition ?? 0, offset, sentAtMs: Date.now(), besideBacklog });
    settle();
    await sleep(Math.max(0, startedMs + (sent * 1_000) / ordersPerSecond - Date.now()));
    if (Date.now() - startedMs > catchUpMs) throw new Error(`not caught up in ${catchUpMs} ms:\n${worker.tail()}`);
  }
  const grownMib = residentMib(worker.pid) - atTenthMib;
  await eventually(
    'every order is stored',
    () => {
      settle();
      return waiting.length === 0;
    },
    { withinMs: promisedMs, everyMs: 20, describe: worker.tail },
  );

  const { beside, after } = latencies;
  console.log(
    `${beside.length} orders beside the backlog, median ${median(beside)} ms, slowest ${Math.max(...beside)} ms; memory grew by ${grownMib.toFixed(0)} MiB from ${atTenthMib.toFixed(0)} at a tenth`,
  );
  expect(beside.length).toBeGreaterThan(0);
  expect(Math.max(...beside, ...after)).toBeLessThanOrEqual(promisedMs);
  if (soak && !Number.isNaN(grownMib)) expect(grownMib).toBeLessThanOrEqual(mostGrowthMib);
  const counted = cursorsOf('ratings').map(({ valid }) => Number(valid));
  expect(counted.reduce((sum, valid) => sum + valid, 0)).toBe(ratings);
});
