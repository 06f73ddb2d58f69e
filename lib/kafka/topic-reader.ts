import { setTimeout as sleep } from 'node:timers/promises';
import { filterAbortedBatches } from './filter-aborted-batches';
import { createHiddenCluster, type FetchedPartition, type HiddenCluster } from './hidden-cluster';
import { asRecordBatch, type RecordBatchMessage } from './record-batch';
import { type PlainRecord, recordsOf } from './records-of';

export interface ReadRecord extends PlainRecord {
  readonly partition: number;
  /** Whose clock `timestampMs` is: the broker's at the append, or the producer's. */
  readonly timestampType: RecordBatchMessage['timestampType'];
}

/** A record batch that cannot be read: it is passed over. */
export interface UnreadableBatch {
  readonly partition: number;
  readonly offset: bigint;
  readonly reason: string;
}

/** Offsets that may be read: `low` inclusive, `end` exclusive. */
export interface ReadableRange {
  readonly low: bigint;
  readonly end: bigint;
}

/** Reads partitions of one topic from offsets of its caller's choice: no group, nothing committed, no trace left. */
export interface TopicReader {
  /** By partition; rejects for a topic that does not exist. */
  ranges(): Promise<ReadonlyMap<number, ReadableRange>>;
  /** Next offset to read by partition; the caller sets it. An offset that Kafka no longer holds moves on to the first that it does. */
  readonly positions: Map<number, bigint>;
  /** Next records of all positions, in order within a partition; waits at most so long when there are none. */
  poll(maxWaitMs: number): Promise<{ records: readonly ReadRecord[]; unreadable: readonly UnreadableBatch[] }>;
  close(): Promise<void>;
}

const bytesPerPartition = 1_048_576;
const bytesPerPoll = 8 * 1_048_576;
const pauseAfterErrorMs = 200;

/** Rejects when the cluster does not answer after `retries` attempts of its own. */
export async function openTopicReader(options: {
  brokers: readonly string[];
  clientId: string;
  topic: string;
  retries: number;
}): Promise<TopicReader> {
  const { topic } = options;
  const cluster = createHiddenCluster(options);
  await cluster.connect();
  await cluster.addMultipleTargetTopics([topic]);
  const positions = new Map<number, bigint>();

  const ranges = async (): Promise<ReadonlyMap<number, ReadableRange>> => {
    await cluster.refreshMetadata();
    const partitions = cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => ({ partition: partitionId }));
    const [ends] = await cluster.fetchTopicsOffset([{ topic, fromBeginning: false, partitions }]);
    const [lows] = await cluster.fetchTopicsOffset([{ topic, fromBeginning: true, partitions }]);
    const lowOf = new Map(lows?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
    const entries = (ends?.partitions ?? []).map(({ partition, offset }) => {
      const end = BigInt(offset);
      return [partition, { low: lowOf.get(partition) ?? end, end }] as const;
    });
    return new Map(entries.sort(([a], [b]) => a - b));
  };

  const recover = async (error: unknown): Promise<void> => {
    if ((error as { retriable?: boolean }).retriable === false && !isOutOfRange(error)) throw error;
    await sleep(pauseAfterErrorMs);
    for (const [partition, { low, end }] of await ranges()) {
      const position = positions.get(partition);
      if (position !== undefined && (position < low || position > end)) positions.set(partition, low);
    }
  };

  return {
    ranges,
    positions,
    async poll(maxWaitMs) {
      try {
        const fetched = await fetchFrom(cluster, topic, positions, maxWaitMs);
        return fetched.map((part) => take(part, positions)).reduce(joined, { records: [], unreadable: [] });
      } catch (error) {
        await recover(error);
        return { records: [], unreadable: [] };
      }
    },
    close: () => cluster.disconnect(),
  };
}

const isOutOfRange = (error: unknown): boolean => (error as { type?: string }).type === 'OFFSET_OUT_OF_RANGE';

type Polled = Awaited<ReturnType<TopicReader['poll']>>;

const joined = (a: Polled, b: Polled): Polled => ({
  records: [...a.records, ...b.records],
  unreadable: [...a.unreadable, ...b.unreadable],
});

/** One request a leader, at the same time. */
async function fetchFrom(
  cluster: HiddenCluster,
  topic: string,
  positions: ReadonlyMap<number, bigint>,
  maxWaitMs: number,
): Promise<FetchedPartition[]> {
  const leaders = cluster.findLeaderForPartitions(topic, [...positions.keys()]);
  const answers = await Promise.all(
    Object.entries(leaders).map(async ([nodeId, partitions]) => {
      const broker = await cluster.findBroker({ nodeId: Number(nodeId) });
      const { responses } = await broker.fetch({
        isolationLevel: 1,
        maxWaitTime: maxWaitMs,
        minBytes: 1,
        maxBytes: bytesPerPoll,
        topics: [
          {
            topic,
            partitions: partitions.map((partition) => ({
              partition,
              fetchOffset: String(positions.get(partition)),
              maxBytes: bytesPerPartition,
            })),
          },
        ],
      });
      return responses.flatMap((response) => response.partitions);
    }),
  );
  return answers.flat();
}

function take(fetched: FetchedPartition, positions: Map<number, bigint>): Polled {
  const { partition } = fetched;
  const records: ReadRecord[] = [];
  const unreadable: UnreadableBatch[] = [];
  const from = positions.get(partition) ?? 0n;
  const batches = fetched.messages.map(asRecordBatch);
  for (const batch of filterAbortedBatches({ ...fetched, messages: batches })) {
    if (batch.lastOffset < from) continue;
    try {
      if (batch.failure !== null) throw new Error(batch.failure);
      for (const record of recordsOf(batch))
        if (record.offset >= from) records.push({ ...record, partition, timestampType: batch.timestampType });
    } catch (error) {
      unreadable.push({ partition, offset: batch.firstOffset, reason: (error as Error).message });
    }
  }
  const last = batches.at(-1);
  if (last !== undefined && last.lastOffset >= from) positions.set(partition, last.lastOffset + 1n);
  return { records, unreadable };
}
