import { createHiddenCluster } from './hidden-cluster';

/**
 * Takes the member with this client id out of its group, so that the others need not wait for its session to end: for a
 * dead process whose client id was unique. Returns how many members were removed; 0 when the group knows none such.
 */
export async function leaveGroupOf(options: {
  brokers: readonly string[];
  groupId: string;
  clientId: string;
}): Promise<number> {
  const { brokers, groupId, clientId } = options;
  const cluster = createHiddenCluster({ brokers, clientId: `${clientId}-leaver`, retries: 5 });
  try {
    await cluster.connect();
    await cluster.refreshMetadata();
    const coordinator = await cluster.findGroupCoordinator({ groupId });
    const { groups } = await coordinator.describeGroups({ groupIds: [groupId] });
    const members = groups.flatMap((group) => group.members).filter((member) => member.clientId === clientId);
    for (const { memberId } of members) await coordinator.leaveGroup({ groupId, memberId });
    return members.length;
  } finally {
    await cluster.disconnect();
  }
}
