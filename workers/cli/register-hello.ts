import type { Command } from 'commander';
import { topics } from '@/lib/contracts/topics';
import { type CommandContext, withBrokers, withJson } from './command-context';
import { asNumberFrom } from './flag-values';
import type { HelloConsumeOptions } from './hello-consume-command';
import type { HelloProduceOptions } from './hello-produce-command';

const produceCommand = () => import('./hello-produce-command');
const consumeCommand = () => import('./hello-consume-command');
const asCount = asNumberFrom({ min: 1, max: 1_000_000, whole: true });

/** `hello produce | consume`: the first ten messages of a new user. */
export function registerHello(program: Command, context: CommandContext): void {
  const hello = program.command('hello').description('Send and read a first few messages.');
  withJson(withBrokers(hello.command('produce')))
    .description('Send a few film ratings and show where each one stands.')
    .option('--count <n>', 'so many', asCount, 10)
    .option('--topic <name>', 'topic to produce to', topics.ratings.name)
    .option('--seed <text>', 'the same seed gives the same ratings but for their times (default: a new one)')
    .action(async (options: HelloProduceOptions, command: Command) => {
      const { helloProduce } = await produceCommand();
      context.exitWith(await helloProduce(context.brokersOf(command), options));
    });
  withJson(withBrokers(hello.command('consume')))
    .description('Read a few messages as a member of a consumer group, judge each, and sum up with a bar per rating.')
    .option('--max-messages <n>', 'so many', asCount, 10)
    .option('--topic <name>', 'topic of ours to read', topics.ratings.name)
    .option('--group-id <name>', 'consumer group; it goes on where it was committed', 'streamscope.hello')
    .option(
      '--idle-timeout <s>',
      'end after so many seconds without a message',
      asNumberFrom({ min: 0.1, max: 86_400, whole: false }),
      30,
    )
    .action(async (options: HelloConsumeOptions, command: Command) => {
      const { helloConsume } = await consumeCommand();
      context.exitWith(await helloConsume(context.brokersOf(command), context.groupId, options));
    });
}
