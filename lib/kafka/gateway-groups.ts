import type { Admin } from 'kafkajs';
import { internalGroupPrefix } from '../contracts/topics';

/**
 * Deletes the groups that dead readers of a tail left behind: those named `streamscope.gateway.*` without members,
 * except `own`. Deleting a living reader's group while it is between two joins is harmless: it never commits.
 * Returns the names of the deleted ones; throws kafkajs' errors.
 */
export async function deleteEmptyGatewayGroups(admin: Admin, own: string): Promise<string[]> {
  const { groups } = await admin.listGroups();
  const candidates = groups
    .map((group) => group.groupId)
    .filter((group) => group.startsWith(internalGroupPrefix) && group !== own);
  if (candidates.length === 0) return [];
  const described = await admin.describeGroups(candidates);
  const empty = described.groups.filter((group) => group.state === 'Empty').map((group) => group.groupId);
  if (empty.length > 0) await admin.deleteGroups(empty);
  return empty;
}
