import type { LagSample } from '@/lib/contracts/metric-sample';
import { streams } from '@/lib/contracts/streams';
import { internalGroupPrefix } from '@/lib/contracts/topics';
import type { LedgerCursor } from '@/lib/db/read-ledger';
import type { GroupStanding, PartitionEnds } from '@/lib/kafka/group-offsets';

type Group = LagSample['groups'][number];
const keyOf = (place: { readonly topic: string; readonly partition: number }): string =>
  `${place.topic}/${place.partition}`;

/** Topics whose ends are needed: those of our streams and those any group has committed offsets of. */
export function topicsToMeasure(groups: readonly GroupStanding[]): Set<string> {
  const ours = Object.values(streams).flatMap((stream) => stream.topics);
  return new Set([...ours, ...groups.flatMap((group) => group.committed.map(({ topic }) => topic))]);
}

/**
 * Topics our group is measured by: those of the streams that somebody has begun to consume. A stream without a single
 * cursor is not consumed here, and its records are nobody's lag; before any cursor there is no telling, so all count.
 */
function measuredTopics(cursors: readonly LedgerCursor[] | null): Set<string> {
  const begun = Object.values(streams).filter((stream) =>
    cursors?.some((cursor) => stream.topics.some((topic) => topic === cursor.topic)),
  );
  return new Set<string>((begun.length === 0 ? Object.values(streams) : begun).flatMap((stream) => stream.topics));
}

/**
 * Groups as the sample carries them. Our own group has every partition of the streams that are consumed, with the
 * database cursors (`cursors` null = the database did not answer); a partition nobody has begun stands at its low offset.
 */
export function composeGroups(reading: {
  ownGroup: string;
  groups: readonly GroupStanding[];
  cursors: readonly LedgerCursor[] | null;
  ends: readonly PartitionEnds[];
}): Group[] {
  const { ownGroup, cursors, ends } = reading;
  const ours = measuredTopics(cursors);
  const cursorOf = cursors === null ? null : new Map(cursors.map((cursor) => [keyOf(cursor), cursor.nextOffset]));
  const absent: GroupStanding = { group: ownGroup, state: 'Dead', members: 0, committed: [] };
  const groups = reading.groups.some(({ group }) => group === ownGroup) ? reading.groups : [...reading.groups, absent];
  return groups.map(({ group, state, members, committed }) => {
    const committedOf = new Map(committed.map((place) => [keyOf(place), place.offset]));
    const isOwn = group === ownGroup;
    return {
      group,
      internal: group.startsWith(internalGroupPrefix),
      state,
      members,
      partitions: ends
        .filter((end) => (isOwn && ours.has(end.topic)) || committedOf.has(keyOf(end)))
        .map((end) => {
          const cursor = isOwn && cursorOf !== null ? (cursorOf.get(keyOf(end)) ?? end.lowOffset) : null;
          const committedOffset = committedOf.get(keyOf(end)) ?? null;
          return {
            topic: end.topic,
            partition: end.partition,
            lowOffset: String(end.lowOffset),
            endOffset: String(end.endOffset),
            committedOffset: committedOffset === null ? null : String(committedOffset),
            cursorOffset: cursor === null ? null : String(cursor),
          };
        }),
    };
  });
}
