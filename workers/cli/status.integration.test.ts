import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { topics } from '@/lib/contracts/topics';
import { createPool } from '@/lib/db/pool';
import { createMigratedDatabase, type ScratchDatabase } from '@/lib/db/scratch-database';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import { createTopics } from '@/lib/kafka/topics-admin';

const bin = fileURLToPath(new URL('./streamscope.mjs', import.meta.url));
const brokers = (process.env.TEST_KAFKA_BROKERS ?? '').split(',');
const kafka = createKafka({ brokers, clientId: 'status-test', retries: 5 });
const topic = `status-${randomBytes(4).toString('hex')}`;
const directory = mkdtempSync(join(tmpdir(), 'streamscope-status-'));
let readiness = { status: 200, reasons: [] as string[] };
const healthPort = createServer((_, response) => {
  response.statusCode = readiness.status;
  response.end(JSON.stringify({ ok: readiness.status === 200, reasons: readiness.reasons }));
});
let database: ScratchDatabase;

const status = async (...args: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [bin, 'status', '--directory', directory, ...args]);
  return stdout;
};

beforeAll(async () => {
  database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  await withAdmin(kafka, (admin) => createTopics(admin, [{ ...topics.orders, name: topic, partitions: 2 }]));
  const producer = kafka.producer();
  await producer.connect();
  const messages = Array.from({ length: 10 }, (_, index) => ({ value: 'x', partition: index % 2 }));
  await producer.send({ topic, messages });
  await producer.disconnect();
  const pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'status-test', max: 1 });
  await pool.query(
    `INSERT INTO consumer_cursor (topic, partition, cluster_id, incarnation, start_offset, next_offset, valid, dead)
     VALUES ($1, 0, 'c', 'c/t', 0, 3, 2, 1), ($1, 1, 'c', 'c/t', 0, 4, 4, 0)`,
    [topic],
  );
  await pool.end();
  healthPort.listen(0, '127.0.0.1');
  await once(healthPort, 'listening');
  const worker = { name: 'aggregator', pid: process.pid, healthPort: (healthPort.address() as AddressInfo).port };
  const stack = {
    ...{ pid: process.pid, startedAt: '2026-11-22T12:00:00Z', brokers, databaseUrl: database.databaseUrl },
    ...{ webUrl: 'http://127.0.0.1:1', gatewayUrl: 'http://127.0.0.1:1', dataDirectory: directory },
    processes: [worker],
  };
  writeFileSync(join(directory, 'stack.json'), JSON.stringify(stack));
});

afterAll(async () => {
  healthPort.close();
  rmSync(directory, { recursive: true, force: true });
  await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [topic] }));
  await database.drop();
});

it('tells totals from the cursors and lag from the ends of the log', async () => {
  const answer = JSON.parse(await status('--json'));
  expect(answer).toMatchObject({ healthy: true, problem: null });
  expect(answer.processes).toEqual([{ name: 'aggregator', pid: process.pid, state: 'ready', reasons: [] }]);
  expect(answer.topics).toMatchObject([{ topic, valid: '6', dead: '1', lag: '3', halted: [] }]);
});

it('says what is not ready and why', async () => {
  readiness = { status: 503, reasons: ['kafka: waiting for its group'] };
  const text = await status();
  expect(text).toContain('Something is wrong');
  expect(text).toMatch(/aggregator +\d+ +not ready +kafka: waiting for its group/);
});
