import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callCli, lastJson } from '@/e2e/support/call-cli';
import { aggregatorGroupId, topics } from '@/lib/contracts/topics';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import { createTopics } from '@/lib/kafka/topics-admin';

const brokers = process.env.TEST_KAFKA_BROKERS ?? '';
const tag = randomBytes(4).toString('hex');
const kafka = createKafka({ brokers: brokers.split(','), clientId: `groups-test-${tag}`, retries: 5 });
const directory = mkdtempSync(join(tmpdir(), 'streamscope-groups-'));
const topic = `groups-${tag}`;
const group = `readers-${tag}`;
const run = (...args: string[]) => callCli(directory, ['groups', ...args], { KAFKA_BROKERS: brokers }).ended;
const consumer = kafka.consumer({ groupId: group, maxWaitTimeInMs: 50, heartbeatInterval: 200 });
let read = 0;
let betweenMs = 0;

interface Described {
  readonly state: string;
  readonly status: string;
  readonly members: readonly { clientId: string; assigned: readonly { topic: string; partition: number }[] }[];
  readonly partitions: readonly { partition: number; committedOffset: string; endOffset: string; lag: string }[];
}
const describeGroup = async (): Promise<Described> =>
  lastJson((await run('describe', group, '--json')).stdout) as unknown as Described;

const committed = async (): Promise<string[]> => {
  const [found] = await withAdmin(kafka, (admin) => admin.fetchOffsets({ groupId: group, topics: [topic] }));
  return found!.partitions.sort((a, b) => a.partition - b.partition).map(({ offset }) => offset);
};
const resetTo = (to: string, ...flags: string[]) => run('reset-offsets', group, '--topic', topic, '--to', to, ...flags);

describe('streamscope groups', () => {
  beforeAll(async () => {
    await withAdmin(kafka, (admin) => createTopics(admin, [{ ...topics.orders, name: topic, partitions: 2 }]));
    const producer = kafka.producer();
    await producer.connect();
    for (let round = 0; round < 2; round++) {
      const messages = Array.from({ length: 10 }, (_, index) => ({ value: `${index}`, partition: index % 2 }));
      if (round === 1) betweenMs = Date.now();
      await producer.send({ topic, messages });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await producer.disconnect();
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const eachBatch = async ({ batch }: { batch: { messages: readonly object[] } }) => {
      for (const message of batch.messages as readonly { count: number }[]) read += message.count;
    };
    await consumer.run({ autoCommitInterval: 100, eachBatch });
    await vi.waitUntil(() => read === 20, { timeout: 30_000 });
    await vi.waitUntil(async () => `${await committed()}` === '10,10', { timeout: 10_000 });
  });
  afterAll(async () => {
    await consumer.disconnect();
    rmSync(directory, { recursive: true, force: true });
    await withAdmin(kafka, async (admin) => {
      await admin.deleteGroups([group]);
      await admin.deleteTopics({ topics: [topic] });
    });
  });

  it('lists groups and describes members, assignments, offsets, lag and status', async () => {
    const listed = lastJson((await run('list', '--json')).stdout).groups as { group: string }[];
    expect(listed.find((one) => one.group === group)).toMatchObject({
      state: 'Stable',
      members: 1,
      lag: '0',
      topics: [topic],
    });
    const described = await describeGroup();
    expect(described).toMatchObject({ state: 'Stable', status: 'ok' });
    expect(described.members).toMatchObject([
      {
        clientId: `groups-test-${tag}`,
        assigned: [
          { topic, partition: 0 },
          { topic, partition: 1 },
        ],
      },
    ]);
    expect(described.partitions).toMatchObject([
      { partition: 0, committedOffset: '10', endOffset: '10', lag: '0' },
      { partition: 1, committedOffset: '10', endOffset: '10', lag: '0' },
    ]);
    expect((await run('describe', group)).stdout).toMatch(
      /Stable +1 +0 +ok[\s\S]*groups-test.*\n[\s\S]*0 +10 +10 +0 +ok/,
    );
    const absent = await run('describe', `absent-${tag}`);
    expect([absent.code, absent.stderr]).toEqual([1, expect.stringMatching(/There is no group absent.*groups list/)]);
  });

  it('moves no offsets of a group that is active, and says who is in it', async () => {
    const refused = await resetTo('earliest', '--execute');
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(new RegExp(`is active \\(Stable\\): groups-test-${tag} on .*stop its members first`)),
    ]);
    expect(await committed()).toEqual(['10', '10']);
  });

  it('shows what would change, and changes it only with --execute', async () => {
    await consumer.stop();
    await consumer.disconnect();
    const dry = await resetTo('earliest');
    expect([dry.code, await committed()]).toEqual([0, ['10', '10']]);
    expect(dry.stdout).toMatch(/before +after +change[\s\S]*0 +10 +0 +-10[\s\S]*Nothing was changed: add --execute/);
    for (const [to, wanted] of [
      ['earliest', ['0', '0']],
      ['offset:7', ['7', '7']],
      ['offset:7000', ['10', '10']],
      [`time:${new Date(betweenMs).toISOString()}`, ['5', '5']],
      ['latest', ['10', '10']],
    ] as const) {
      const done = await resetTo(to, '--execute', '--json');
      expect([to, done.code, lastJson(done.stdout).executed, await committed()]).toEqual([to, 0, true, wanted]);
    }
    await resetTo('offset:4', '--execute');
    expect(await describeGroup()).toMatchObject({
      state: 'Empty',
      status: 'crit',
      partitions: [{ lag: '6' }, { lag: '6' }],
    });
  });

  it('leaves our own group to the database and offers the rebuild', async () => {
    const { code, stderr } = await run(
      'reset-offsets',
      aggregatorGroupId,
      '--topic',
      'orders',
      '--to',
      'earliest',
      '--execute',
    );
    expect([code, stderr]).toEqual([1, expect.stringMatching(/truth is the database.*streamscope rebuild orders/)]);
  });

  it.each([
    [['reset-offsets', group, '--topic', topic, '--to', 'yesterday'], 2, /--to.*'yesterday'.*offset:1234 or time:/],
    [['reset-offsets', group, '--topic', topic, '--to', 'time:2026-11-22'], 2, /ISO 8601/],
    [['reset-offsets', group, '--to', 'latest'], 2, /required option '--topic/],
    [['reset-offsets', group, '--topic', `absent-${tag}`, '--to', 'latest'], 1, /There is no topic absent/],
  ])('refuses %j', async (args, wanted, said) => {
    const { code, stderr } = await run(...args);
    expect([code, stderr]).toEqual([wanted, expect.stringMatching(said)]);
  });
});
