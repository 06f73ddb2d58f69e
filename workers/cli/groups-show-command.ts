import { setTimeout as sleep } from 'node:timers/promises';
import { aggregatorGroupId, internalGroupPrefix } from '@/lib/contracts/topics';
import { type LagLook, type LagStatus, lagStatus } from '@/lib/domain/lag-status';
import { describeGroup, type GroupDescription, type GroupPartition } from '@/lib/kafka/group-description';
import { readGroups, readTopicEnds } from '@/lib/kafka/group-offsets';
import { CommandFailed } from './command-failed';
import { askKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { textTable, toJsonLine } from './text-table';

/** The status is judged by so many looks. */
const looks = 3;
const betweenLooksMs = 500;

export const noSuchGroup = (found: FoundBrokers, group: string): CommandFailed =>
  new CommandFailed(`There is no group ${group} on ${found.brokers.join(', ')}: see \`streamscope groups list\`.`);

/** Records behind; where nothing is committed all that the log holds. */
const lagOf = ({ committedOffset, lowOffset, endOffset }: GroupPartition): bigint => {
  const lag = endOffset - (committedOffset ?? lowOffset);
  return lag > 0n ? lag : 0n;
};

const purposeOf = (group: string): string =>
  group === aggregatorGroupId ? 'our aggregators' : group.startsWith(internalGroupPrefix) ? 'our gateway' : '';

export async function printGroups(found: FoundBrokers, json: boolean): Promise<void> {
  const { groups, ends } = await askKafka(found, openKafka(found, callName()), async (admin) => {
    const standings = await readGroups(admin);
    const names = new Set(standings.flatMap(({ committed }) => committed.map(({ topic }) => topic)));
    return { groups: standings, ends: await readTopicEnds(admin, names) };
  });
  const endOf = new Map(ends.map((end) => [`${end.topic}/${end.partition}`, end.endOffset]));
  const rows = groups
    .map(({ group, state, members, committed }) => ({
      group,
      state,
      members,
      topics: [...new Set(committed.map(({ topic }) => topic))].sort(),
      lag: committed.reduce((total, { topic, partition, offset }) => {
        const lag = (endOf.get(`${topic}/${partition}`) ?? offset) - offset;
        return lag > 0n ? total + lag : total;
      }, 0n),
      purpose: purposeOf(group),
    }))
    .sort((a, b) => (a.group < b.group ? -1 : 1));
  if (json) return console.log(toJsonLine({ groups: rows }));
  if (rows.length === 0) return console.log('No consumer groups.');
  console.log(
    textTable(
      ['group', 'state', 'members', 'lag', 'topics', 'purpose'],
      rows.map((row) => [
        row.group,
        row.state,
        row.members,
        row.topics.length === 0 ? '-' : row.lag,
        row.topics.join(' '),
        row.purpose,
      ]),
    ),
  );
}

function lookAt(partitions: readonly GroupPartition[], atMs: number): LagLook {
  const end = partitions.reduce((total, partition) => total + partition.endOffset, 0n);
  const lag = partitions.reduce((total, partition) => total + lagOf(partition), 0n);
  return { atMs, end: Number(end), lag: Number(lag) };
}

interface JudgedGroup extends GroupDescription {
  readonly status: LagStatus;
  readonly statusOf: ReadonlyMap<string, LagStatus>;
}

const nameOf = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}/${partition}`;

/** Looks several times: whether a group keeps up shows only over time. */
async function judgeGroup(found: FoundBrokers, group: string): Promise<JudgedGroup> {
  return askKafka(found, openKafka(found, callName()), async (admin) => {
    const seen: { atMs: number; group: GroupDescription }[] = [];
    while (seen.length < looks) {
      if (seen.length > 0) await sleep(betweenLooksMs);
      const described = await describeGroup(admin, group);
      if (described === null) throw noSuchGroup(found, group);
      seen.push({ atMs: performance.now(), group: described });
    }
    const last = seen.at(-1)!.group;
    const looksOf = (matches: (partition: GroupPartition) => boolean): LagLook[] =>
      seen.map((look) => lookAt(look.group.partitions.filter(matches), look.atMs));
    const statusOf = last.partitions.map(
      (partition) => [nameOf(partition), lagStatus(looksOf((other) => nameOf(other) === nameOf(partition)))] as const,
    );
    return {
      ...last,
      status: last.partitions.length === 0 ? 'unknown' : lagStatus(looksOf(() => true)),
      statusOf: new Map(statusOf),
    };
  });
}

export async function printGroup(found: FoundBrokers, name: string, json: boolean): Promise<void> {
  const { statusOf, ...group } = await judgeGroup(found, name);
  const owner = new Map(
    group.members.flatMap((member) => member.assigned.map((at) => [nameOf(at), member.clientId] as const)),
  );
  const partitions = group.partitions.map((partition) => ({
    ...partition,
    lag: lagOf(partition),
    status: statusOf.get(nameOf(partition)) ?? 'unknown',
    owner: owner.get(nameOf(partition)) ?? null,
  }));
  if (json) return console.log(toJsonLine({ ...group, partitions }));
  const total = partitions.reduce((sum, { lag }) => sum + lag, 0n);
  console.log(
    `${textTable(['group', 'state', 'members', 'lag', 'status'], [[name, group.state, group.members.length, total, group.status]])}\n`,
  );
  if (group.members.length > 0)
    console.log(
      `${textTable(
        ['member', 'host', 'assigned'],
        group.members.map(({ clientId, host, assigned }) => [
          clientId,
          host,
          assigned.map(nameOf).join(' ') || 'nothing',
        ]),
      )}\n`,
    );
  if (partitions.length === 0) return console.log('Nothing is committed or assigned.');
  console.log(
    textTable(
      ['topic', 'partition', 'committed', 'end', 'lag', 'status', 'member'],
      partitions.map((partition) => [
        partition.topic,
        partition.partition,
        partition.committedOffset ?? '-',
        partition.endOffset,
        partition.lag,
        partition.status,
        partition.owner ?? '',
      ]),
    ),
  );
  if (name === aggregatorGroupId)
    console.log(
      '\nThe database holds the offsets that count for this group, Kafka’s follow them: `streamscope status`.',
    );
}
