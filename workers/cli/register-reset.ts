import { type Command, Option } from 'commander';
import { type CommandContext, withJson } from './command-context';
import type { ResetOptions } from './reset-command';

const resetCommand = () => import('./reset-command');

/** `reset`. */
export function registerReset(program: Command, context: CommandContext): void {
  withJson(program.command('reset'))
    .description(
      'Start the demo over: empties topics, offsets, tables and outboxes after a question. A running stack goes on afterwards; one that is down stays down.',
    )
    .option('--keep-kafka', 'keep the topics and have them counted again from their first record', false)
    .addOption(new Option('--brokers <n>', 'which embedded cluster of a stack that is down').choices(['1', '3']))
    .option('--yes', 'do not ask', false)
    .action(async (options: ResetOptions, command: Command) =>
      (await resetCommand()).reset(context.directoryOf(command), options),
    );
}
