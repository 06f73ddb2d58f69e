import type { Command } from 'commander';
import { type CommandContext, withBrokers, withJson } from './command-context';
import { asNumberFrom, asOffset } from './flag-values';
import type { PeekOptions } from './peek-start';

const peekCommand = () => import('./peek-command');

/** `peek TOPIC`. */
export function registerPeek(program: Command, context: CommandContext): void {
  withJson(withBrokers(program.command('peek')))
    .description(
      "Show a topic's newest records: key, headers, time and value. Leaves no trace: no consumer group, no offsets. With --json a line of JSON a record.",
    )
    .argument('<topic>', 'topic')
    .option('--from-beginning', 'the oldest records instead of the newest', false)
    .option('--partition <n>', 'only this partition', asNumberFrom({ min: 0, max: 100_000, whole: true }))
    .option('--offset <n>', 'from this offset on (with --partition)', asOffset)
    .option('--key <text>', 'only records with this key')
    .option(
      '--max-messages <n>',
      'end after so many (default: 10; with --follow none)',
      asNumberFrom({ min: 1, max: 1_000_000_000, whole: true }),
    )
    .option('--follow', 'go on with new records until Ctrl-C', false)
    .action(async (topic: string, options: PeekOptions, command: Command) =>
      (await peekCommand()).peek(context.brokersOf(command), topic, options),
    );
}
