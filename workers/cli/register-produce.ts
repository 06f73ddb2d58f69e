import type { Command } from 'commander';
import { topics } from '@/lib/contracts/topics';
import { type CommandContext, withBrokers, withJson } from './command-context';
import { asInstant, asNumberFrom } from './flag-values';
import type { ProduceOrdersOptions } from './produce-orders-command';

const produceOrdersCommand = () => import('./produce-orders-command');

/** `produce NAME`: traffic of every kind. */
export function registerProduce(program: Command, context: CommandContext): void {
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
      context.exitWith(await produceOrders(context.brokersOf(command), options));
    });
}
