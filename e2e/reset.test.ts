import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { aggregatorGroupId, topics } from '../lib/contracts/topics';
import { callCli, lastJson } from './support/call-cli';
import { eventually } from './support/eventually';
import { findProblems } from './support/invariants';
import { readOracle } from './support/read-oracle';
import { cleanUp, newStackDirectory, type RunningStack, readyLine, runStack } from './support/run-stack';
import { createTestDatabase } from './support/test-database';
import { connectTestKafka, endOffsets, recreateTopics } from './support/test-kafka';

const isSoak = process.env.SOAK === '1';
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const undo of cleanUps.splice(0).reverse()) await undo();
});

function newDirectory(): string {
  const directory = newStackDirectory();
  cleanUps.push(() => cleanUp(directory));
  return directory;
}

function poolOf(databaseUrl: string): Pool {
  const sql = new Pool({ connectionString: databaseUrl, max: 2 });
  sql.on('error', () => undefined);
  cleanUps.push(() => sql.end());
  return sql;
}

const storedOrders = async (sql: Pool): Promise<number> => {
  const { rows } = await sql.query(
    "SELECT coalesce(sum(valid), 0)::int AS n FROM consumer_cursor WHERE topic = 'orders'",
  );
  return rows[0].n;
};

/** Stops the producer where it is, waits until everything in the topic is stored, compares, and lets it go on. */
async function problemsWhileQuiet(stack: RunningStack, sql: Pool) {
  const { pid } = stack.file().processes.find(({ name }) => name === 'producer')!;
  process.kill(pid, 'SIGSTOP');
  const kafka = await connectTestKafka(stack.file().brokers);
  try {
    await eventually('everything is stored', async () => {
      const ends = [...(await endOffsets(kafka.admin)).values()].reduce((total, end) => total + end, 0n);
      const { rows } = await sql.query(
        "SELECT coalesce(sum(next_offset), 0)::text AS next FROM consumer_cursor WHERE topic = 'orders'",
      );
      return rows[0].next === String(ends);
    });
    const oracle = await readOracle(stack.file().brokers);
    return { oracle, ...(await findProblems(sql, oracle)) };
  } finally {
    await kafka.close();
    process.kill(pid, 'SIGCONT');
  }
}

describe('streamscope reset', () => {
  it('starts a running stack over under 500 orders a second: totals then equal what the new topics hold', async () => {
    const stack = runStack({ directory: newDirectory(), arguments: ['--orders-per-second', '500'] });
    await stack.said(readyLine);
    const sql = poolOf(stack.file().databaseUrl);
    const incarnations = async () =>
      (await sql.query("SELECT DISTINCT incarnation FROM consumer_cursor WHERE topic = 'orders'")).rows;
    await eventually('2,000 orders are stored', async () => (await storedOrders(sql)) >= 2_000);
    const before = await incarnations();
    // The token that lets somebody reset the stack.
    expect(statSync(join(stack.directory, 'stack.json')).mode & 0o077).toBe(0);
    const startedAt = Date.now();
    const reset = (...flags: string[]) => callCli(stack.directory, ['reset', '--yes', '--json', ...flags]).ended;

    const { code, stdout, stderr } = await reset();
    expect([code, stderr]).toEqual([0, expect.stringContaining('topics are new: orders')]);
    const { seconds } = lastJson(stdout) as { seconds: number };
    expect(seconds).toBeLessThan(isSoak ? 20 : 60);
    const verified = await callCli(stack.directory, ['verify', '--json']).ended;
    expect([verified.code, lastJson(verified.stdout)]).toMatchObject([0, { ok: true }]);
    await eventually('orders flow again', async () => (await storedOrders(sql)) >= 1_000);
    const fresh = await problemsWhileQuiet(stack, sql);
    expect(fresh.problems).toEqual([]);
    expect(await incarnations()).not.toEqual(before);
    expect(Object.values(fresh.oracle.partitions).map(({ low }) => Number(low))).toEqual([0, 0, 0, 0, 0, 0]);
    const { rows } = await sql.query('SELECT min(stored_at) AS oldest FROM dead_letter');
    expect(Number(rows[0].oldest ?? startedAt)).toBeGreaterThanOrEqual(startedAt);

    const kept = await reset('--keep-kafka');
    expect([kept.code, kept.stderr]).toEqual([0, expect.stringContaining('topics stay')]);
    await eventually('the topic is read again', async () => (await storedOrders(sql)) >= fresh.oracle.valid);
    const again = await problemsWhileQuiet(stack, sql);
    expect(again.problems).toEqual([]);
    expect(again.oracle.valid).toBeGreaterThanOrEqual(fresh.oracle.valid);
    const { rows: epochs } = await sql.query('SELECT DISTINCT rebuild_epoch FROM consumer_cursor');
    expect(epochs).toEqual([{ rebuild_epoch: 1 }]);
    stack.process.kill('SIGTERM');
    expect(await stack.exit).toBe(0);
  });

  it('without a supervisor empties the given servers, but not while a group of ours has members', async () => {
    const brokers = (process.env.FAULTS_KAFKA_BROKERS ?? '').split(',');
    const [kafka, database] = await Promise.all([
      connectTestKafka(brokers),
      createTestDatabase(process.env.FAULTS_DATABASE_URL ?? ''),
    ]);
    cleanUps.push(() => kafka.close(), database.close);
    await recreateTopics(kafka.admin);
    await kafka.producer.send({ topic: 'orders', acks: -1, messages: [{ value: '{}' }] });
    await database.sql.query(
      "INSERT INTO consumer_cursor (topic, partition, cluster_id, incarnation, start_offset, next_offset) VALUES ('orders', 0, 'c', 'c/t', 0, 0)",
    );
    const directory = newDirectory();
    const reset = () =>
      callCli(directory, ['reset', '--yes'], { KAFKA_BROKERS: brokers.join(), DATABASE_URL: database.databaseUrl })
        .ended;
    const contents = async () => ({
      records: [...(await endOffsets(kafka.admin)).values()].reduce((total, end) => total + end, 0n),
      cursors: Number((await database.sql.query('SELECT count(*) FROM consumer_cursor')).rows[0].count),
      films: Number((await database.sql.query('SELECT count(*) FROM film')).rows[0].count),
    });

    const consumer = kafka.kafka.consumer({ groupId: aggregatorGroupId });
    await consumer.connect();
    await consumer.subscribe({ topics: ['orders'] });
    const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
    await consumer.run({ eachMessage: async () => {} });
    await joined;
    const refused = await reset();
    expect(refused.code).toBe(1);
    expect(refused.stdout + refused.stderr).toMatch(
      new RegExp(`still have members: ${aggregatorGroupId} \\(tests\\).*nothing was emptied`, 's'),
    );
    expect(await contents()).toMatchObject({ records: 1n, cursors: 1 });

    await consumer.disconnect();
    const done = await reset();
    expect([done.code, done.stderr]).toEqual([0, '']);
    expect(await contents()).toEqual({ records: 0n, cursors: 0, films: 27_278 });
    expect(await kafka.admin.listTopics()).toEqual(expect.arrayContaining(Object.keys(topics)));
    expect((await kafka.admin.listGroups()).groups.map(({ groupId }) => groupId)).not.toContain(aggregatorGroupId);
  });
});
