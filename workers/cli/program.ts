import { Command } from 'commander';
import type { CommandContext } from './command-context';
import type { FoundBrokers } from './find-brokers';
import { registerCatalogue } from './register-catalogue';
import { registerControl } from './register-control';
import { registerExport } from './register-export';
import { registerGroups } from './register-groups';
import { registerHello } from './register-hello';
import { registerPeek } from './register-peek';
import { registerProduce } from './register-produce';
import { registerRebuild } from './register-rebuild';
import { registerReplay } from './register-replay';
import { registerReport } from './register-report';
import { registerReset } from './register-reset';
import { registerStack } from './register-stack';
import { registerTopics } from './register-topics';
import { registerTrack } from './register-track';
import { registerVerify } from './register-verify';

export interface ProgramContext {
  /** Data directory from the flag --directory, undefined without it. */
  directory(flag: string | undefined): string;
  brokers(flag: string | undefined, directory: string): FoundBrokers;
  databaseUrl(directory: string): string;
  readonly groupId: string;
  exitWith(code: number): void;
}

interface Common {
  readonly directory?: string;
  readonly bootstrapServers?: string;
}

/**
 * One function an area, in the order of the help page. Each loads what it runs when it is called: Kafka's and PostgreSQL's
 * clients would double the time until the first word.
 */
const areas: readonly ((program: Command, context: CommandContext) => void)[] = [
  registerStack,
  registerVerify,
  registerReset,
  registerRebuild,
  registerHello,
  registerTopics,
  registerPeek,
  registerTrack,
  registerGroups,
  registerProduce,
  registerControl,
  registerReplay,
  registerExport,
  registerReport,
  registerCatalogue,
];

function prepare(command: Command): void {
  command.exitOverride().showHelpAfterError('Add --help to see every option.');
  for (const child of command.commands) prepare(child);
}

/** The command line `streamscope`. Wrong usage and failures are thrown for main.ts to tell. */
export function createProgram(context: ProgramContext): Command {
  const program = new Command('streamscope')
    .description('Looks after a Streamscope stack and produces traffic for it.')
    .option('--directory <path>', 'where the running stack keeps its state (default: .streamscope of the repository)')
    .configureHelp({ showGlobalOptions: true });
  const directoryOf = (command: Command): string => context.directory(command.optsWithGlobals<Common>().directory);
  for (const register of areas)
    register(program, {
      directoryOf,
      brokersOf: (command) => context.brokers(command.optsWithGlobals<Common>().bootstrapServers, directoryOf(command)),
      databaseUrlOf: (command) => context.databaseUrl(directoryOf(command)),
      groupId: context.groupId,
      exitWith: context.exitWith,
    });
  prepare(program);
  return program;
}
