import { type Command, InvalidArgumentError, Option } from 'commander';
import { type CommandContext, withBrokers, withJson } from './command-context';
import { asNumberFrom } from './flag-values';
import type { ReplayOptions } from './replay-command';

const replayCommand = () => import('./replay-command');

/** Parser of `10x`, `0.5x`, `10`. */
function asSpeed(text: string): number {
  const value = /^(\d+(?:\.\d+)?|\.\d+)x?$/i.exec(text.trim())?.[1];
  const speed = value === undefined ? Number.NaN : Number(value);
  if (!(speed >= 0.001 && speed <= 1_000_000)) throw new InvalidArgumentError('Give a speed like 10x or 0.5x.');
  return speed;
}

/** `replay FILE`. */
export function registerReplay(program: Command, context: CommandContext): void {
  withJson(withBrokers(program.command('replay')))
    .description(
      'Send the records of a file, one JSON object a line: {"value": …, "key"?, "headers"?, "timestamp"?}. A text is sent as it is, any other value as JSON; lines of `peek --json` and `export` are taken, too. A broken line is named and left out.',
    )
    .argument('<file>', 'file, - for the standard input')
    .requiredOption('--topic <name>', 'topic to send to')
    .option('--speed <n>', 'times as fast as the timestamps say', asSpeed, 1)
    .addOption(
      new Option('--events-per-second <n>', "a rate instead of the records' own pace; 0 = as fast as it goes")
        .argParser(asNumberFrom({ min: 0, max: 1_000_000, whole: false }))
        .conflicts('speed'),
    )
    .option(
      '--count, --max-events <n>',
      'end after so many records',
      asNumberFrom({ min: 1, max: Number.MAX_SAFE_INTEGER, whole: true }),
    )
    .option(
      '--from-line <n>',
      'first line to send',
      asNumberFrom({ min: 1, max: Number.MAX_SAFE_INTEGER, whole: true }),
      1,
    )
    .option('--strict', 'stop at the first broken line, exit code 1', false)
    .action(async (file: string, options: ReplayOptions, command: Command) =>
      context.exitWith(await (await replayCommand()).replay(context.brokersOf(command), file, options)),
    );
}
