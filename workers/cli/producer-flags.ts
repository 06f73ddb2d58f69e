import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { ProducerName } from '@/lib/contracts/producer-names';
import { type CommandContext, withBrokers, withJson } from './command-context';
import { asInstant, asNumberFrom } from './flag-values';
import type { ProduceOptions } from './produce-command';

/** What the flags that every producer has come to. */
export interface ProducerFlags {
  readonly eventsPerSecond: number;
  readonly durationSeconds?: number;
  readonly maxEvents?: number;
  readonly seed?: string;
  readonly topic?: string;
  readonly json?: boolean;
  readonly now?: number;
  readonly outbox: boolean;
  readonly outboxMib: number;
}

/** `produce NAME` with the flags that every producer has. */
export function producerCommand(produce: Command, name: ProducerName, what: string, eventsPerSecond: number): Command {
  return withJson(withBrokers(produce.command(name)))
    .summary(`produce ${what}`)
    .description(
      `Produce ${what}, acknowledged by all replicas. Ends after the duration or count, else by Ctrl-C; then prints a summary. ` +
        'What Kafka does not take waits in an outbox on disk, and the next run sends it first.',
    )
    .option(
      '--events-per-second <n>',
      'rate; 0 = as fast as it goes',
      asNumberFrom({ min: 0, max: 1_000_000, whole: false }),
      eventsPerSecond,
    )
    .option(
      '--duration, --duration-seconds <n>',
      'end after so many seconds',
      asNumberFrom({ min: 0.001, max: 31_536_000, whole: false }),
    )
    .option(
      '--count, --max-events <n>',
      'end after so many events',
      asNumberFrom({ min: 1, max: Number.MAX_SAFE_INTEGER, whole: true }),
    )
    .option('--seed <text>', 'the same seed gives the same events but for their times (default: a new one)')
    .option('--topic <name>', 'topic to produce to (default: its own)')
    .option('--now <iso>', 'the time all times are made from (default: the clock)', asInstant)
    .option('--no-outbox', 'for benchmarks: what is accepted lives in memory only')
    .option(
      '--outbox-mib <n>',
      'most MiB that may wait in the outbox; beyond them nothing is accepted',
      asNumberFrom({ min: 16, max: 1_048_576, whole: true }),
      1_024,
    )
    .addOption(new Option('--group-id <id>', 'accepted for scripts that give one: a producer has no group').hideHelp());
}

/** The common flags as the command wants them. */
export function producerOptions(context: CommandContext, command: Command): Omit<ProduceOptions, 'generator'> {
  const flags = command.opts<ProducerFlags>();
  const { eventsPerSecond, durationSeconds, maxEvents, seed, topic, json, now } = flags;
  return {
    eventsPerSecond,
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
    ...(maxEvents === undefined ? {} : { maxEvents }),
    ...(seed === undefined ? {} : { seed }),
    ...(topic === undefined ? {} : { topic }),
    ...(json === undefined ? {} : { json }),
    ...(now === undefined ? {} : { now }),
    outbox: flags.outbox
      ? { directory: join(context.directoryOf(command), 'outbox'), maxBytes: flags.outboxMib * 1_048_576 }
      : null,
  };
}
