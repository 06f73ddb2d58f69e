import type { Command } from 'commander';
import { type CommandContext, jsonOf, withBrokers, withJson } from './command-context';
import { asNumberFrom } from './flag-values';
import type { CreateTopicsOptions } from './topics-create-command';

const showCommand = () => import('./topics-show-command');
const createCommand = () => import('./topics-create-command');
const deleteCommand = () => import('./topics-delete-command');

/** `topics create | list | describe | delete`. */
export function registerTopics(program: Command, context: CommandContext): void {
  const topic = program.command('topics').description('Create, list, describe and delete topics.');
  withJson(withBrokers(topic.command('create')))
    .description('Create our topics, or one, where they are missing; say in what existing ones differ.')
    .argument('[name]', 'one topic; one that is not ours gets the settings of orders')
    .option('--partitions <n>', 'partitions of the one topic', asNumberFrom({ min: 1, max: 10_000, whole: true }))
    .option(
      '--replication-factor <n>',
      'replicas of each partition of the one topic (default: 3, or as many as there are brokers)',
      asNumberFrom({ min: 1, max: 32_767, whole: true }),
    )
    .option('--fix', 'alter what Kafka allows: settings, and more partitions', false)
    .action(async (name: string | undefined, options: CreateTopicsOptions, command: Command) => {
      const { createTopicsNamed } = await createCommand();
      context.exitWith(await createTopicsNamed(context.brokersOf(command), name, options));
    });
  withJson(withBrokers(topic.command('list')))
    .description("List the cluster's topics without Kafka's own.")
    .action(async (_, command: Command) =>
      (await showCommand()).printTopics(context.brokersOf(command), jsonOf(command)),
    );
  withJson(withBrokers(topic.command('describe')))
    .description('Show partitions, leaders, replicas, offsets and settings that differ from the defaults.')
    .argument('<name>', 'topic')
    .action(async (name: string, _, command: Command) =>
      (await showCommand()).printTopic(context.brokersOf(command), name, jsonOf(command)),
    );
  withJson(withBrokers(topic.command('delete')))
    .description('Delete a topic with all its records, after a question.')
    .argument('<name>', 'topic')
    .option('--yes', 'do not ask', false)
    .action(async (name: string, options: { yes?: boolean; json?: boolean }, command: Command) =>
      (await deleteCommand()).deleteTopic(context.brokersOf(command), name, options),
    );
}
