import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { callCli } from './support/call-cli';
import { eventually } from './support/eventually';
import { judgeMetrics, type MetricRecord, type MetricTotals } from './support/judge-metrics';
import { type KillPoint, killByPlan } from './support/kill-plan';
import { numberedProducer } from './support/numbered-producer';
import { type OrderLoad, startOrderLoad } from './support/order-load';
import { readInChild } from './support/read-oracle';
import { type Scene, setScene } from './support/scene';
import { sendMalformed, sparkSample } from './support/send-metrics';
import { coarsen, readRollups } from './support/stored-metrics';
import { readCursors } from './support/stored-state';
import { endOffsets } from './support/test-kafka';

const soak = process.env.SOAK === '1';
const orders = soak ? 200_000 : 6_000;
const round: readonly KillPoint[] = ['anywhere', 'in-transaction', 'after-commit', 'before-begin'];
const plan = Array.from({ length: soak ? 8 : 1 }, () => round).flat();
const streams = ['orders', 'metrics'] as const;
const idleMs = 60_000;

let scene: Scene | null = null;
let load: OrderLoad | null = null;
afterEach(async () => {
  await load?.abort();
  await scene?.close();
  load = null;
});

/** Waits until every order is stored and its commit told and stored in turn; then ends the workers and counts. */
async function settle(stage: Scene, marks: number): Promise<{ wanted: MetricTotals; cursor: bigint }> {
  const { sql } = stage.database;
  const ends = await endOffsets(stage.kafka.admin);
  const atEnd = async () => {
    const cursors = await readCursors(sql);
    return [...ends].every(([partition, end]) => cursors.get(partition)?.nextOffset === end);
  };
  await eventually('every order is stored', atEnd, { withinMs: 60_000 });
  const settledEnd = (await endOffsets(stage.kafka.admin, 'metrics')).get(0)! + BigInt(marks);
  const passed = async () => (await readCursors(sql, 'metrics')).get(0)!.nextOffset > settledEnd;
  await eventually('what was told of it is stored', passed, { withinMs: 60_000 });
  await Promise.all(stage.workers.map((worker) => worker.stop()));
  const cursor = (await readCursors(sql, 'metrics')).get(0)!.nextOffset;
  const records = (await readInChild('./records-process.ts', stage.kafka.brokers, 'metrics')) as MetricRecord[];
  return { wanted: judgeMetrics(records.filter(({ offset }) => BigInt(offset) < cursor)), cursor };
}

/** Whatever the database says of `metrics` that the records in the topic do not. */
async function problemsOf(stage: Scene, wanted: MetricTotals): Promise<string[]> {
  const { sql } = stage.database;
  const problems: string[] = [];
  const compare = (what: string, found: unknown, should: unknown): void => {
    const [text, other] = [JSON.stringify(found), JSON.stringify(should)];
    if (text !== other) problems.push(`${what}: ${text?.slice(0, 300)} instead of ${other?.slice(0, 300)}`);
  };
  const cursor = (await readCursors(sql, 'metrics')).get(0)!;
  for (const counter of ['valid', 'dead', 'deduplicated'] as const)
    compare(`cursor's ${counter}`, Number(cursor[counter]), wanted[counter]);
  for (const [table, seconds] of [
    ['metric_rollup_10s', 10],
    ['metric_rollup_1min', 60],
    ['metric_rollup_1h', 3_600],
  ] as const)
    compare(table, sorted(await readRollups(sql, table)), sorted(coarsen(wanted.figures, seconds)));
  const { rows: external } = await sql.query(
    'SELECT (extract(epoch FROM at) * 1000)::int8::text AS at, metric, value, labels FROM external_sample',
  );
  const found = external.map(({ at, metric, value, labels }) => [Number(at), metric, value, sorted(labels)]);
  const should = wanted.external.map(([at, metric, value, labels]) => [at, metric, value, sorted(JSON.parse(labels))]);
  compare('external samples', texts(found), texts(should));
  const { rows: annotations } = await sql.query('SELECT id FROM annotation');
  compare('annotations', texts(annotations.map(({ id }) => id)), texts([...new Set(wanted.annotations)]));
  const { rows: dead } = await sql.query(`SELECT "offset"::int4 AS at, code FROM dead_letter WHERE topic = 'metrics'`);
  compare('dead letters', sorted(Object.fromEntries(dead.map(({ at, code }) => [at, code]))), sorted(wanted.rejected));
  return problems;
}

const texts = (list: readonly unknown[]): string[] => list.map((item) => JSON.stringify(item)).sort();
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Orders in the newest rollup by what became of them. */
async function rolledUp(stage: Scene): Promise<Record<string, number>> {
  const { rows } = await stage.database.sql.query(
    `SELECT coalesce(sum(valid), 0)::int4 AS valid, coalesce(sum(dead), 0)::int4 AS dead,
       coalesce(sum(deduplicated), 0)::int4 AS deduplicated FROM metric_rollup_1h WHERE stream = 'orders'`,
  );
  return rows[0];
}

async function cursorTotals(stage: Scene): Promise<Record<string, number>> {
  const cursors = [...(await readCursors(stage.database.sql)).values()];
  const sum = (name: 'valid' | 'dead' | 'deduplicated') =>
    cursors.reduce((total, cursor) => total + Number(cursor[name]), 0);
  return { valid: sum('valid'), dead: sum('dead'), deduplicated: sum('deduplicated') };
}

describe('metric samples', () => {
  it('are rolled up once each under SIGKILL, beside samples of others, copies, and what is none', {
    timeout: soak ? 900_000 : 240_000,
  }, async () => {
    scene = await setScene({ streams });
    const { producer } = scene.kafka;
    load = startOrderLoad({ producer, perSecond: 500, seed: 5 });
    const spark = numberedProducer({ producer, topic: 'metrics', partitions: 1, persistent: true });
    const startedMs = Date.now();
    const sent = sendMalformed(producer, startedMs);
    for (let run = 0; run < 40; run += 1) {
      await spark.send([sparkSample(startedMs, run)]);
      if (run % 4 === 0) await spark.sendAgain();
    }
    const kills = await killByPlan({ scene, plan, moveOnWithinMs: 30_000 });
    await load.finish(orders);
    const { wanted } = await settle(scene, 10);

    expect(await problemsOf(scene, wanted)).toEqual([]);
    expect(wanted.external).toHaveLength(40);
    expect(wanted.dead).toBe(await sent);
    expect(wanted.deduplicated).toBeGreaterThanOrEqual(10);
    expect(wanted.annotations.length).toBeGreaterThan(0);

    const told = new Set(wanted.parts.map(({ topic, partition, fromOffset }) => `${topic}/${partition}@${fromOffset}`));
    expect(told.size).toBe(wanted.parts.length);
    const { rows } = await scene.database.sql.query(`SELECT payload FROM metric_log WHERE topic = 'orders'`);
    const lost = rows
      .map(({ payload }) => payload)
      .filter(({ topic, partition, fromOffset }) => !told.has(`${topic}/${partition}@${fromOffset}`));
    const [stored, found] = [await cursorTotals(scene), await rolledUp(scene)];
    console.log(
      `${wanted.parts.length} parts, ${lost.length} lost with ${kills.length} killed workers; ${JSON.stringify(found)}`,
    );
    for (const name of ['valid', 'dead', 'deduplicated'])
      expect(found[name]).toBe(stored[name]! - lost.reduce((sum, part) => sum + part[name], 0));
    expect(lost.length).toBeLessThan(wanted.parts.length / 4);
  });

  it('add up to the totals of the orders themselves when no worker dies, also after a rebuild', async () => {
    scene = await setScene({ streams });
    for (const worker of [scene.startWorker(), scene.startWorker()]) await worker.ready();
    load = startOrderLoad({ producer: scene.kafka.producer, perSecond: 500, seed: 6 });
    await load.finish(3_000);
    const { wanted } = await settle(scene, 10);
    expect(await problemsOf(scene, wanted)).toEqual([]);
    expect(await rolledUp(scene)).toEqual(await cursorTotals(scene));
    expect((await rolledUp(scene)).valid).toBeGreaterThan(2_500);

    await scene.startWorker().ready();
    const environment = { KAFKA_BROKERS: scene.kafka.brokers.join(), DATABASE_URL: scene.database.databaseUrl };
    const directory = mkdtempSync(join(tmpdir(), 'streamscope-metrics-'));
    const rebuilt = await callCli(directory, ['rebuild', 'metrics', '--yes', '--json'], environment).ended;
    rmSync(directory, { recursive: true });
    expect(rebuilt).toMatchObject({ code: 0, stderr: '' });
    const { wanted: again } = await settle(scene, 4);
    expect(again.valid).toBeGreaterThan(wanted.valid);
    expect(await problemsOf(scene, again)).toEqual([]);
    expect(await rolledUp(scene)).toEqual(await cursorTotals(scene));
  });

  it.runIf(soak)('are lost when the cursor advances in a transaction of its own', async () => {
    scene = await setScene({ streams });
    const environment = { STREAMSCOPE_UNSAFE: 'cursor-apart' };
    // Nothing else is stored, so that every flush is one of samples.
    const victim = scene.startWorker({ ...environment, STREAMSCOPE_FAILPOINTS: 'in-transaction:kill@5' });
    expect((await victim.exited(60_000)).signal).toBe('SIGKILL');
    await scene.buryWorker(victim);
    await scene.startWorker(environment).ready();
    const { wanted } = await settle(scene, 10);
    expect(await problemsOf(scene, wanted)).not.toEqual([]);
  });

  it.runIf(soak)('are as many of an idle worker that consumes its own as of one that does not', async () => {
    const growth: number[] = [];
    for (const consumed of [['orders'], streams] as const) {
      scene = await setScene({ streams: consumed });
      const worker = scene.startWorker();
      await worker.ready();
      const end = async () => Number((await endOffsets(scene!.kafka.admin, 'metrics')).get(0));
      const started = await end();
      await eventually('it has spoken since', async () => (await end()) > started + 2, { withinMs: 20_000 });
      const before = await end();
      await new Promise((resolve) => setTimeout(resolve, idleMs));
      growth.push((await end()) - before);
      await scene.close();
    }
    console.log(`samples of an idle worker in ${idleMs} ms: ${growth[0]} without, ${growth[1]} with its own consumed`);
    expect(Math.abs(growth[1]! - growth[0]!)).toBeLessThanOrEqual(Math.max(2, 0.1 * growth[0]!));
    expect(Math.max(...growth)).toBeLessThanOrEqual(Math.ceil(idleMs / 750) + 1);
  });
});
