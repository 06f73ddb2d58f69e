import { Command } from 'commander';
import { topics } from '@/lib/contracts/topics';
import { printEnvironment } from './env-command';
import type { FoundBrokers } from './find-brokers';
import { asInstant, asNumberFrom } from './flag-values';
import type { ProduceOrdersOptions } from './produce-orders-command';

export interface ProgramContext {
  /** Data directory from the flag --directory, undefined without it. */
  directory(flag: string | undefined): string;
  brokers(flag: string | undefined, directory: string): FoundBrokers;
  exitWith(code: number): void;
}

interface Common {
  readonly directory?: string;
  readonly bootstrapServers?: string;
  readonly json?: boolean;
}

const withBrokers = (command: Command): Command =>
  command.option('--bootstrap-servers <list>', 'Kafka addresses, host:port,...; else KAFKA_BROKERS, else the stack');
const withJson = (command: Command): Command => command.option('--json', 'machine-readable output', false);

// Loaded when they are called: Kafka's and PostgreSQL's clients would double the time until the first word.
const statusCommand = () => import('./status-command');
const topicsCommand = () => import('./topics-command');
const produceOrdersCommand = () => import('./produce-orders-command');

/** The command line `streamscope`. Wrong usage and failures are thrown for main.ts to tell. */
export function createProgram(context: ProgramContext): Command {
  const program = new Command('streamscope')
    .description('Looks after a Streamscope stack and produces traffic for it.')
    .option('--directory <path>', 'where the running stack keeps its state (default: .streamscope of the repository)')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  const directoryOf = (command: Command): string => context.directory(command.optsWithGlobals<Common>().directory);
  const brokersOf = (command: Command): FoundBrokers =>
    context.brokers(command.optsWithGlobals<Common>().bootstrapServers, directoryOf(command));
  const jsonOf = (command: Command): boolean => command.opts<Common>().json === true;

  withJson(program.command('env'))
    .description('Print what runs and where; exit code 1 if nothing does.')
    .action((_, command: Command) => printEnvironment(directoryOf(command), jsonOf(command)));

  withJson(program.command('status'))
    .description('Print health per process, totals and lag; exit code 1 if nothing runs.')
    .action(async (_, command: Command) => (await statusCommand()).printStatus(directoryOf(command), jsonOf(command)));

  const topic = program.command('topics').description('Create, list and describe topics.');
  withJson(withBrokers(topic.command('create')))
    .description('Create our topics where they are missing; say in what existing ones differ.')
    .action(async (_, command: Command) =>
      (await topicsCommand()).createOurTopics(brokersOf(command), jsonOf(command)),
    );
  withJson(withBrokers(topic.command('list')))
    .description("List the cluster's topics without Kafka's own.")
    .action(async (_, command: Command) => (await topicsCommand()).printTopics(brokersOf(command), jsonOf(command)));
  withJson(withBrokers(topic.command('describe')))
    .description('Show partitions, leaders, replicas, offsets and settings that differ from the defaults.')
    .argument('<name>', 'topic')
    .action(async (name: string, _, command: Command) =>
      (await topicsCommand()).printTopic(brokersOf(command), name, jsonOf(command)),
    );

  const produce = program.command('produce').description('Produce events.');
  withJson(withBrokers(produce.command('orders')))
    .description(
      "Produce a shop's orders, acknowledged by all replicas. Ends after the duration or count, else by Ctrl-C; then prints a summary.",
    )
    .option(
      '--events-per-second <n>',
      'rate; 0 = as fast as it goes',
      asNumberFrom({ min: 0, max: 1_000_000, whole: false }),
      100,
    )
    .option(
      '--duration, --duration-seconds <n>',
      'end after so many seconds',
      asNumberFrom({ min: 0.001, max: 31_536_000, whole: false }),
    )
    .option(
      '--count, --max-events <n>',
      'end after so many orders',
      asNumberFrom({ min: 1, max: Number.MAX_SAFE_INTEGER, whole: true }),
    )
    .option('--seed <text>', 'the same seed gives the same orders but for their times (default: a new one)')
    .option('--topic <name>', 'topic to produce to', topics.orders.name)
    .option(
      '--purchase-spread-days <n>',
      'whole days before now over which purchases are spread; 0 = now',
      asNumberFrom({ min: 0, max: 366, whole: true }),
      28,
    )
    .option('--now <iso>', 'the time all times are made from (default: the clock)', asInstant)
    .action(async (options: ProduceOrdersOptions, command: Command) => {
      const { produceOrders } = await produceOrdersCommand();
      context.exitWith(await produceOrders(brokersOf(command), options));
    });
  for (const command of [program, topic, produce, ...topic.commands, ...produce.commands, ...program.commands])
    command.exitOverride().showHelpAfterError('Add --help to see every option.');
  return program;
}
