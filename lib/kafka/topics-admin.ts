import type { Admin } from 'kafkajs';
import { type TopicDefinition, topics } from '../contracts/topics';
import { kafkajs } from './load-kafkajs';

/** Everything a topic of ours must be on a cluster with `brokers` brokers. */
export interface TopicPlan {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** A property in which an existing topic is not what it should be; nothing is changed by itself. */
export interface TopicDifference {
  readonly property: string;
  readonly wanted: string;
  readonly found: string;
}

export interface TopicOutcome {
  readonly name: string;
  readonly created: boolean;
  readonly differences: readonly TopicDifference[];
}

export interface TopicPartition {
  readonly partition: number;
  readonly leader: number;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
  readonly lowOffset: bigint;
  readonly highOffset: bigint;
}

export interface TopicDescription {
  readonly name: string;
  readonly partitions: readonly TopicPartition[];
  /** Settings that differ from the broker's defaults. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Source of a setting made on the topic itself (KIP-226). */
const dynamicTopicConfig = 1;

/** Append time everywhere: "appended" is the broker's clock, and replayed old events are not eaten by retention. */
export function planTopic(definition: TopicDefinition, brokers: number): TopicPlan {
  const replicationFactor = Math.min(3, brokers);
  return {
    name: definition.name,
    partitions: definition.partitions,
    replicationFactor,
    settings: {
      'cleanup.policy': definition.cleanupPolicy,
      'compression.type': definition.compressionType,
      'max.message.bytes': String(definition.maxMessageBytes),
      'message.timestamp.type': 'LogAppendTime',
      'min.insync.replicas': String(Math.max(1, replicationFactor - 1)),
      ...(definition.retentionMs === null ? {} : { 'retention.ms': String(definition.retentionMs) }),
    },
  };
}

async function readSettings(admin: Admin, names: readonly string[]) {
  if (names.length === 0) return new Map<string, { name: string; value: string; source: number }[]>();
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name })),
  });
  return new Map(
    resources.map((resource) => [
      resource.resourceName,
      resource.configEntries.map((entry) => ({
        name: entry.configName,
        value: entry.configValue,
        source: Number(entry.configSource),
      })),
    ]),
  );
}

/** Names of the topics on the cluster, sorted, without Kafka's own. */
export async function listTopics(admin: Admin): Promise<string[]> {
  return (await admin.listTopics()).filter((name) => !name.startsWith('__')).sort();
}

/** Compares existing topics with their plans. */
async function compareTopics(admin: Admin, plans: readonly TopicPlan[]): Promise<Map<string, TopicDifference[]>> {
  if (plans.length === 0) return new Map();
  const names = plans.map((plan) => plan.name);
  const metadata = await admin.fetchTopicMetadata({ topics: names });
  const settings = await readSettings(admin, names);
  return new Map(
    plans.map((plan) => {
      const partitions = metadata.topics.find((topic) => topic.name === plan.name)?.partitions ?? [];
      const found: Record<string, string> = {
        partitions: String(partitions.length),
        'replication factor': String(partitions[0]?.replicas.length ?? 0),
        ...Object.fromEntries((settings.get(plan.name) ?? []).map((entry) => [entry.name, entry.value])),
      };
      const wanted: Record<string, string> = {
        partitions: String(plan.partitions),
        'replication factor': String(plan.replicationFactor),
        ...plan.settings,
      };
      const differences = Object.entries(wanted)
        .map(([property, value]) => ({ property, wanted: value, found: found[property] ?? 'unknown' }))
        .filter((difference) => difference.wanted !== difference.found);
      return [plan.name, differences];
    }),
  );
}

const leadersWithinMs = 30_000;
/** A broker under load learns of a topic only some time after the controller has made it. */
const notYet = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);

/** Waits until every partition has a leader; kafkajs' own wait takes "not known yet" for an error. */
async function leadersOf(admin: Admin, plans: readonly TopicPlan[]): Promise<void> {
  const deadline = performance.now() + leadersWithinMs;
  for (;;) {
    try {
      const { topics: found } = await admin.fetchTopicMetadata({ topics: plans.map((plan) => plan.name) });
      if (found.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0))) return;
    } catch (error) {
      if (!notYet.has((error as { type?: string }).type ?? '')) throw error;
    }
    if (performance.now() > deadline) throw new Error(`topics have no leaders after ${leadersWithinMs / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Creates the topics that are missing and says in what existing ones differ; may be run at any time by any number of
 * processes. Replication follows the number of brokers. Throws when the cluster refuses a topic.
 */
export async function createTopics(
  admin: Admin,
  definitions: readonly TopicDefinition[] = Object.values(topics),
): Promise<TopicOutcome[]> {
  const { brokers } = await admin.describeCluster();
  const plans = definitions.map((definition) => planTopic(definition, brokers.length));
  const before = new Set(await admin.listTopics());
  const created = new Set<string>();
  for (const plan of plans.filter((candidate) => !before.has(candidate.name))) {
    const made = await admin.createTopics({
      waitForLeaders: false,
      topics: [
        {
          topic: plan.name,
          numPartitions: plan.partitions,
          replicationFactor: plan.replicationFactor,
          configEntries: Object.entries(plan.settings).map(([name, value]) => ({ name, value })),
        },
      ],
    });
    if (made) created.add(plan.name);
  }
  await leadersOf(admin, plans);
  const differences = await compareTopics(
    admin,
    plans.filter((plan) => !created.has(plan.name)),
  );
  return plans.map((plan) => ({
    name: plan.name,
    created: created.has(plan.name),
    differences: differences.get(plan.name) ?? [],
  }));
}

/** Partitions with leader, replicas, in-sync replicas and offsets; null when there is no such topic. */
export async function describeTopic(admin: Admin, name: string): Promise<TopicDescription | null> {
  if (!(await admin.listTopics()).includes(name)) return null;
  const metadata = await admin.fetchTopicMetadata({ topics: [name] });
  const offsets = new Map((await admin.fetchTopicOffsets(name)).map((entry) => [entry.partition, entry]));
  const settings = (await readSettings(admin, [name])).get(name) ?? [];
  const partitions = (metadata.topics[0]?.partitions ?? []).map((partition) => ({
    partition: partition.partitionId,
    leader: partition.leader,
    replicas: partition.replicas,
    inSync: partition.isr,
    lowOffset: BigInt(offsets.get(partition.partitionId)?.low ?? 0),
    highOffset: BigInt(offsets.get(partition.partitionId)?.high ?? 0),
  }));
  return {
    name,
    partitions: partitions.sort((a, b) => a.partition - b.partition),
    settings: Object.fromEntries(
      settings.filter((entry) => entry.source === dynamicTopicConfig).map((entry) => [entry.name, entry.value]),
    ),
  };
}
