import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '@/lib/db/migrate';
import { freePort } from '@/lib/embedded/free-port';
import type { LiveSnapshot } from '../lib/contracts/live-frame';
import { addParcels } from './support/add-parcels';
import { cloneTree } from './support/clone-tree';
import { eventually } from './support/eventually';
import { newStackDirectory, repository } from './support/run-stack';
import { createTestDatabase, type TestDatabase } from './support/test-database';
import { connectTestKafka, deleteTopics, recreateTopics, type TestKafka } from './support/test-kafka';

const good = 400;
const bad = [
  { value: 'not json', code: 'NOT_JSON', fieldPath: '' },
  { value: '{"parcel_id":"p","event_time_ms":1}', code: 'MISSING_FIELD', fieldPath: 'grams' },
  { value: '{"parcel_id":"p","grams":0,"event_time_ms":1}', code: 'OUT_OF_RANGE', fieldPath: 'grams' },
];

describe('a sixth stream', () => {
  const parent = newStackDirectory();
  const clone = join(mkdtempSync(join(parent, 'tree-')), 'clone');
  const children: ChildProcess[] = [];
  let kafka: TestKafka;
  let database: TestDatabase;

  beforeAll(async () => {
    cloneTree(repository, clone);
    addParcels(clone);
    kafka = await connectTestKafka((process.env.FAULTS_KAFKA_BROKERS ?? '').split(','));
    await recreateTopics(kafka.admin);
    await deleteTopics(kafka.admin, ['parcels']);
    database = await createTestDatabase(process.env.FAULTS_DATABASE_URL ?? '');
    await migrate(database.databaseUrl, { directory: pathToFileURL(`${join(clone, 'prisma/migrations')}/`) });
  }, 120_000);
  afterAll(async () => {
    await Promise.all(
      children.map(async (child) => {
        if (child.exitCode !== null) return;
        child.kill('SIGTERM');
        await once(child, 'exit');
      }),
    );
    await deleteTopics(kafka.admin, ['parcels']);
    await Promise.allSettled([kafka.close(), database.close()]);
    rmSync(parent, { recursive: true, force: true });
  });

  const startWorker = (name: string, environment: Readonly<Record<string, string>>): void => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(clone, 'workers', name, 'main.ts')], {
      cwd: clone,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...{ NODE_ENV: 'production', PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
        ...{ KAFKA_BROKERS: kafka.brokers.join(','), DATABASE_URL: database.databaseUrl },
        ...environment,
      },
    });
    children.push(child);
  };

  it('is a folder and a few lines: types, topic, worker, dead letters and live figures follow', async () => {
    const types = spawnSync(join(clone, 'node_modules/.bin/tsc'), ['--noEmit'], { cwd: clone, encoding: 'utf8' });
    expect(types.stdout).toBe('');
    const cli = ['workers/cli/streamscope.mjs', 'topics', 'create', '--json', '--bootstrap-servers'];
    execFileSync(process.execPath, [...cli, kafka.brokers.join(',')], { cwd: clone });
    expect((await kafka.admin.fetchTopicMetadata({ topics: ['parcels'] })).topics[0]?.partitions).toHaveLength(2);

    const gatewayPort = await freePort();
    const groupId = `parcels.${randomBytes(4).toString('hex')}`;
    startWorker('aggregator', { STREAMSCOPE_GROUP_ID: groupId, STREAMSCOPE_STREAMS: 'parcels' });
    startWorker('lag-sampler', { STREAMSCOPE_GROUP_ID: groupId });
    startWorker('gateway', { STREAMSCOPE_GROUP_ID: groupId, GATEWAY_PORT: String(gatewayPort) });

    const parcels = Array.from({ length: good }, (_, at) => ({
      key: `p${at}`,
      value: JSON.stringify({ parcel_id: `p${at}`, grams: at + 1, event_time_ms: Date.now() }),
    }));
    await kafka.producer.send({ topic: 'parcels', acks: -1, messages: [...parcels, ...bad] });
    const stored = async () => {
      const { rows } = await database.sql.query(
        'SELECT coalesce(sum(parcels), 0)::int AS parcels, coalesce(sum(grams), 0)::int AS grams FROM parcel_hour',
      );
      return rows[0].parcels >= good ? rows[0] : null;
    };
    const sums = await eventually('the parcels are stored', stored, { withinMs: 60_000 });
    expect(sums).toEqual({ parcels: good, grams: (good * (good + 1)) / 2 });

    const letters = await eventually(
      'the wrong parcels are dead letters',
      async () => {
        const { rows } = await database.sql.query(
          `SELECT code, field_path, convert_from(value, 'UTF8') AS value FROM dead_letter WHERE topic = 'parcels'`,
        );
        return rows.length >= bad.length ? rows : null;
      },
      { withinMs: 20_000 },
    );
    const byCode = (a: { code: string }, b: { code: string }): number => a.code.localeCompare(b.code);
    expect(
      letters.map((row) => ({ value: row.value, code: row.code, fieldPath: row.field_path })).sort(byCode),
    ).toEqual([...bad].sort(byCode));

    const snapshot = await eventually(
      'the live figures show parcels, their lag and their errors',
      async () => {
        const url = `http://127.0.0.1:${gatewayPort}/snapshot?stream=parcels&window=60s`;
        const response = await fetch(url).catch(() => null);
        if (response === null || !response.ok) return null;
        const { bins } = (await response.json()) as LiveSnapshot;
        const throughput = bins.reduce((sum, bin) => sum + Number(Object.entries(bin.throughput)[0]?.[1] ?? 0), 0);
        const errors = bins.reduce((sum, bin) => sum + Number(bin.errors?.NOT_JSON ?? 0), 0);
        const lag = bins.map((bin) => Object.entries(bin.lag)[0]?.[1]).findLast((value) => typeof value === 'number');
        return throughput === good + bad.length && errors === 1 && lag === 0 ? { throughput, errors, lag } : null;
      },
      { withinMs: 60_000 },
    );
    expect(snapshot).toEqual({ throughput: good + bad.length, errors: 1, lag: 0 });
  });
});
