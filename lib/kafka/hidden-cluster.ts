import { createKafka } from './client';

/** The part of a kafkajs broker object that requests of our own go through. */
export interface HiddenBroker {
  readonly nodeId: number | null;
  readonly connectionPool: {
    send(exchange: {
      request: { apiKey: number; apiVersion: number; apiName: string; encode(): Promise<unknown> };
      response: { decode(payload: Buffer): Promise<unknown>; parse(decoded: unknown): Promise<unknown> };
      requestTimeout?: number;
    }): Promise<unknown>;
  };
  fetch(options: {
    isolationLevel: number;
    maxWaitTime: number;
    minBytes: number;
    maxBytes: number;
    topics: readonly {
      topic: string;
      partitions: readonly { partition: number; fetchOffset: string; maxBytes: number }[];
    }[];
  }): Promise<{ responses: readonly { topicName: string; partitions: readonly FetchedPartition[] }[] }>;
  /** As a client that is no member: only while the group has none. Rejects with the broker's refusal. */
  offsetCommit(options: {
    groupId: string;
    groupGenerationId: -1;
    memberId: '';
    topics: readonly { topic: string; partitions: readonly { partition: number; offset: string }[] }[];
  }): Promise<unknown>;
  leaveGroup(options: { groupId: string; memberId: string }): Promise<unknown>;
  describeGroups(options: { groupIds: readonly string[] }): Promise<{
    groups: readonly { groupId: string; members: readonly { clientId: string; memberId: string }[] }[];
  }>;
}

/** Answer of a fetch; `messages` are what `asRecordBatch` takes. */
export interface FetchedPartition {
  readonly partition: number;
  readonly messages: readonly object[];
  readonly abortedTransactions?: readonly { producerId: string; firstOffset: string }[] | null;
}

/** kafkajs' own cluster object, which it keeps behind a private symbol. The exact version of kafkajs is pinned. */
export interface HiddenCluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  getNodeIds(): readonly number[];
  findBroker(options: { nodeId: number }): Promise<HiddenBroker>;
  findGroupCoordinator(options: { groupId: string }): Promise<HiddenBroker>;
  addMultipleTargetTopics(topics: readonly string[]): Promise<void>;
  refreshMetadata(): Promise<void>;
  findLeaderForPartitions(topic: string, partitions: readonly number[]): Readonly<Record<string, readonly number[]>>;
  findTopicPartitionMetadata(topic: string): readonly { partitionId: number; leader: number }[];
  fetchTopicsOffset(
    topics: readonly { topic: string; fromBeginning: boolean; partitions: readonly { partition: number }[] }[],
  ): Promise<readonly { topic: string; partitions: readonly { partition: number; offset: string }[] }[]>;
}

interface ClusterOptions {
  metadataMaxAge: number;
  allowAutoTopicCreation: boolean;
  isolationLevel: number;
}

const readCommitted = 1;

/**
 * A cluster connection for requests that kafkajs' public API lacks. `retries` is small where the caller has a retry
 * of its own. Topics are never created by asking for them. Throws when kafkajs is not the version this was made for.
 */
export function createHiddenCluster(options: {
  brokers: readonly string[];
  clientId: string;
  retries: number;
}): HiddenCluster {
  const kafka = createKafka(options) as unknown as Record<symbol, (options: ClusterOptions) => HiddenCluster>;
  const key = Object.getOwnPropertySymbols(kafka).find((symbol) => symbol.description?.endsWith('createCluster'));
  const create = key === undefined ? undefined : kafka[key];
  if (create === undefined) throw new Error('kafkajs has no createCluster: its version is not the pinned one');
  return create({ metadataMaxAge: 30_000, allowAutoTopicCreation: false, isolationLevel: readCommitted });
}
