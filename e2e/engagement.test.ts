import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { judgeStoredEngagement } from './support/engagement-invariants';
import { engagementTopics } from './support/engagement-oracle';
import { badEngagement, engagementSource } from './support/engagement-records';
import { eventually } from './support/eventually';
import type { EngagementKind } from './support/judge-engagement';
import { type KillPoint, killByPlan } from './support/kill-plan';
import { type Load, startLoad } from './support/order-load';
import { type Scene, setScene } from './support/scene';

const soak = process.env.SOAK === '1';
const events = soak ? 500_000 : 12_000;
const round: readonly KillPoint[] = ['anywhere', 'in-transaction', 'after-commit', 'before-begin'];
const plan = Array.from({ length: soak ? 6 : 1 }, () => round).flat();
const shares = { view: 0.6, click: 0.3, rating: 0.1 } as const;
const kinds = Object.keys(engagementTopics) as EngagementKind[];
const codes = [
  ...['BAD_ENCODING', 'BAD_TIME', 'MISSING_FIELD', 'NOT_AN_OBJECT', 'NOT_JSON', 'OUT_OF_RANGE', 'TOO_LARGE'],
  ...['UNKNOWN_EVENT_TYPE', 'WRONG_TYPE'],
];

let scene: Scene | null = null;
let loads: { readonly load: Load; readonly share: number }[] = [];
afterEach(async () => {
  await Promise.all(loads.map(({ load }) => load.abort()));
  loads = [];
  await scene?.close();
  scene = null;
});

function startLoads(stage: Scene, perSecond: number, seed: number): void {
  loads = kinds.map((kind, at) => ({
    share: shares[kind],
    load: startLoad({
      producer: stage.kafka.producer,
      perSecond: perSecond * shares[kind],
      source: engagementSource({ kind, seed: seed + at, invalid: 0.02 }),
      topic: engagementTopics[kind],
      partitions: 3,
    }),
  }));
}
const finishLoads = (atLeast: number) =>
  Promise.all(loads.map(({ load, share }) => load.finish(Math.ceil(atLeast * share))));

describe('views, clicks and ratings of films', () => {
  it('are all counted once in every table while workers are killed, and what is wrong is kept byte for byte', {
    timeout: soak ? 1_800_000 : 240_000,
  }, async () => {
    scene = await setScene({ streams: ['engagement'] });
    const headers = { empty: '', bytes: Buffer.from([0, 255, 128]), 'producer-seq': 'not a number' };
    for (const kind of kinds)
      for (const [index, { key, value }] of badEngagement(kind).entries())
        await scene.kafka.producer.send({
          topic: engagementTopics[kind],
          acks: -1,
          messages: [{ key, value, partition: index % 3, headers: index % 2 === 0 ? headers : {} }],
        });
    startLoads(scene, 500, 1);
    const kills = await killByPlan({ scene, plan, moveOnWithinMs: 20_000 });
    await finishLoads(events);
    await scene.caughtUp(soak ? 600_000 : 120_000);
    const found = await judgeStoredEngagement(scene.database.sql, scene.kafka.brokers);

    console.log(`${found.valid} events, ${kills.length} kills, rejected as ${[...found.codes].sort().join(' ')}`);
    expect(found.problems).toEqual([]);
    expect(found.valid).toBeGreaterThan(events * 0.9);
    expect([...found.codes].sort()).toEqual(codes);
    expect(found.deduplicated).toBe(loads.reduce((sum, { load }) => sum + load.copies, 0));
    expect(found.deduplicated).toBeGreaterThan(0);
    await scene.database.sql.query(
      'UPDATE film_minute SET clicks = clicks + 1 WHERE (minute, film) = (SELECT minute, film FROM film_minute LIMIT 1)',
    );
    const tampered = await judgeStoredEngagement(scene.database.sql, scene.kafka.brokers);
    expect(tampered.problems).toEqual([expect.stringMatching(/^minutes /)]);
    for (const point of round.filter((name) => name !== 'anywhere'))
      expect(kills.filter((kill) => kill.committedSinceJoin).map((kill) => kill.point)).toContain(point);
  });

  it.runIf(soak)('differ from the topics when the cursor advances in a transaction of its own', async () => {
    scene = await setScene({ streams: ['engagement'] });
    startLoads(scene, 500, 11);
    const environment = { STREAMSCOPE_UNSAFE: 'cursor-apart' };
    await killByPlan({ scene, plan: ['in-transaction'], environment, moveOnWithinMs: 30_000 });
    await finishLoads(1_000);
    await scene.caughtUp();
    const { problems } = await judgeStoredEngagement(scene.database.sql, scene.kafka.brokers);

    expect(problems.some((problem) => problem.startsWith('films'))).toBe(true);
    expect(problems.some((problem) => problem.startsWith('cells'))).toBe(true);
  });

  it('are stored within a second of their making (p95) at 500/s', async () => {
    const stage = await setScene({ streams: ['engagement'] });
    scene = stage;
    await stage.startWorker().ready();
    startLoads(stage, 500, 21);
    await eventually('the load is stored', async () => {
      const { rows } = await stage.database.sql.query('SELECT coalesce(sum(views), 0)::int AS views FROM film_stat');
      return rows[0].views > 100;
    });
    const firstFilm = 1_000_000;
    const marks = soak ? 400 : 100;
    const madeAtMs: number[] = [];
    const latenciesMs: number[] = [];
    const look = async (): Promise<void> => {
      const { rows } = await stage.database.sql.query('SELECT film FROM film_stat WHERE film >= $1', [firstFilm]);
      const nowMs = Date.now();
      for (const { film } of rows) latenciesMs[film - firstFilm] ??= nowMs - madeAtMs[film - firstFilm]!;
    };
    const isSeen = () => latenciesMs.filter((latency) => latency !== undefined).length === marks;
    for (let mark = 0; mark < marks; mark++) {
      madeAtMs.push(Date.now());
      const event = { event_id: randomUUID(), event_type: 'view', event_ts: new Date().toISOString(), user_id: mark };
      const value = JSON.stringify({
        ...event,
        movie_id: firstFilm + mark,
        session_id: randomUUID(),
        device_type: 'tv',
      });
      await stage.kafka.producer.send({ topic: 'events_views', acks: -1, messages: [{ key: String(mark), value }] });
      await look();
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    await eventually('every mark is stored', async () => {
      await look();
      return isSeen();
    });
    const p95 = latenciesMs.sort((a, b) => a - b)[Math.ceil(marks * 0.95) - 1]!;
    console.log(`made to stored: p50 ${latenciesMs[marks / 2]} ms, p95 ${p95} ms`);
    expect(p95).toBeLessThanOrEqual(1_000);
  });
});
