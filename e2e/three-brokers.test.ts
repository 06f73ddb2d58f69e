import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { eventually } from './support/eventually';
import { findProblems } from './support/invariants';
import { readOracle } from './support/read-oracle';
import { cleanUp, newStackDirectory, readyLine, runStack } from './support/run-stack';
import { readCursors } from './support/stored-state';
import { connectTestKafka, endOffsets } from './support/test-kafka';

const directory = newStackDirectory();
afterAll(() => cleanUp(directory));

it('loses and doubles nothing when the leader of a partition is killed under load', async () => {
  const stack = runStack({ directory, arguments: ['--brokers', '3', '--orders-per-second', '500'] });
  await stack.said(readyLine);
  const { brokers, databaseUrl, processes } = stack.file();
  expect(brokers).toHaveLength(3);
  const sql = new pg.Pool({ connectionString: databaseUrl });
  const kafka = await connectTestKafka(brokers);
  const stored = async () => [...(await readCursors(sql)).values()].reduce((sum, cursor) => sum + cursor.valid, 0n);
  await eventually('orders are stored', async () => (await stored()) > 1_000n);

  const { topics } = await kafka.admin.fetchTopicMetadata({ topics: ['orders'] });
  const partition = topics[0]?.partitions[0];
  expect(partition?.replicas).toHaveLength(3);
  const leader = partition?.leader ?? 0;
  const record = join(directory, 'three-brokers/kafka', `node-${leader}`, 'process.json');
  process.kill(JSON.parse(readFileSync(record, 'utf8')).pid, 'SIGKILL');
  await stack.said(`Kafka node ${leader} ended by itself (SIGKILL)`);
  const atKill = await stored();
  await eventually('orders go on being stored', async () => (await stored()) > atKill + 2_000n, { withinMs: 60_000 });
  await stack.said(`Kafka node ${leader} is back`);

  const producer = processes.find(({ name }) => name === 'producer')?.pid ?? 0;
  process.kill(producer, 'SIGSTOP');
  const isCaughtUp = async () => {
    const [ends, cursors] = [await endOffsets(kafka.admin), await readCursors(sql)];
    return [...ends].every(([id, end]) => cursors.get(id)?.nextOffset === end);
  };
  await eventually('every cursor stands at the end of its partition', isCaughtUp, { withinMs: 60_000 });
  const findings = await findProblems(sql, await readOracle(brokers));
  process.kill(producer, 'SIGCONT');
  expect(findings).toEqual({ lost: 0, doubled: 0, problems: [] });

  await Promise.all([kafka.close(), sql.end()]);
  stack.process.kill('SIGTERM');
  expect(await stack.exit).toBe(0);
});
