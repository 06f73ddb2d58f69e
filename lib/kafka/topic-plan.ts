import { type TopicDefinition, type TopicName, topics } from '../contracts/topics';

/** Everything a topic must be on a given cluster. */
export interface TopicPlan {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** Append time everywhere: "appended" is the broker's clock, and replayed old events are not eaten by retention. */
export function planTopic(
  definition: TopicDefinition,
  brokers: number,
  wanted: { readonly partitions?: number | undefined; readonly replicationFactor?: number | undefined } = {},
): TopicPlan {
  const replicationFactor = wanted.replicationFactor ?? Math.min(3, brokers);
  return {
    name: definition.name,
    partitions: wanted.partitions ?? definition.partitions,
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

/** The definition of one of our topics; a topic of somebody else is made like the orders' topic. */
export const definitionOf = (name: string): TopicDefinition =>
  Object.hasOwn(topics, name) ? topics[name as TopicName] : { ...topics.orders, name, partitions: 3, key: '' };

/** What is wrong with a topic's name, null when Kafka takes it. */
export function topicNameProblem(name: string): string | null {
  if (name === '.' || name === '..' || !/^[A-Za-z0-9._-]{1,249}$/.test(name))
    return 'a topic is named by 1 to 249 letters, digits, dots, underscores and hyphens';
  return name.startsWith('__') ? 'names that begin with __ belong to Kafka itself' : null;
}
