import { streamOfTopic } from '@/lib/contracts/streams';
import { describeTopic, summarizeTopics } from '@/lib/kafka/topics-admin';
import { CommandFailed } from './command-failed';
import { askKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { textTable, toJsonLine } from './text-table';

export const noSuchTopic = (found: FoundBrokers, name: string): CommandFailed =>
  new CommandFailed(
    `There is no topic ${name} on ${found.brokers.join(', ')}: see \`streamscope topics list\`, or make ours with \`streamscope topics create\`.`,
  );

export async function printTopics(found: FoundBrokers, json: boolean): Promise<void> {
  const topics = await askKafka(found, openKafka(found, callName()), summarizeTopics);
  const rows = topics.map((topic) => ({ ...topic, stream: streamOfTopic(topic.name)?.name ?? null }));
  if (json) return console.log(toJsonLine({ topics: rows }));
  if (rows.length === 0) return console.log('No topics: create ours with `streamscope topics create`.');
  console.log(
    textTable(
      ['topic', 'partitions', 'replicas', 'stream'],
      rows.map((row) => [row.name, row.partitions, row.replicationFactor, row.stream ?? '']),
    ),
  );
}

export async function printTopic(found: FoundBrokers, name: string, json: boolean): Promise<void> {
  const topic = await askKafka(found, openKafka(found, callName()), (admin) => describeTopic(admin, name));
  if (topic === null) throw noSuchTopic(found, name);
  if (json) return console.log(toJsonLine(topic));
  const records = topic.partitions.reduce((total, { lowOffset, highOffset }) => total + highOffset - lowOffset, 0n);
  console.log(`${topic.name}: ${topic.partitions.length} partition(s), ${records} record(s)`);
  for (const [setting, value] of Object.entries(topic.settings)) console.log(`  ${setting} = ${value}`);
  for (const [setting, value] of Object.entries(topic.brokerSettings))
    console.log(`  ${setting} = ${value}   (set on the broker)`);
  console.log(
    textTable(
      ['partition', 'leader', 'replicas', 'in sync', 'low', 'high', 'records'],
      topic.partitions.map((partition) => [
        partition.partition,
        partition.leader < 0 ? 'none' : partition.leader,
        partition.replicas.join(' '),
        partition.inSync.join(' '),
        partition.lowOffset,
        partition.highOffset,
        partition.highOffset - partition.lowOffset,
      ]),
    ),
  );
}
