import type { Admin } from 'kafkajs';
import { type TopicDefinition, topics } from '../contracts/topics';
import { compareTopics, type TopicDifference } from './compare-topics';
import { planTopic, type TopicPlan } from './topic-plan';
import { readTopicSettings, settingsFrom } from './topic-settings';

export interface TopicOutcome {
  readonly name: string;
  readonly created: boolean;
  readonly differences: readonly TopicDifference[];
}

export interface TopicSummary {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
}

export interface TopicPartition {
  readonly partition: number;
  /** Node id, -1 = none at present. */
  readonly leader: number;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
  readonly lowOffset: bigint;
  readonly highOffset: bigint;
}

export interface TopicDescription {
  readonly name: string;
  readonly partitions: readonly TopicPartition[];
  /** Settings made on the topic itself. */
  readonly settings: Readonly<Record<string, string>>;
  /** Settings in which its brokers differ from Kafka's defaults. */
  readonly brokerSettings: Readonly<Record<string, string>>;
}

const isKafkasOwn = (name: string): boolean => name.startsWith('__');

/** Names of the topics on the cluster, sorted, without Kafka's own. */
export async function listTopics(admin: Admin): Promise<string[]> {
  return (await admin.listTopics()).filter((name) => !isKafkasOwn(name)).sort();
}

/** The topics on the cluster, sorted by name, without Kafka's own. */
export async function summarizeTopics(admin: Admin): Promise<TopicSummary[]> {
  const { topics: found } = await admin.fetchTopicMetadata();
  return found
    .filter(({ name }) => !isKafkasOwn(name))
    .map(({ name, partitions }) => ({
      name,
      partitions: partitions.length,
      replicationFactor: partitions[0]?.replicas.length ?? 0,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const settledWithinMs = 30_000;
/** A broker under load learns of a topic only some time after the controller has made it. */
const notYet = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);

/** Waits until every partition has a leader; kafkajs' own wait takes "not known yet" for an error. */
async function leadersOf(admin: Admin, plans: readonly TopicPlan[]): Promise<void> {
  const deadline = performance.now() + settledWithinMs;
  for (;;) {
    try {
      const { topics: found } = await admin.fetchTopicMetadata({ topics: plans.map((plan) => plan.name) });
      if (found.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0))) return;
    } catch (error) {
      if (!notYet.has((error as { type?: string }).type ?? '')) throw error;
    }
    if (performance.now() > deadline) throw new Error(`topics have no leaders after ${settledWithinMs / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Creates the topics that are missing and says in what existing ones differ from their plans; may be run at any time by
 * any number of processes. Throws when the cluster refuses a topic.
 */
export async function createPlannedTopics(admin: Admin, plans: readonly TopicPlan[]): Promise<TopicOutcome[]> {
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

/** The same for definitions; replication follows the number of brokers. */
export async function createTopics(
  admin: Admin,
  definitions: readonly TopicDefinition[] = Object.values(topics),
): Promise<TopicOutcome[]> {
  const { brokers } = await admin.describeCluster();
  return createPlannedTopics(
    admin,
    definitions.map((definition) => planTopic(definition, brokers.length)),
  );
}

/** Deletes those that exist and waits until no broker lists them; returns their names. Throws when Kafka refuses. */
export async function deleteTopics(admin: Admin, names: readonly string[]): Promise<string[]> {
  const present = new Set(await admin.listTopics());
  const doomed = names.filter((name) => present.has(name));
  if (doomed.length === 0) return [];
  await admin.deleteTopics({ topics: doomed });
  const deadline = performance.now() + settledWithinMs;
  for (;;) {
    const left = new Set(await admin.listTopics());
    if (!doomed.some((name) => left.has(name))) return doomed;
    if (performance.now() > deadline) throw new Error(`topics are still there after ${settledWithinMs / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Partitions with leader, replicas, in-sync replicas and offsets; null when there is no such topic. */
export async function describeTopic(admin: Admin, name: string): Promise<TopicDescription | null> {
  if (!(await admin.listTopics()).includes(name)) return null;
  const metadata = await admin.fetchTopicMetadata({ topics: [name] });
  const offsets = new Map((await admin.fetchTopicOffsets(name)).map((entry) => [entry.partition, entry]));
  const settings = (await readTopicSettings(admin, [name])).get(name) ?? [];
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
    settings: settingsFrom(settings, 'topic'),
    brokerSettings: settingsFrom(settings, 'broker'),
  };
}
