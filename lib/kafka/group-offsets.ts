import type { Admin } from 'kafkajs';

/** kafkajs' admin, for those who may not name kafkajs. */
export type KafkaAdmin = Admin;

/** A consumer group as the broker knows it. */
export interface GroupStanding {
  readonly group: string;
  /** Kafka's word: Stable, Empty, PreparingRebalance, CompletingRebalance, Dead. */
  readonly state: string;
  readonly members: number;
  readonly committed: readonly { readonly topic: string; readonly partition: number; readonly offset: bigint }[];
}

export interface PartitionEnds {
  readonly topic: string;
  readonly partition: number;
  readonly lowOffset: bigint;
  readonly endOffset: bigint;
}

/** State, members and committed offsets of every consumer group. Throws kafkajs' errors. */
export async function readGroups(admin: Admin): Promise<GroupStanding[]> {
  const listed = (await admin.listGroups()).groups.filter(
    ({ protocolType }) => protocolType === 'consumer' || protocolType === '',
  );
  if (listed.length === 0) return [];
  const described = await admin.describeGroups(listed.map(({ groupId }) => groupId));
  return Promise.all(
    listed.map(async ({ groupId }) => {
      const found = described.groups.find((group) => group.groupId === groupId);
      const offsets = await admin.fetchOffsets({ groupId });
      return {
        group: groupId,
        state: found?.state ?? 'Dead',
        members: found?.members.length ?? 0,
        committed: offsets.flatMap(({ topic, partitions }) =>
          partitions
            .map(({ partition, offset }) => ({ topic, partition, offset: BigInt(offset) }))
            .filter(({ offset }) => offset >= 0n),
        ),
      };
    }),
  );
}

/** Low and end offsets of the topics' partitions; topics that do not exist are left out. Throws kafkajs' errors. */
export async function readTopicEnds(admin: Admin, names: Iterable<string>): Promise<PartitionEnds[]> {
  const wanted = new Set(names);
  const existing = (await admin.listTopics()).filter((topic) => wanted.has(topic));
  const ends = await Promise.all(
    existing.map(async (topic) =>
      (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => ({
        topic,
        partition,
        lowOffset: BigInt(low),
        endOffset: BigInt(high),
      })),
    ),
  );
  return ends.flat().sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition);
}

/** Node ids of the brokers that are registered now, and of all that hold a replica of the topic. Throws kafkajs' errors. */
export async function readBrokers(admin: Admin, topic: string): Promise<{ up: number[]; replicas: number[] }> {
  const { brokers } = await admin.describeCluster();
  const exists = (await admin.listTopics()).includes(topic);
  const { topics } = exists ? await admin.fetchTopicMetadata({ topics: [topic] }) : { topics: [] };
  return {
    up: brokers.map(({ nodeId }) => nodeId),
    replicas: topics.flatMap(({ partitions }) => partitions.flatMap(({ replicas }) => replicas)),
  };
}
