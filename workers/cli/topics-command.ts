import { createTopics, describeTopic, listTopics } from '@/lib/kafka/topics-admin';
import { CommandFailed } from './command-failed';
import { askKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { textTable, toJsonLine } from './text-table';

/** Creates our topics where they are missing and says what differs in the others. */
export async function createOurTopics(found: FoundBrokers, json: boolean): Promise<void> {
  const outcomes = await askKafka(found, openKafka(found, callName()), (admin) => createTopics(admin));
  if (json) return console.log(toJsonLine({ topics: outcomes }));
  for (const outcome of outcomes) {
    const differs = outcome.differences.length > 0;
    console.log(
      `${outcome.name}: ${outcome.created ? 'created' : differs ? 'exists and differs' : 'exists as wanted'}`,
    );
    for (const { property, wanted, found: actual } of outcome.differences)
      console.log(`  ${property} is ${actual}, wanted ${wanted}`);
  }
}

export async function printTopics(found: FoundBrokers, json: boolean): Promise<void> {
  const names = await askKafka(found, openKafka(found, callName()), listTopics);
  if (json) return console.log(toJsonLine({ topics: names }));
  console.log(names.length === 0 ? 'No topics: create ours with `streamscope topics create`.' : names.join('\n'));
}

export async function printTopic(found: FoundBrokers, name: string, json: boolean): Promise<void> {
  const topic = await askKafka(found, openKafka(found, callName()), (admin) => describeTopic(admin, name));
  if (topic === null)
    throw new CommandFailed(
      `There is no topic ${name} on ${found.brokers.join(', ')}: see \`streamscope topics list\`, or make ours with \`streamscope topics create\`.`,
    );
  if (json) return console.log(toJsonLine(topic));
  console.log(`${topic.name}: ${topic.partitions.length} partition(s)`);
  for (const [setting, value] of Object.entries(topic.settings)) console.log(`  ${setting} = ${value}`);
  console.log(
    textTable(
      ['partition', 'leader', 'replicas', 'in sync', 'low', 'high', 'records'],
      topic.partitions.map((partition) => [
        partition.partition,
        partition.leader,
        partition.replicas.join(' '),
        partition.inSync.join(' '),
        partition.lowOffset,
        partition.highOffset,
        partition.highOffset - partition.lowOffset,
      ]),
    ),
  );
}
