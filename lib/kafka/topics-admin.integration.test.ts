import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { topics } from '../contracts/topics';
import { createKafka, withAdmin } from './client';
import { planTopic } from './topic-plan';
import { createTopics, describeTopic, listTopics } from './topics-admin';

const kafka = createKafka({
  brokers: (process.env.TEST_KAFKA_BROKERS ?? '').split(','),
  clientId: 'topics-admin-test',
  retries: 5,
});
const tag = randomBytes(4).toString('hex');
const definitions = Object.values(topics).map((topic) => ({ ...topic, name: `${topic.name}-${tag}` }));
const names = definitions.map((definition) => definition.name);

describe('creating topics', () => {
  afterAll(() => withAdmin(kafka, (admin) => admin.deleteTopics({ topics: names })));

  it('replicates as far as there are brokers, and asks for one in-sync replica less than it has', () => {
    const factors = [1, 2, 3, 5].map((brokers) => {
      const plan = planTopic(topics.orders, brokers);
      return [plan.replicationFactor, plan.settings['min.insync.replicas']];
    });
    expect(factors).toEqual([
      [1, '1'],
      [2, '1'],
      [3, '2'],
      [3, '2'],
    ]);
  });

  it('may be repeated, also by several at once, and changes nothing the second time', async () => {
    await withAdmin(kafka, async (admin) => {
      const [one, two] = await Promise.all([createTopics(admin, definitions), createTopics(admin, definitions)]);
      for (const [index, name] of names.entries()) {
        expect([one[index]!.name, two[index]!.name]).toEqual([name, name]);
        expect([one[index]!.created, two[index]!.created].filter(Boolean)).toHaveLength(1);
      }
      const again = await createTopics(admin, definitions);
      expect(again).toEqual(names.map((name) => ({ name, created: false, differences: [] })));
      expect(await listTopics(admin)).toEqual(expect.arrayContaining(names));
    });
  });

  it('gives every topic append time, its retention, compression, size and cleanup policy', async () => {
    await withAdmin(kafka, async (admin) => {
      const [orders, ratings, metrics, control] = await Promise.all(
        [topics.orders, topics.ratings, topics.metrics, topics.control].map(({ name }) =>
          describeTopic(admin, `${name}-${tag}`),
        ),
      );
      expect(orders!.settings).toMatchObject({
        'message.timestamp.type': 'LogAppendTime',
        'max.message.bytes': '4194304',
        'retention.ms': '604800000',
        'cleanup.policy': 'delete',
        'min.insync.replicas': '1',
      });
      expect(orders!.partitions.map((partition) => partition.partition)).toEqual([0, 1, 2, 3, 4, 5]);
      expect(orders!.partitions[0]).toMatchObject({ replicas: [1], inSync: [1], lowOffset: 0n, highOffset: 0n });
      expect(ratings!.settings['compression.type']).toBe('lz4');
      expect(metrics!.settings['compression.type']).toBe('gzip');
      expect(metrics!.partitions).toHaveLength(1);
      expect(control!.settings['cleanup.policy']).toBe('compact');
      expect(control!.settings['message.timestamp.type']).toBe('LogAppendTime');
    });
  });

  it('says in what an existing topic differs and leaves it as it is', async () => {
    await withAdmin(kafka, async (admin) => {
      const wanted = { ...definitions[0]!, partitions: 8, retentionMs: 1_000 };
      const [outcome] = await createTopics(admin, [wanted]);
      expect(outcome).toEqual({
        name: wanted.name,
        created: false,
        differences: [
          { property: 'partitions', wanted: '8', found: '6' },
          { property: 'retention.ms', wanted: '1000', found: '604800000' },
        ],
      });
      expect((await describeTopic(admin, wanted.name))!.settings['retention.ms']).toBe('604800000');
    });
  });

  it('describes what is in a topic, and knows when there is none', async () => {
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({ topic: names[0]!, messages: [1, 2, 3].map(() => ({ value: 'x', partition: 4 })) });
    await producer.disconnect();
    await withAdmin(kafka, async (admin) => {
      const topic = await describeTopic(admin, names[0]!);
      expect(topic!.partitions[4]).toEqual({
        ...{ partition: 4, leader: 1, replicas: [1], inSync: [1] },
        ...{ lowOffset: 0n, highOffset: 3n },
      });
      expect(await describeTopic(admin, `absent-${tag}`)).toBeNull();
    });
  });
});
