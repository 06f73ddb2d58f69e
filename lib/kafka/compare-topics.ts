import type { Admin } from 'kafkajs';
import type { TopicPlan } from './topic-plan';
import { alterTopicSettings, readTopicSettings } from './topic-settings';

/** A property in which an existing topic is not what it should be; nothing is changed by itself. */
export interface TopicDifference {
  readonly property: string;
  readonly wanted: string;
  readonly found: string;
}

/** What became of a difference: `reason` says why it stays. */
export interface FixedDifference extends TopicDifference {
  readonly fixed: boolean;
  readonly reason: string | null;
}

export const partitionsProperty = 'partitions';
export const replicationProperty = 'replication factor';

/** Compares existing topics with their plans. Throws kafkajs' errors. */
export async function compareTopics(
  admin: Admin,
  plans: readonly TopicPlan[],
): Promise<ReadonlyMap<string, readonly TopicDifference[]>> {
  if (plans.length === 0) return new Map();
  const names = plans.map((plan) => plan.name);
  const metadata = await admin.fetchTopicMetadata({ topics: names });
  const settings = await readTopicSettings(admin, names);
  return new Map(
    plans.map((plan) => {
      const partitions = metadata.topics.find((topic) => topic.name === plan.name)?.partitions ?? [];
      const found: Record<string, string> = {
        [partitionsProperty]: String(partitions.length),
        [replicationProperty]: String(partitions[0]?.replicas.length ?? 0),
        ...Object.fromEntries((settings.get(plan.name) ?? []).map((entry) => [entry.name, entry.value])),
      };
      const wanted: Record<string, string> = {
        [partitionsProperty]: String(plan.partitions),
        [replicationProperty]: String(plan.replicationFactor),
        ...plan.settings,
      };
      const differences = Object.entries(wanted)
        .map(([property, value]) => ({ property, wanted: value, found: found[property] ?? 'unknown' }))
        .filter((difference) => difference.wanted !== difference.found);
      return [plan.name, differences];
    }),
  );
}

function whyItStays({ property, wanted, found }: TopicDifference): string | null {
  if (property === partitionsProperty && Number(wanted) < Number(found))
    return 'Kafka cannot take partitions away: delete the topic and create it again';
  if (property === replicationProperty)
    return 'replicas are moved with kafka-reassign-partitions.sh, or delete the topic and create it again';
  return null;
}

/** Alters of one topic what Kafka allows: settings, and more partitions. Throws kafkajs' errors. */
export async function fixTopic(
  admin: Admin,
  name: string,
  differences: readonly TopicDifference[],
): Promise<readonly FixedDifference[]> {
  const judged = differences.map((difference) => ({ ...difference, reason: whyItStays(difference) }));
  const possible = judged.filter(({ reason }) => reason === null);
  const settings = possible.filter(({ property }) => property !== partitionsProperty);
  if (settings.length > 0)
    await alterTopicSettings(
      admin,
      name,
      Object.fromEntries(settings.map(({ property, wanted }) => [property, wanted])),
    );
  const more = possible.find(({ property }) => property === partitionsProperty);
  if (more !== undefined)
    await admin.createPartitions({ topicPartitions: [{ topic: name, count: Number(more.wanted) }] });
  return judged.map((difference) => ({ ...difference, fixed: difference.reason === null }));
}
