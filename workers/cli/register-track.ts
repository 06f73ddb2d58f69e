import type { Command } from 'commander';
import { type CommandContext, withBrokers, withJson } from './command-context';
import { asNumberFrom } from './flag-values';
import type { TrackOptions } from './track-command';

const trackCommand = () => import('./track-command');

/** `track TOPIC`. */
export function registerTrack(program: Command, context: CommandContext): void {
  withJson(withBrokers(program.command('track')))
    .description(
      "Read a topic as a member of a consumer group: each event with its latency, commits by hand, a summary at the end. Goes on at the group's committed offset, in a new group at the first record. With --json a line of JSON an event, then one with the summary.",
    )
    .argument('<topic>', 'topic')
    .requiredOption('--group-id, --group <name>', 'consumer group, of your own')
    .option(
      '--commit-every <n>',
      'commit after so many records, and at the end',
      asNumberFrom({ min: 1, max: 1_000_000_000, whole: true }),
      500,
    )
    .option('--quiet', 'figures only, no events', false)
    .option(
      '--count, --max-messages <n>',
      'end after so many records (default: Ctrl-C ends it)',
      asNumberFrom({ min: 1, max: Number.MAX_SAFE_INTEGER, whole: true }),
    )
    .option(
      '--idle-timeout <s>',
      'end after so many seconds without a record',
      asNumberFrom({ min: 0.1, max: 86_400, whole: false }),
    )
    .action(async (topic: string, options: TrackOptions, command: Command) =>
      (await trackCommand()).track(context.brokersOf(command), topic, options, context.groupId),
    );
}
