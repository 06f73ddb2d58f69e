import type { Admin } from 'kafkajs';
import { createHiddenCluster } from './hidden-cluster';

/** Where offsets are put. `atMs`: the first record appended then or later, Unix ms. */
export type OffsetTarget =
  | { readonly kind: 'earliest' | 'latest' }
  | { readonly kind: 'offset'; readonly offset: bigint }
  | { readonly kind: 'time'; readonly atMs: number };

export interface OffsetMove {
  readonly partition: number;
  /** null = nothing committed. */
  readonly before: bigint | null;
  readonly after: bigint;
  /** The offset asked for is not in the log: the nearest one that is. */
  readonly clipped: boolean;
}

/** What putting a group's offsets of a topic to `target` would change, by partition. Throws kafkajs' errors. */
export async function planReset(
  admin: Admin,
  options: { readonly group: string; readonly topic: string; readonly target: OffsetTarget },
): Promise<readonly OffsetMove[]> {
  const { group, topic, target } = options;
  const ends = await admin.fetchTopicOffsets(topic);
  const [stored] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  const committed = new Map(stored?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
  const atTime =
    target.kind === 'time'
      ? new Map(
          (await admin.fetchTopicOffsetsByTimestamp(topic, target.atMs)).map(({ partition, offset }) => [
            partition,
            BigInt(offset),
          ]),
        )
      : null;
  return ends
    .map(({ partition, low, high }) => {
      const before = committed.get(partition) ?? -1n;
      const wanted =
        target.kind === 'offset'
          ? target.offset
          : target.kind === 'earliest'
            ? BigInt(low)
            : (atTime?.get(partition) ?? BigInt(high));
      const after = wanted < BigInt(low) ? BigInt(low) : wanted > BigInt(high) ? BigInt(high) : wanted;
      return { partition, before: before < 0n ? null : before, after, clipped: after !== wanted };
    })
    .sort((a, b) => a.partition - b.partition);
}

/**
 * Commits the moves for a group without members, as none of its members: the broker refuses while it has some. Throws
 * with the broker's reason.
 */
export async function commitReset(options: {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly group: string;
  readonly topic: string;
  readonly moves: readonly OffsetMove[];
}): Promise<void> {
  const cluster = createHiddenCluster({ ...options, retries: 3 });
  try {
    await cluster.connect();
    await cluster.refreshMetadata();
    const coordinator = await cluster.findGroupCoordinator({ groupId: options.group });
    const partitions = options.moves.map(({ partition, after }) => ({ partition, offset: String(after) }));
    await coordinator.offsetCommit({
      groupId: options.group,
      groupGenerationId: -1,
      memberId: '',
      topics: [{ topic: options.topic, partitions }],
    });
  } finally {
    await cluster.disconnect();
  }
}
