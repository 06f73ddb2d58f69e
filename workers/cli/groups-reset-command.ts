import { streamOfTopic } from '@/lib/contracts/streams';
import { describeGroup, type GroupDescription } from '@/lib/kafka/group-description';
import { commitReset, type OffsetMove, type OffsetTarget, planReset } from '@/lib/kafka/group-reset';
import { describeTopic } from '@/lib/kafka/topics-admin';
import { CommandFailed } from './command-failed';
import { askKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { textTable, toJsonLine } from './text-table';
import { noSuchTopic } from './topics-show-command';

export interface ResetOffsetsOptions {
  readonly topic: string;
  readonly to: OffsetTarget;
  readonly execute?: boolean;
  readonly json?: boolean;
}

function refuseOwnGroup(group: string, ownGroup: string, topic: string): void {
  if (group !== ownGroup) return;
  const stream = streamOfTopic(topic)?.name ?? 'STREAM';
  throw new CommandFailed(
    `${group} is the group of our aggregators: its truth is the database, and its workers put Kafka's offsets back. ` +
      `To have a stream counted anew use \`streamscope rebuild ${stream}\`, to empty everything \`streamscope reset\`.`,
  );
}

function refuseActiveGroup(group: GroupDescription | null): void {
  if (group === null || group.state === 'Empty' || group.state === 'Dead') return;
  const members = group.members.map(({ clientId, host }) => `${clientId} on ${host}`).join(', ');
  throw new CommandFailed(
    `Group ${group.group} is active (${group.state}): ${members || 'members are joining'}. ` +
      'It would go on at its own offsets and overwrite these: stop its members first.',
  );
}

const change = ({ before, after }: OffsetMove): string => {
  if (before === null) return 'new';
  const difference = after - before;
  return difference === 0n ? 'none' : difference > 0n ? `+${difference}` : `${difference}`;
};

/** Shows what would change; with `execute` changes it. */
export async function resetOffsets(
  found: FoundBrokers,
  group: string,
  ownGroup: string,
  options: ResetOffsetsOptions,
): Promise<void> {
  const { topic, to: target } = options;
  const execute = options.execute === true;
  refuseOwnGroup(group, ownGroup, topic);
  const clientId = callName();
  const { moves, known } = await askKafka(found, openKafka(found, clientId), async (admin) => {
    if ((await describeTopic(admin, topic)) === null) throw noSuchTopic(found, topic);
    const described = await describeGroup(admin, group);
    if (execute) refuseActiveGroup(described);
    return { known: described, moves: await planReset(admin, { group, topic, target }) };
  });
  if (execute) await commitReset({ brokers: found.brokers, clientId, group, topic, moves });
  if (options.json === true) return console.log(toJsonLine({ group, topic, executed: execute, partitions: moves }));
  console.log(
    textTable(
      ['topic', 'partition', 'before', 'after', 'change', ''],
      moves.map((move) => [
        topic,
        move.partition,
        move.before ?? '-',
        move.after,
        change(move),
        move.clipped ? 'nearest that the log holds' : '',
      ]),
    ),
  );
  if (execute) return console.log(`\nGroup ${group} goes on from these offsets.`);
  if (known === null) console.log(`\nThere is no group ${group} yet: it would be made.`);
  else if (known.members.length > 0)
    console.log(`\nGroup ${group} has members (${known.state}): they must stop before.`);
  console.log('\nNothing was changed: add --execute to do it.');
}
