import { createGroupReader } from '@/lib/kafka/group-reader';
import { producedAtOf } from '@/lib/kafka/producer-headers';
import type { ReadRecord } from '@/lib/kafka/topic-reader';
import { describeTopic } from '@/lib/kafka/topics-admin';
import { inlineText } from './bytes-text';
import { CommandFailed } from './command-failed';
import { askKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { HelloSummary } from './hello-summary';
import { recordJson } from './peek-record';
import { toJsonLine } from './text-table';
import { createTopicJudge } from './topic-judge';
import { noSuchTopic } from './topics-show-command';
import { visibleText } from './visible-text';

export interface HelloConsumeOptions {
  readonly maxMessages: number;
  readonly topic: string;
  readonly groupId: string;
  readonly idleTimeout: number;
  readonly json?: boolean;
}

/** Rating of a record that is valid; null where it carries none. */
function ratingOf(value: Buffer | null): number | null {
  const { rating } = JSON.parse(value?.toString() ?? '{}') as { rating?: unknown };
  return typeof rating === 'number' ? rating : null;
}

/**
 * Reads a few records as a member of a group, judges each as our worker does, commits and sums up. Resolves to the exit
 * code: 1 when nothing came.
 */
export async function helloConsume(
  found: FoundBrokers,
  ownGroup: string,
  options: HelloConsumeOptions,
): Promise<0 | 1> {
  const { topic, groupId, maxMessages, idleTimeout } = options;
  const json = options.json === true;
  if (groupId === ownGroup)
    throw new CommandFailed(`--group-id: ${groupId} is the group of our aggregators; name one of your own.`, 2);
  const judge = createTopicJudge(topic);
  if (judge === null)
    throw new CommandFailed(
      `--topic: ${topic} is none of ours, so nothing says what is valid there: use \`streamscope peek ${topic}\`.`,
      2,
    );
  const clientId = callName();
  const described = await askKafka(found, openKafka(found, clientId), (admin) => describeTopic(admin, topic));
  if (described === null) throw noSuchTopic(found, topic);

  const reader = createGroupReader({ brokers: found.brokers, clientId, groupId, topic });
  const summary = new HelloSummary();
  let idle: NodeJS.Timeout | undefined;
  let cameToNothing = false;
  const waitAgain = (): void => {
    clearTimeout(idle);
    idle = setTimeout(() => {
      cameToNothing = true;
      reader.end();
    }, idleTimeout * 1_000);
  };
  const show = (record: ReadRecord): void => {
    const { rejection } = judge.judge({
      value: record.value,
      appendedAtMs: record.timestampMs,
      producedAtMs: producedAtOf(record),
    });
    summary.add(rejection, rejection === null ? ratingOf(record.value) : null);
    if (json) {
      console.log(toJsonLine({ ...recordJson(topic, record), rejection }));
      return;
    }
    const place = `${topic}/${record.partition} @ ${record.offset}`;
    const verdict =
      rejection === null
        ? inlineText(record.value)
        : `${rejection.code} ${rejection.fieldPath}: ${visibleText(rejection.sentence)}`;
    console.log(
      `${summary.consumed}/${maxMessages}  ${place}  ${rejection === null ? 'valid  ' : 'invalid'}  ${verdict}`,
    );
  };

  process.once('SIGINT', reader.end).once('SIGTERM', reader.end);
  waitAgain();
  try {
    await reader.read({
      onAssigned: waitAgain,
      onUnreadable: ({ partition, offset, reason }) =>
        console.error(`passed over a record batch at ${partition} @ ${offset}: ${reason}`),
      async onRecord(record) {
        waitAgain();
        show(record);
        return summary.consumed >= maxMessages ? 'stop' : 'go on';
      },
    });
    await reader.commit();
  } finally {
    clearTimeout(idle);
    await reader.close();
  }
  console.log(json ? toJsonLine({ ...summary.toJson(), topic, group: groupId }) : summary.toText());
  if (cameToNothing)
    console.error(
      `No message for ${idleTimeout} s. Send some with \`streamscope hello produce\`, or read again what group ${groupId} has read: ` +
        `\`streamscope groups reset-offsets ${groupId} --topic ${topic} --to earliest --execute\`.`,
    );
  return summary.consumed === 0 ? 1 : 0;
}
