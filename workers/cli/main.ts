import { CommanderError } from 'commander';
import { cliSettings } from '@/lib/config/cli-settings';
import { ConfigError, readSettings } from '@/lib/config/settings';
import { CommandFailed } from './command-failed';
import { findBrokers } from './find-brokers';
import { findDatabase } from './find-database';
import { createProgram } from './program';
import { dataDirectory } from './running-stack';

/** Exit codes: 0 done, 1 failed, 2 wrong usage. */
function tellFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ConfigError) {
    console.error(error.message);
    return 2;
  }
  if (error instanceof CommandFailed) {
    console.error(`error: ${error.message}`);
    return error.exitCode;
  }
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  return 1;
}

let exitCode = 0;
try {
  const config = readSettings(cliSettings);
  const program = createProgram({
    directory: (flag) => dataDirectory(flag ?? config.directory),
    brokers: (flag, directory) => findBrokers({ flag, configured: config.kafkaBrokers, directory }),
    databaseUrl: (directory) => findDatabase({ configured: config.databaseUrl, directory }),
    groupId: config.groupId,
    exitWith: (code) => {
      exitCode = code;
    },
  });
  await program.parseAsync();
} catch (error) {
  exitCode = tellFailure(error);
}
// kafkajs may still be retrying behind a command that has ended.
process.exit(exitCode);
