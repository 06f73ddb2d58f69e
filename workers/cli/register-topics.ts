import type { Command } from 'commander';
import { type CommandContext, jsonOf, withBrokers, withJson } from './command-context';

const topicsCommand = () => import('./topics-command');

/** `topics create | list | describe`. */
export function registerTopics(program: Command, context: CommandContext): void {
  const topic = program.command('topics').description('Create, list and describe topics.');
  withJson(withBrokers(topic.command('create')))
    .description('Create our topics where they are missing; say in what existing ones differ.')
    .action(async (_, command: Command) =>
      (await topicsCommand()).createOurTopics(context.brokersOf(command), jsonOf(command)),
    );
  withJson(withBrokers(topic.command('list')))
    .description("List the cluster's topics without Kafka's own.")
    .action(async (_, command: Command) =>
      (await topicsCommand()).printTopics(context.brokersOf(command), jsonOf(command)),
    );
  withJson(withBrokers(topic.command('describe')))
    .description('Show partitions, leaders, replicas, offsets and settings that differ from the defaults.')
    .argument('<name>', 'topic')
    .action(async (name: string, _, command: Command) =>
      (await topicsCommand()).printTopic(context.brokersOf(command), name, jsonOf(command)),
    );
}
