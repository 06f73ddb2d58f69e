import type { Admin } from 'kafkajs';
import { type PartitionEnds, readTopicEnds } from './group-offsets';
import { kafkajs } from './load-kafkajs';

export interface GroupMember {
  readonly memberId: string;
  readonly clientId: string;
  readonly host: string;
  readonly assigned: readonly { readonly topic: string; readonly partition: number }[];
}

export interface GroupPartition extends PartitionEnds {
  /** null when the group has committed nothing there. */
  readonly committedOffset: bigint | null;
}

export interface GroupDescription {
  readonly group: string;
  /** Kafka's word: Stable, Empty, PreparingRebalance, CompletingRebalance, Dead. */
  readonly state: string;
  /** How partitions are shared out; empty without members. */
  readonly protocol: string;
  readonly members: readonly GroupMember[];
  /** All that are committed or assigned, by topic and partition. */
  readonly partitions: readonly GroupPartition[];
}

function assignedTo(assignment: Buffer): GroupMember['assigned'] {
  if (assignment.length === 0) return [];
  const decoded = kafkajs.AssignerProtocol.MemberAssignment.decode(assignment);
  return Object.entries(decoded?.assignment ?? {})
    .flatMap(([topic, partitions]) => partitions.map((partition) => ({ topic, partition })))
    .sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
}

/** Members, assignments and offsets of one group; null when there is none of that name. Throws kafkajs' errors. */
export async function describeGroup(admin: Admin, group: string): Promise<GroupDescription | null> {
  const listed = (await admin.listGroups()).groups.some(({ groupId }) => groupId === group);
  if (!listed) return null;
  const [found] = (await admin.describeGroups([group])).groups;
  if (found === undefined) return null;
  const members = found.members.map((member) => ({
    memberId: member.memberId,
    clientId: member.clientId,
    host: member.clientHost,
    assigned: found.protocolType === 'consumer' ? assignedTo(member.memberAssignment) : [],
  }));
  const committed = new Map(
    (await admin.fetchOffsets({ groupId: group })).flatMap(({ topic, partitions }) =>
      partitions
        .filter(({ offset }) => BigInt(offset) >= 0n)
        .map(({ partition, offset }) => [`${topic}/${partition}`, { topic, offset: BigInt(offset) }] as const),
    ),
  );
  const assigned = new Set(members.flatMap((member) => member.assigned.map((at) => `${at.topic}/${at.partition}`)));
  const topics = new Set([
    ...members.flatMap((member) => member.assigned.map(({ topic }) => topic)),
    ...[...committed.values()].map(({ topic }) => topic),
  ]);
  const partitions = (await readTopicEnds(admin, topics))
    .map((ends) => ({
      ...ends,
      committedOffset: committed.get(`${ends.topic}/${ends.partition}`)?.offset ?? null,
    }))
    .filter((at) => at.committedOffset !== null || assigned.has(`${at.topic}/${at.partition}`));
  return { group, state: found.state, protocol: found.protocol, members, partitions };
}
