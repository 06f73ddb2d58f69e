import { createHiddenCluster, type HiddenCluster } from './hidden-cluster';
import { readTopicIdentities, type TopicIdentity } from './topic-identity';

export interface PartitionBounds {
  readonly low: bigint;
  /** End of what a read-committed consumer may read. */
  readonly high: bigint;
}

export interface ClusterProbe {
  /**
   * `<cluster id>/<topic id>` of each topic, null where it does not exist. Asked of the leaders of its partitions: they
   * know a topic's id before they serve its records. Rejects while brokers do not answer or disagree.
   */
  incarnations(topics: readonly string[]): Promise<ReadonlyMap<string, string | null>>;
  /** Offsets of every partition of a topic; end first, low after it. Rejects while a leader does not answer. */
  bounds(topic: string): Promise<ReadonlyMap<number, PartitionBounds>>;
  close(): Promise<void>;
}

/** Quick questions to the cluster that fail rather than wait; callers try again. */
export function createClusterProbe(options: { brokers: readonly string[]; clientId: string }): ClusterProbe {
  const cluster = createHiddenCluster({ ...options, retries: 1 });
  let leaders: readonly number[] = [];

  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    try {
      await cluster.connect();
      return await question();
    } catch (error) {
      leaders = [];
      await cluster.refreshMetadata().catch(() => {});
      throw error;
    }
  };

  return {
    incarnations: (topics) =>
      ask(async () => {
        if (cluster.getNodeIds().length === 0) await cluster.refreshMetadata();
        const known = cluster.getNodeIds().map(Number);
        const stillKnown = leaders.filter((leader) => known.includes(leader));
        const answers = await askLeaders(cluster, topics, stillKnown.length > 0 ? stillKnown : known.slice(0, 1));
        leaders = answers.leaders;
        return answers.incarnations;
      }),
    bounds: (topic) =>
      ask(async () => {
        await cluster.addMultipleTargetTopics([topic]);
        // Partitions may have been added since; kafkajs would go on with those it knows.
        await cluster.refreshMetadata();
        const partitions = cluster
          .findTopicPartitionMetadata(topic)
          .map(({ partitionId }) => ({ partition: partitionId }));
        const [end] = await cluster.fetchTopicsOffset([{ topic, fromBeginning: false, partitions }]);
        const [low] = await cluster.fetchTopicsOffset([{ topic, fromBeginning: true, partitions }]);
        const lows = new Map(low?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
        return new Map(
          end?.partitions.map(({ partition, offset }) => {
            const high = BigInt(offset);
            return [partition, { low: lows.get(partition) ?? high, high }];
          }),
        );
      }),
    close: () => cluster.disconnect(),
  };
}

async function askLeaders(
  cluster: HiddenCluster,
  topics: readonly string[],
  first: readonly number[],
): Promise<{ incarnations: Map<string, string | null>; leaders: readonly number[] }> {
  const incarnations = new Map<string, string | null>();
  const leaders = new Set<number>();
  const asked = new Set<number>();
  const waiting = [...first];
  for (let nodeId = waiting.pop(); nodeId !== undefined; nodeId = waiting.pop()) {
    asked.add(nodeId);
    const broker = await cluster.findBroker({ nodeId });
    for (const identity of await readTopicIdentities(broker, topics)) {
      const incarnation = incarnationOf(identity);
      const other = incarnations.get(identity.topic);
      if (other !== undefined && other !== incarnation)
        throw new Error(`brokers do not agree yet which topic ${identity.topic} is`);
      incarnations.set(identity.topic, incarnation);
      for (const leader of identity.leaders.values()) {
        if (leader >= 0) leaders.add(leader);
        if (leader >= 0 && !asked.has(leader) && !waiting.includes(leader)) waiting.push(leader);
      }
    }
  }
  return { incarnations, leaders: [...leaders] };
}

const incarnationOf = ({ clusterId, topicId }: TopicIdentity): string | null =>
  topicId === null ? null : `${clusterId}/${topicId}`;
