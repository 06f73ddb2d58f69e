import { streamOfTopic } from '@/lib/contracts/streams';
import { topicNameProblem } from '@/lib/kafka/topic-plan';
import { deleteTopics, describeTopic } from '@/lib/kafka/topics-admin';
import { askYes } from './ask-yes';
import { CommandFailed } from './command-failed';
import { askKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { toJsonLine } from './text-table';
import { noSuchTopic } from './topics-show-command';

/** Deletes one topic after a yes. */
export async function deleteTopic(
  found: FoundBrokers,
  name: string,
  options: { readonly yes?: boolean; readonly json?: boolean },
): Promise<void> {
  const problem = topicNameProblem(name);
  if (problem !== null) throw new CommandFailed(`NAME: "${name}" is not deleted: ${problem}.`, 2);
  const kafka = openKafka(found, callName());
  const topic = await askKafka(found, kafka, (admin) => describeTopic(admin, name));
  if (topic === null) throw noSuchTopic(found, name);
  const records = topic.partitions.reduce((total, { lowOffset, highOffset }) => total + highOffset - lowOffset, 0n);
  if (options.yes !== true) {
    console.error(
      `${name} on ${found.brokers.join(', ')}: ${records} record(s) in ${topic.partitions.length} partition(s) go.`,
    );
    if (streamOfTopic(name) !== null)
      console.error(
        'What was stored of it stays, and its workers halt when it is created anew. `streamscope reset` empties both sides.',
      );
  }
  await askYes(`Delete topic ${name}?`, options.yes === true);
  await askKafka(found, kafka, (admin) => deleteTopics(admin, [name]));
  console.log(
    options.json === true ? toJsonLine({ deleted: name, records }) : `${name}: deleted, with ${records} record(s)`,
  );
}
