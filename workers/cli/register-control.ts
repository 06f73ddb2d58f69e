import type { Command } from 'commander';
import { producerNames } from '@/lib/contracts/producer-names';
import { type CommandContext, withBrokers, withJson } from './command-context';
import { asNumberFrom } from './flag-values';

interface ControlFlags {
  readonly waitSeconds: number;
  readonly json: boolean;
  readonly eventsPerSecond?: number;
  readonly durationSeconds?: number;
  readonly maxEvents?: number;
  readonly seed?: string;
  readonly kind?: string;
}

const controlCommand = () => import('./control-command');

const asRate = asNumberFrom({ min: 0, max: 1_000_000, whole: false });

/** `control ACTION TARGET`: commands for producer processes that are armed. */
export function registerControl(program: Command, context: CommandContext): void {
  const control = program
    .command('control')
    .description(
      'Tell producer processes what to do; those of `npm start` obey, others where STREAMSCOPE_CONTROL=armed.',
    );
  const add = (action: 'start' | 'stop' | 'rate' | 'fault', what: string): Command =>
    withJson(withBrokers(control.command(action)))
      .description(what)
      .argument('<target>', `one of ${producerNames.join(', ')}`)
      .option(
        '--wait-seconds <n>',
        'how long to wait for the answer',
        asNumberFrom({ min: 1, max: 600, whole: false }),
        10,
      );
  const act =
    (action: 'start' | 'stop' | 'rate' | 'fault', argsOf: (flags: ControlFlags) => Record<string, unknown>) =>
    async (target: string, flags: ControlFlags, command: Command): Promise<void> => {
      const { sendCommand } = await controlCommand();
      const { waitSeconds, json } = flags;
      const options = { target, action, args: argsOf(flags), waitMs: waitSeconds * 1_000, json };
      context.exitWith(await sendCommand(context.brokersOf(command), options));
    };

  add('start', 'Make a producer run; without an end for ten minutes.')
    .option('--events-per-second <n>', 'rate; 0 = as fast as it goes', asRate, 50)
    .option(
      '--duration, --duration-seconds <n>',
      'end after so many seconds',
      asNumberFrom({ min: 0.001, max: 86_400, whole: false }),
      600,
    )
    .option(
      '--count, --max-events <n>',
      'end after so many events',
      asNumberFrom({ min: 1, max: Number.MAX_SAFE_INTEGER, whole: true }),
    )
    .option('--seed <text>', 'the same seed gives the same events but for their times')
    .action(
      act('start', ({ eventsPerSecond, durationSeconds, maxEvents, seed }) => ({
        events_per_second: eventsPerSecond,
        duration_seconds: durationSeconds,
        max_events: maxEvents,
        seed,
      })),
    );
  add('stop', 'Stop a producer.').action(act('stop', () => ({})));
  add('rate', 'Change the rate of a producer that runs.')
    .requiredOption('--events-per-second <n>', 'rate; 0 = as fast as it goes', asRate)
    .action(act('rate', ({ eventsPerSecond }) => ({ events_per_second: eventsPerSecond })));
  add('fault', 'Trouble on purpose: crash ends the process, stall makes nothing, burst is ten times the rate.')
    .requiredOption('--kind <name>', 'crash, stall or burst')
    .option('--duration-seconds <n>', 'of stall and burst', asNumberFrom({ min: 1, max: 60, whole: false }), 10)
    .action(act('fault', ({ kind, durationSeconds }) => ({ kind, duration_seconds: durationSeconds })));
}
