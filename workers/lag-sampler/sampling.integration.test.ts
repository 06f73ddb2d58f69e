import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LagSample, lagSampleSchema } from '@/lib/contracts/metric-sample';
import { topics } from '@/lib/contracts/topics';
import { createLagSamplerLock } from '@/lib/db/lag-sampler-lock';
import { createPool, type Pool } from '@/lib/db/pool';
import { createMigratedDatabase, type ScratchDatabase } from '@/lib/db/scratch-database';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import type { MetricsPublisher } from '@/lib/kafka/metrics-publisher';
import { createTopics } from '@/lib/kafka/topics-admin';
import { createLog } from '@/lib/runtime/log';
import { eventually } from '../../e2e/support/eventually';
import { createSampling, type Sampling } from './sampling';

const brokers = (process.env.TEST_KAFKA_BROKERS ?? '').split(',');
const kafka = createKafka({ brokers, clientId: 'sampling-test', retries: 5 });
const suffix = randomBytes(4).toString('hex');
const foreignTopic = `invoices-${suffix}`;
const foreignGroup = `billing-${suffix}`;
let database: ScratchDatabase;
let pool: Pool;
const samplings: Sampling[] = [];

beforeAll(async () => {
  database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'sampling-test' });
  await withAdmin(kafka, async (admin) => {
    await createTopics(admin, [topics.orders, topics.metrics, { ...topics.orders, name: foreignTopic, partitions: 2 }]);
    await admin.setOffsets({ groupId: foreignGroup, topic: foreignTopic, partitions: [{ partition: 1, offset: '0' }] });
  });
});

afterEach(async () => {
  for (const sampling of samplings.splice(0)) await sampling.stop();
});

afterAll(async () => {
  await pool.end();
  await database.drop();
  await withAdmin(kafka, async (admin) => {
    await admin.deleteGroups([foreignGroup]);
    await admin.deleteTopics({ topics: [foreignTopic] });
  });
});

async function sampler(name: string, databaseUrl = database.databaseUrl) {
  const samples: LagSample[] = [];
  const publisher = {
    publish: (sample: object) => samples.push(lagSampleSchema.parse({ v: 1, source: name, sequence: 1, ...sample })),
  } as unknown as MetricsPublisher;
  const sampling = createSampling({
    createAdmin: () => createKafka({ brokers, clientId: name, retries: 2 }).admin(),
    lock: createLagSamplerLock({ databaseUrl, applicationName: name }),
    publisher,
    groupId: 'ours',
    log: createLog({ process: 'lag-sampler', instance: name, level: 'error' }),
  });
  samplings.push(sampling);
  await sampling.start(new AbortController().signal);
  return { sampling, samples };
}

describe('createSampling', () => {
  it('samples every group each second, one sampler at a time', async () => {
    const first = await sampler(`first-${suffix}`);
    await eventually('a sample', () => first.samples.length > 0);
    const second = await sampler(`second-${suffix}`);
    await eventually('the other to stand by', () => second.sampling.role === 'standing by');
    const before = first.samples.length;
    await eventually('three more samples', () => first.samples.length >= before + 3, { withinMs: 5_000 });
    expect(second.samples).toEqual([]);
    const newest = first.samples.at(-1);
    expect(newest).toMatchObject({ brokers: { up: 1, known: 1 }, database: { up: true }, ledger: { balances: true } });
    const billing = newest?.groups.find(({ group }) => group === foreignGroup);
    expect(billing).toMatchObject({ internal: false, state: 'Empty', members: 0 });
    expect(billing?.partitions).toEqual([
      { topic: foreignTopic, partition: 1, lowOffset: '0', endOffset: '0', committedOffset: '0', cursorOffset: null },
    ]);
    const ours = newest?.groups.find(({ group }) => group === 'ours')?.partitions;
    expect(ours?.filter(({ topic }) => topic === 'orders')).toHaveLength(6);
    expect(ours?.filter(({ topic }) => topic === foreignTopic)).toEqual([]);
    await first.sampling.stop();
    await eventually('the other to take over', () => second.samples.length > 0, { withinMs: 10_000 });
  });

  it('goes on when a topic it measured is deleted', async () => {
    const { samples } = await sampler(`steady-${suffix}`);
    const name = `passing-${suffix}`;
    const group = `${name}-group`;
    const measures = (): boolean =>
      samples.at(-1)?.groups.some((entry) => entry.group === group && entry.partitions.length > 0) ?? false;
    await withAdmin(kafka, async (admin) => {
      await createTopics(admin, [{ ...topics.orders, name, partitions: 1 }]);
      await admin.setOffsets({ groupId: group, topic: name, partitions: [{ partition: 0, offset: '0' }] });
      await eventually('the topic to be measured', measures, { withinMs: 15_000 });
      await admin.deleteTopics({ topics: [name] });
    });
    const before = samples.length;
    await eventually('three samples more', () => samples.length >= before + 3, { withinMs: 15_000 });
    expect(measures()).toBe(false);
  });

  it('goes on with committed lag while the database does not answer, and says so', async () => {
    const url = new URL(database.databaseUrl);
    url.port = '1';
    const { sampling, samples } = await sampler(`blind-${suffix}`, url.href);
    await eventually('a sample', () => samples.length > 0);
    expect(sampling.role).toBe('without lock');
    expect(samples[0]).toMatchObject({ database: { up: false, probeMs: null }, ledger: null });
    const ours = samples[0]?.groups.find(({ group }) => group === 'ours');
    expect(ours?.partitions.every(({ cursorOffset }) => cursorOffset === null)).toBe(true);
  });
});
