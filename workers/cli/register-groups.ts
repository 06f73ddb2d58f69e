import { type Command, InvalidArgumentError } from 'commander';
import type { OffsetTarget } from '@/lib/kafka/group-reset';
import { type CommandContext, jsonOf, withBrokers, withJson } from './command-context';
import { asInstant, asOffset } from './flag-values';
import type { ResetOffsetsOptions } from './groups-reset-command';

const showCommand = () => import('./groups-show-command');
const resetCommand = () => import('./groups-reset-command');

function asTarget(text: string): OffsetTarget {
  if (text === 'earliest' || text === 'latest') return { kind: text };
  const [kind, value = ''] = [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)];
  if (kind === 'offset') return { kind, offset: asOffset(value) };
  if (kind === 'time') return { kind, atMs: asInstant(value) };
  throw new InvalidArgumentError('Give earliest, latest, offset:1234 or time:2026-11-22T12:00:00Z.');
}

/** `groups list | describe | reset-offsets`. */
export function registerGroups(program: Command, context: CommandContext): void {
  const groups = program.command('groups').description('List and describe consumer groups, move their offsets.');
  withJson(withBrokers(groups.command('list')))
    .description('List consumer groups with state, members and lag.')
    .action(async (_, command: Command) =>
      (await showCommand()).printGroups(context.brokersOf(command), jsonOf(command)),
    );
  withJson(withBrokers(groups.command('describe')))
    .description('Show members, assigned partitions, committed and end offsets, lag and whether it keeps up.')
    .argument('<group>', 'consumer group')
    .action(async (group: string, _, command: Command) =>
      (await showCommand()).printGroup(context.brokersOf(command), group, jsonOf(command)),
    );
  withJson(withBrokers(groups.command('reset-offsets')))
    .description("Show where a group's offsets of a topic would be put; with --execute put them there.")
    .argument('<group>', 'consumer group without members')
    .requiredOption('--topic <name>', 'topic')
    .requiredOption('--to <where>', 'earliest, latest, offset:N or time:ISO', asTarget)
    .option('--execute', 'change them', false)
    .action(async (group: string, options: ResetOffsetsOptions, command: Command) =>
      (await resetCommand()).resetOffsets(context.brokersOf(command), group, context.groupId, options),
    );
}
