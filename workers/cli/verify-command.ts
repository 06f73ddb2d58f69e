import { randomBytes } from 'node:crypto';
import { topics } from '@/lib/contracts/topics';
import { withAdmin } from '@/lib/kafka/client';
import { checkedSteps, StepFailed, stepText } from './checked-steps';
import { callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { sendRatings } from './hello-ratings';
import { toJsonLine } from './text-table';
import { checkOffsets, checkTopics, consumeBack, isPlaced } from './verify-kafka';
import { checkAggregates, checkDashboard, readStored } from './verify-stored';

const count = 10;
const topic = topics.ratings.name;

/** Walks the whole way of ten ratings. Resolves to the exit code: 0 only if every step holds. */
export async function verify(
  found: () => FoundBrokers,
  databaseUrl: () => string,
  options: { readonly webUrl: string | null; readonly within: number; readonly json: boolean },
): Promise<0 | 1> {
  const { webUrl, json } = options;
  const withinMs = options.within * 1_000;
  const steps = checkedSteps((outcome) => {
    if (!json) console.log(stepText(outcome));
  });
  const clientId = callName();
  const group = `streamscope.verify.${randomBytes(4).toString('hex')}`;

  const cluster = await steps.run('broker', [], async () => {
    const { brokers, source } = found();
    const kafka = openKafka({ brokers, source }, clientId);
    const nodes = await withAdmin(kafka, async (admin) => (await admin.describeCluster()).brokers.length).catch(
      (error: Error) => {
        throw new StepFailed(
          `Kafka at ${brokers.join(', ')} (from ${source}) does not answer: ${error.message}`,
          'Start one with `npm start`, or name yours with --bootstrap-servers host:9092.',
        );
      },
    );
    return { result: { brokers, kafka }, detail: `${nodes} broker(s) at ${brokers.join(', ')} (from ${source})` };
  });
  const admin = <T>(work: Parameters<typeof withAdmin<T>>[1]): Promise<T> => withAdmin(cluster!.kafka, work);

  const hasTopics = await steps.run('topics', [cluster], () => admin(checkTopics));
  // Before anything is sent; that the database does not answer is told where it is asked for the outcome.
  const storedBefore = async () => readStored(databaseUrl(), topic);
  const before = hasTopics === null ? null : await storedBefore().catch(() => null);
  const sent = await steps.run('produce', [hasTopics], async () => {
    const partitions = await admin(async (client) => (await client.fetchTopicOffsets(topic)).length);
    const all = await sendRatings(cluster!.kafka, { topic, partitions, count, seed: clientId });
    const missing = all.find((one) => !isPlaced(one));
    if (missing !== undefined)
      throw new StepFailed(
        `not acknowledged: ${missing.reason}`,
        `Look at leaders and in-sync replicas: \`streamscope topics describe ${topic}\`.`,
      );
    const used = [...new Set(all.filter(isPlaced).map(({ placed }) => placed.partition))].sort((a, b) => a - b);
    return { result: all, detail: `${count} ratings acknowledged, in partitions ${used.join(' ')}` };
  });
  try {
    const back = await steps.run('consume', [sent], () =>
      admin((client) => consumeBack({ brokers: cluster!.brokers, clientId, topic, group, withinMs }, client, sent!)),
    );
    await steps.run('offsets', [back], () => admin((client) => checkOffsets(client, topic, back!)));
  } finally {
    if (sent !== null) await admin((client) => client.deleteGroups([group])).catch(() => undefined);
  }
  await steps.run('aggregates', [sent], async () =>
    checkAggregates(
      databaseUrl(),
      topic,
      before,
      sent!.filter(isPlaced).map(({ placed }) => placed),
      withinMs,
    ),
  );
  await steps.run('dashboard', [], async () => {
    if (webUrl !== null) return checkDashboard(webUrl);
    throw new StepFailed(
      'no stack runs here',
      'Start it with `npm start`, or name the page with --web-url http://host:3000.',
    );
  });

  const ok = steps.outcomes.every((outcome) => outcome.ok === true);
  if (json) console.log(toJsonLine({ ok, steps: steps.outcomes }));
  else console.log(ok ? '\nEverything holds.' : '\nNot everything holds: see the lines with ✗.');
  return ok ? 0 : 1;
}
