import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { callCli, lastJson } from '@/e2e/support/call-cli';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import { describeTopic } from '@/lib/kafka/topics-admin';

const brokers = process.env.TEST_KAFKA_BROKERS ?? '';
const kafka = createKafka({ brokers: brokers.split(','), clientId: 'topics-test', retries: 5 });
const directory = mkdtempSync(join(tmpdir(), 'streamscope-topics-'));
const tag = randomBytes(4).toString('hex');
const own = `topics-${tag}`;
const run = (...args: string[]) => callCli(directory, args, { KAFKA_BROKERS: brokers }).ended;

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await withAdmin(kafka, async (admin) => {
    if ((await admin.listTopics()).includes(own)) await admin.deleteTopics({ topics: [own] });
  });
});

const days = (count: number): string => String(count * 86_400_000);
const eventTopic = { 'cleanup.policy': 'delete', 'compression.type': 'producer', 'max.message.bytes': '4194304' };

/** The table of the specification, by hand. */
const wanted: Readonly<Record<string, [partitions: number, settings: Record<string, string>]>> = {
  orders: [6, { ...eventTopic, 'retention.ms': days(7) }],
  ratings: [6, { ...eventTopic, 'retention.ms': days(7), 'compression.type': 'lz4' }],
  metrics: [1, { ...eventTopic, 'retention.ms': days(30), 'compression.type': 'gzip' }],
  events_views: [3, { ...eventTopic, 'retention.ms': days(7) }],
  events_clicks: [3, { ...eventTopic, 'retention.ms': days(7) }],
  events_ratings: [3, { ...eventTopic, 'retention.ms': days(7) }],
  'user-movie-events': [3, { ...eventTopic, 'retention.ms': days(30) }],
  control: [1, { 'cleanup.policy': 'compact', 'compression.type': 'producer', 'max.message.bytes': '1048576' }],
};

describe('streamscope topics', () => {
  it('creates every topic with the partitions and settings of the table, on the broker itself', async () => {
    expect((await run('topics', 'create')).code).toBe(0);
    for (const [name, [partitions, settings]] of Object.entries(wanted)) {
      const described = await withAdmin(kafka, (admin) => describeTopic(admin, name));
      expect([name, described!.partitions.length, described!.settings]).toEqual([
        name,
        partitions,
        { ...settings, 'message.timestamp.type': 'LogAppendTime', 'min.insync.replicas': '1' },
      ]);
    }
    const { stdout } = await run('topics', 'list', '--json');
    const listed = lastJson(stdout).topics as { name: string; stream: string | null }[];
    expect(listed.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(wanted)));
    expect(listed.find(({ name }) => name === 'events_clicks')?.stream).toBe('engagement');
  });

  it('creates one topic as told, says in what it differs, and alters with --fix what Kafka allows', async () => {
    const created = await run('topics', 'create', own, '--partitions', '2', '--replication-factor', '1', '--json');
    expect(lastJson(created.stdout)).toEqual({ topics: [{ name: own, created: true, differences: [] }] });
    await withAdmin(kafka, (admin) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [
          {
            type: 2,
            name: own,
            configEntries: [
              { name: 'retention.ms', value: '1000' },
              { name: 'segment.ms', value: '600000' },
            ],
          },
        ],
      }),
    );
    const told = await run('topics', 'create', own, '--partitions', '4');
    expect(told.code).toBe(0);
    expect(told.stdout).toContain(`${own}: exists and differs`);
    expect(told.stdout).toMatch(/partitions is 2, wanted 4[\s\S]*retention\.ms is 1000, wanted 604800000[\s\S]*--fix/);
    const fixed = await run('topics', 'create', own, '--partitions', '4', '--fix', '--json');
    expect([fixed.code, fixed.stderr]).toEqual([0, '']);
    const described = lastJson((await run('topics', 'describe', own, '--json')).stdout) as {
      partitions: unknown[];
      settings: Record<string, string>;
    };
    expect(described.partitions).toHaveLength(4);
    expect(described.settings).toMatchObject({
      'retention.ms': days(7),
      'message.timestamp.type': 'LogAppendTime',
      'segment.ms': '600000',
    });
    const fewer = await run('topics', 'create', own, '--partitions', '3', '--fix');
    expect([fewer.code, fewer.stdout]).toEqual([1, expect.stringMatching(/Kafka cannot take partitions away: delete/)]);
  });

  it('shows leaders, replicas, in-sync replicas and offsets', async () => {
    const { stdout } = await run('topics', 'describe', own);
    expect(stdout).toContain(`${own}: 4 partition(s), 0 record(s)`);
    expect(stdout).toMatch(/partition +leader +replicas +in sync +low +high +records\n +0 +1 +1 +1 +0 +0 +0/);
  });

  it.each([
    [['topics', 'create', 'no spaces'], /NAME: "no spaces" is no topic's name/],
    [['topics', 'create', '--partitions', '3'], /--partitions is for one topic/],
    [['topics', 'create', own, '--replication-factor', '5'], /--replication-factor: 5 replicas.*the cluster has 1/],
    [['topics', 'delete', '__consumer_offsets', '--yes'], /belong to Kafka itself/],
  ])('refuses %j with exit code 2, the flag and the reason', async (args, said) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(said);
  });

  it('deletes a topic only after a yes', async () => {
    const asked = await run('topics', 'delete', own);
    expect([asked.code, asked.stderr]).toEqual([
      2,
      expect.stringMatching(/0 record\(s\) in 4 partition\(s\) go[\s\S]*--yes/),
    ]);
    const done = await run('topics', 'delete', own, '--yes', '--json');
    expect([done.code, lastJson(done.stdout)]).toEqual([0, { deleted: own, records: '0' }]);
    const gone = await run('topics', 'delete', own, '--yes');
    expect([gone.code, gone.stderr]).toEqual([1, expect.stringContaining(`There is no topic ${own}`)]);
  });
});
