import type { Command } from 'commander';
import { streamNames } from '@/lib/contracts/streams';
import { type CommandContext, withBrokers, withJson } from './command-context';
import type { RebuildOptions } from './rebuild-command';

const rebuildCommand = () => import('./rebuild-command');

/** `rebuild STREAM`. */
export function registerRebuild(program: Command, context: CommandContext): void {
  withJson(withBrokers(program.command('rebuild')))
    .description(
      'Empty what was stored of a stream and have its topics counted again from their first record, by the aggregators that run. Shows how far they are; Ctrl-C ends the looking on, not the counting.',
    )
    .argument('<stream>', streamNames.join(', '))
    .option('--accept-loss', 'go on although Kafka no longer holds all that is stored', false)
    .option('--no-wait', 'end when it is emptied')
    .option('--yes', 'do not ask', false)
    .action(async (stream: string, options: RebuildOptions, command: Command) =>
      (await rebuildCommand()).rebuild(
        { brokers: context.brokersOf(command), databaseUrl: context.databaseUrlOf(command) },
        stream,
        options,
      ),
    );
}
