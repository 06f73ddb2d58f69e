import { type Command, InvalidArgumentError } from 'commander';
import { type CommandContext, jsonOf, withBrokers, withJson } from './command-context';
import { asNumberFrom } from './flag-values';
import { findRunningStack } from './running-stack';

const verifyCommand = () => import('./verify-command');

function asWebUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw new InvalidArgumentError('Give an address like http://127.0.0.1:3000.');
  return text.replace(/\/$/, '');
}

/** `verify`. */
export function registerVerify(program: Command, context: CommandContext): void {
  withJson(withBrokers(program.command('verify')))
    .description(
      'Walk the whole way with ten ratings: broker, topics, produce, consume, offsets, aggregates, dashboard. Exit code 0 only if every step holds.',
    )
    .option('--web-url <url>', 'address of the page (default: of the stack)', asWebUrl)
    .option(
      '--within <s>',
      'seconds that the ratings may take to be read back, and to be stored',
      asNumberFrom({ min: 0.1, max: 3_600, whole: false }),
      20,
    )
    .action(async (options: { webUrl?: string; within: number }, command: Command) => {
      const { verify } = await verifyCommand();
      const webUrl = options.webUrl ?? findRunningStack(context.directoryOf(command))?.webUrl ?? null;
      const brokers = () => context.brokersOf(command);
      const database = () => context.databaseUrlOf(command);
      context.exitWith(await verify(brokers, database, { webUrl, within: options.within, json: jsonOf(command) }));
    });
}
