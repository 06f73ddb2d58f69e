import type { Command } from 'commander';
import { type CommandContext, jsonOf, withJson } from './command-context';

const statusCommand = () => import('./status-command');
const envCommand = () => import('./env-command');

/** `env` and `status`: what runs, where, and how it is. */
export function registerStack(program: Command, context: CommandContext): void {
  withJson(program.command('env'))
    .description('Print what runs and where; exit code 1 if nothing does.')
    .action(async (_, command: Command) =>
      (await envCommand()).printEnvironment(context.directoryOf(command), jsonOf(command)),
    );

  withJson(program.command('status'))
    .description('Print health per process, totals and lag; exit code 1 if nothing runs.')
    .action(async (_, command: Command) =>
      (await statusCommand()).printStatus(context.directoryOf(command), jsonOf(command)),
    );
}
