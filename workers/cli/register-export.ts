import { Argument, type Command } from 'commander';
import { type StreamName, streamNames } from '@/lib/contracts/streams';
import { type CommandContext, jsonOf, withBrokers, withJson } from './command-context';
import { asInstant } from './flag-values';

const exportCommand = () => import('./export-command');

/** `export STREAM`. */
export function registerExport(program: Command, context: CommandContext): void {
  withJson(withBrokers(program.command('export')))
    .description(
      'Write what Kafka holds of a stream into files: valid.ndjson, invalid.ndjson with codes, counts.json. Judged as the worker does; records sent twice are left out. The same call goes on after a Ctrl-C or a kill.',
    )
    .addArgument(new Argument('<stream>', 'stream').choices(streamNames))
    .requiredOption('--out <directory>', 'where the files go')
    .option('--from <iso>', 'records appended at or after this time', asInstant)
    .option('--to <iso>', 'records appended before this time', asInstant)
    .action(async (stream: StreamName, options: { out: string; from?: number; to?: number }, command: Command) => {
      const { exportStream } = await exportCommand();
      const { out, from = null, to = null } = options;
      const asked = { out, fromMs: from, toMs: to, json: jsonOf(command) };
      context.exitWith(await exportStream(context.brokersOf(command), stream, asked));
    });
}
