import type { StreamInfo } from '@/lib/contracts/streams';
import type { KafkaAdmin } from '@/lib/kafka/group-offsets';
import { openTopicReader } from '@/lib/kafka/topic-reader';
import { CommandFailed } from './command-failed';
import type { ExportPartition, ExportProgress } from './export-progress';
import type { FoundBrokers } from './find-brokers';
import { noSuchTopic } from './topics-show-command';

const firstPolls = 5;
const firstPollMs = 300;

export interface ExportQuestion {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** What is to be exported: every partition of the stream's topics, as Kafka holds it now. */
export async function planExport(
  found: FoundBrokers,
  clientId: string,
  admin: KafkaAdmin,
  stream: StreamInfo,
  { fromMs, toMs }: ExportQuestion,
): Promise<ExportProgress> {
  const { clusterId } = await admin.describeCluster();
  const existing = await admin.listTopics();
  const partitions: ExportPartition[] = [];
  for (const topic of stream.topics) {
    if (!existing.includes(topic)) throw noSuchTopic(found, topic);
    const held = await oldestHeld(found, clientId, topic);
    const starts = fromMs === null ? null : await offsetsAt(admin, topic, fromMs);
    const ends = toMs === null ? null : await offsetsAt(admin, topic, toMs);
    for (const [partition, { low, end, oldestHeldMs }] of held) {
      const within = (offset: bigint | undefined, otherwise: bigint): bigint =>
        offset === undefined ? otherwise : offset < low ? low : offset > end ? end : offset;
      const from = within(starts?.get(partition), low);
      let to = within(ends?.get(partition), end);
      if (to < from) to = from;
      partitions.push({
        ...{ topic, partition, oldestHeldMs, held: { low: `${low}`, end: `${end}` } },
        ...{ from: `${from}`, to: `${to}`, next: `${from}` },
        ...{ valid: 0, invalid: 0, deduplicated: 0, lost: 0, unreadable: 0 },
      });
    }
  }
  const bytes = { valid: 0, invalid: 0 };
  return { v: 1, stream: stream.name, cluster: clusterId, fromMs, toMs, partitions, byCode: {}, sequences: {}, bytes };
}

/** First offset appended at or after a time; a partition without one is left out. */
async function offsetsAt(admin: KafkaAdmin, topic: string, atMs: number): Promise<ReadonlyMap<number, bigint>> {
  const found = await admin.fetchTopicOffsetsByTimestamp(topic, atMs);
  return new Map(found.map(({ partition, offset }) => [partition, BigInt(offset)]));
}

interface Held {
  readonly low: bigint;
  readonly end: bigint;
  readonly oldestHeldMs: number | null;
}

async function oldestHeld(found: FoundBrokers, clientId: string, topic: string): Promise<ReadonlyMap<number, Held>> {
  const reader = await openTopicReader({ brokers: found.brokers, clientId, topic, retries: 3 });
  try {
    const ranges = await reader.ranges();
    for (const [partition, { low, end }] of ranges) if (end > low) reader.positions.set(partition, low);
    const oldest = new Map<number, number>();
    for (let left = firstPolls; left > 0 && reader.positions.size > 0; left--)
      for (const { partition, timestampMs } of (await reader.poll(firstPollMs)).records) {
        if (!oldest.has(partition)) oldest.set(partition, timestampMs);
        reader.positions.delete(partition);
      }
    return new Map(
      [...ranges].map(([partition, range]) => [partition, { ...range, oldestHeldMs: oldest.get(partition) ?? null }]),
    );
  } finally {
    await reader.close();
  }
}

/** Throws when an interrupted export in the directory is another one. */
export function checkSameExport(earlier: ExportProgress, wanted: ExportProgress, directory: string): void {
  const differs = (['stream', 'cluster', 'fromMs', 'toMs'] as const).find((name) => earlier[name] !== wanted[name]);
  if (differs !== undefined)
    throw new CommandFailed(
      `--out: ${directory} holds an interrupted export of another ${differs.replace('Ms', '')} (${earlier[differs]}): ask for that one again, or name another directory.`,
    );
}
