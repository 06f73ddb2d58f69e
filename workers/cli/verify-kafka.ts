import { topics } from '@/lib/contracts/topics';
import { compareTopics } from '@/lib/kafka/compare-topics';
import type { KafkaAdmin } from '@/lib/kafka/group-offsets';
import { createGroupReader } from '@/lib/kafka/group-reader';
import { commitReset, type OffsetMove } from '@/lib/kafka/group-reset';
import type { PlacedRecord } from '@/lib/kafka/placed-send';
import { producedAtOf } from '@/lib/kafka/producer-headers';
import { planTopic } from '@/lib/kafka/topic-plan';
import type { ReadRecord } from '@/lib/kafka/topic-reader';
import { StepFailed } from './checked-steps';
import type { SentRating } from './hello-ratings';
import { createTopicJudge } from './topic-judge';

/** Every topic with every setting. */
export async function checkTopics(admin: KafkaAdmin): Promise<{ result: true; detail: string }> {
  const { brokers } = await admin.describeCluster();
  const plans = Object.values(topics).map((topic) => planTopic(topic, brokers.length));
  const present = new Set(await admin.listTopics());
  const missing = plans.filter(({ name }) => !present.has(name)).map(({ name }) => name);
  if (missing.length > 0)
    throw new StepFailed(`missing: ${missing.join(', ')}`, 'Make them with `streamscope topics create`.');
  const differing = [...(await compareTopics(admin, plans))].flatMap(([name, differences]) =>
    differences.map(({ property, found, wanted }) => `${name}: ${property} is ${found}, wanted ${wanted}`),
  );
  if (differing.length > 0)
    throw new StepFailed(differing.join('; '), 'Alter what Kafka allows with `streamscope topics create --fix`.');
  return { result: true, detail: `${plans.length} topics with their settings` };
}

export interface ReadBack {
  readonly group: string;
  readonly placed: readonly PlacedRecord[];
}

export const isPlaced = (sent: SentRating): sent is SentRating & { readonly placed: PlacedRecord } =>
  sent.placed !== null;
const placeOf = ({ partition, offset }: { partition: number; offset: bigint }): string => `${partition}@${offset}`;

/** First offset of ours per partition; the end where we sent nothing. */
function startsFor(placed: readonly PlacedRecord[], ends: ReadonlyMap<number, bigint>): OffsetMove[] {
  return [...ends].map(([partition, end]) => {
    const first = placed.find((one) => one.partition === partition);
    return { partition, before: null, after: first?.offset ?? end, clipped: false };
  });
}

/**
 * Reads the ratings back as a member of a group of its own and commits. Other people's records on the topic are passed
 * over. The group is deleted by the caller.
 */
export async function consumeBack(
  options: { brokers: readonly string[]; clientId: string; topic: string; group: string; withinMs: number },
  admin: KafkaAdmin,
  sent: readonly SentRating[],
): Promise<{ result: ReadBack; detail: string }> {
  const { topic, group } = options;
  const waiting = new Map(sent.filter(isPlaced).map((one) => [placeOf(one.placed), one]));
  const placed = sent.filter(isPlaced).map((one) => one.placed);
  const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, BigInt(high)]));
  await commitReset({ ...options, moves: startsFor(placed, ends) });
  const judge = createTopicJudge(topic);
  const reader = createGroupReader({ ...options, groupId: group });
  const wrong: string[] = [];
  const check = (record: ReadRecord): void => {
    const expected = waiting.get(placeOf(record));
    if (expected === undefined || !waiting.delete(placeOf(record))) return;
    if (record.value?.toString() !== expected.value) wrong.push(`${placeOf(record)} is not what was sent`);
    const facts = { value: record.value, appendedAtMs: record.timestampMs, producedAtMs: producedAtOf(record) };
    const rejection = judge?.judge(facts).rejection ?? null;
    if (rejection !== null) wrong.push(`${placeOf(record)} is invalid: ${rejection.sentence}`);
  };
  const limit = setTimeout(reader.end, options.withinMs);
  try {
    await reader.read({
      onAssigned: () => {},
      onUnreadable: ({ partition, offset, reason }) => void wrong.push(`${partition}@${offset}: ${reason}`),
      async onRecord(record) {
        check(record);
        return waiting.size === 0 ? 'stop' : 'go on';
      },
    });
    await reader.commit();
  } finally {
    clearTimeout(limit);
    await reader.close();
  }
  if (waiting.size > 0)
    throw new StepFailed(
      `${waiting.size} of ${placed.length} did not come within ${options.withinMs / 1_000} s`,
      `Look whether they are there: \`streamscope peek ${topic}\`.`,
    );
  if (wrong.length > 0) throw new StepFailed(wrong.join('; '), `Look at them: \`streamscope peek ${topic}\`.`);
  return { result: { group, placed }, detail: `${placed.length} of ${placed.length} read back as sent, all valid` };
}

/** The end of each partition and the group's committed offset lie behind the records. */
export async function checkOffsets(
  admin: KafkaAdmin,
  topic: string,
  { group, placed }: ReadBack,
): Promise<{ result: true; detail: string }> {
  const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, BigInt(high)]));
  const [stored] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  const committed = new Map(stored?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
  const short = placed.filter(
    ({ partition, offset }) => (ends.get(partition) ?? 0n) <= offset || (committed.get(partition) ?? 0n) <= offset,
  );
  if (short.length > 0)
    throw new StepFailed(
      short
        .map(
          ({ partition, offset }) =>
            `partition ${partition}: committed ${committed.get(partition) ?? '-'}, end ${ends.get(partition) ?? '-'}, sent ${offset}`,
        )
        .join('; '),
      'The group coordinator did not keep the offsets: look at the broker’s log.',
    );
  return {
    result: true,
    detail: `committed behind every record in ${new Set(placed.map(({ partition }) => partition)).size} partition(s)`,
  };
}
