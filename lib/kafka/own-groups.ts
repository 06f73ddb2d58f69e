import type { Admin } from 'kafkajs';

/** Every group of the product is named so, but for an aggregator group of another name. */
const ownPrefix = 'streamscope.';

export interface OwnGroup {
  readonly group: string;
  readonly state: string;
  /** Client ids. */
  readonly members: readonly string[];
}

/** Our consumer groups, with their members. Throws kafkajs' errors. */
export async function readOwnGroups(admin: Admin, aggregatorGroup: string): Promise<readonly OwnGroup[]> {
  const names = (await admin.listGroups()).groups
    .map(({ groupId }) => groupId)
    .filter((group) => group.startsWith(ownPrefix) || group === aggregatorGroup);
  if (names.length === 0) return [];
  const { groups } = await admin.describeGroups(names);
  return groups.map(({ groupId, state, members }) => ({
    group: groupId,
    state,
    members: members.map(({ clientId }) => clientId),
  }));
}

/** Deletes those without members, with their offsets; returns their names. Throws kafkajs' errors. */
export async function deleteOwnGroups(admin: Admin, aggregatorGroup: string): Promise<readonly string[]> {
  const empty = (await readOwnGroups(admin, aggregatorGroup))
    .filter(({ state }) => state === 'Empty')
    .map(({ group }) => group);
  if (empty.length > 0) await admin.deleteGroups(empty);
  return empty;
}
