import type { Command } from 'commander';
import { type CommandContext, jsonOf, withJson } from './command-context';

const reportCommand = () => import('./report-command');

/** `report`. */
export function registerReport(program: Command, context: CommandContext): void {
  withJson(program.command('report'))
    .description(
      'Write all stored charts of the running stack into a directory: a picture (twice the size, light) and a CSV each, summary.json with the figures of producers and consumers, and report.html, one file that shows everything.',
    )
    .requiredOption('--out <directory>', 'where the files go')
    .option('--window <period>', 'only this period: 24h, 7d, 28d or 90d; else everything stored')
    .option('--from <hour>', 'from this local hour on, like 2026-10-25T13:00')
    .option('--to <hour>', 'up to this local hour')
    .option('--tz <zone>', 'time zone of weekdays and hours, like Europe/Warsaw')
    .option('--user <id>', 'with the charts of this user')
    .action(async (options: { out: string } & Record<string, string>, command: Command) => {
      const { writeReport } = await reportCommand();
      const { out, window, from, to, tz, user } = options;
      const asked = Object.entries({ window, from, to, tz, user }).filter(([, value]) => value !== undefined);
      context.exitWith(
        await writeReport(context.directoryOf(command), {
          ...{ out, json: jsonOf(command) },
          parameters: new Map(asked as [string, string][]),
        }),
      );
    });
}
