import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '@/lib/contracts/topics';
import { emptyDatabase, type RestartPosition } from '@/lib/db/empty-database';
import { createPool } from '@/lib/db/pool';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import { createClusterProbe } from '@/lib/kafka/cluster-probe';
import { type KafkaAdmin, readTopicEnds } from '@/lib/kafka/group-offsets';
import { deleteOwnGroups, readOwnGroups } from '@/lib/kafka/own-groups';
import { deleteTopics } from '@/lib/kafka/topics-admin';
import { clearOutboxes, holdersIn } from '@/lib/outbox/clear-outboxes';
import { clusterFolder } from '@/lib/producers/open-queue';
import { createAllTopics } from './create-all-topics';

export interface ResetTarget {
  readonly brokers: readonly string[];
  readonly databaseUrl: string;
  /** Consumer group of the aggregators. */
  readonly aggregatorGroup: string;
  /** Folder of the producers' outboxes, of all clusters. */
  readonly outboxes: string;
  /** The topics stay and are read again from their first record. */
  readonly keepKafka: boolean;
}

/** A member that was killed is in its group until its session ends. */
const groupsEmptyWithinMs = 10_000;
const pauseMs = 100;

const ourTopics = Object.keys(topics);

/** Waits until no group of ours has a member: what they would go on writing belongs to what is thrown away. */
async function groupsAreEmpty(admin: KafkaAdmin, target: ResetTarget, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const busy = (await readOwnGroups(admin, target.aggregatorGroup)).filter(({ members }) => members.length > 0);
    if (busy.length === 0) return;
    if (performance.now() > deadline) {
      const who = busy.map(({ group, members }) => `${group} (${members.join(', ')})`).join('; ');
      throw new Error(`Groups of ours still have members: ${who}. Stop these processes first; nothing was emptied.`);
    }
    await delay(pauseMs);
  }
}

async function restartPositions(admin: KafkaAdmin, brokers: readonly string[]): Promise<RestartPosition[]> {
  const probe = createClusterProbe({ brokers, clientId: 'stack-reset' });
  try {
    const incarnations = await probe.incarnations(ourTopics);
    return (await readTopicEnds(admin, ourTopics)).flatMap(({ topic, partition, lowOffset }) => {
      const incarnation = incarnations.get(topic) ?? null;
      return incarnation === null ? [] : [{ topic, partition, incarnation, lowOffset }];
    });
  } finally {
    await probe.close();
  }
}

const outboxesOf = async (admin: KafkaAdmin, target: ResetTarget): Promise<string> =>
  join(target.outboxes, clusterFolder((await admin.describeCluster()).clusterId));

const stillWriting = (pids: readonly number[]): Error =>
  new Error(`Producers still write: process ${pids.join(', ')}. Stop them first; nothing was emptied.`);

/** Throws while producers other than `own` (process ids) write for this cluster: they would not know of the reset. */
export async function refuseOtherProducers(target: ResetTarget, own: readonly number[]): Promise<void> {
  const kafka = createKafka({ brokers: target.brokers, clientId: 'stack-reset', retries: 5 });
  const others = await withAdmin(kafka, async (admin) => holdersIn(await outboxesOf(admin, target)));
  const foreign = [...new Set(others)].filter((pid) => !own.includes(pid));
  if (foreign.length > 0) throw stillWriting(foreign);
}

/**
 * Empties outboxes, tables and topics while nobody works on them. The tables go before the topics: whatever fails in
 * between, totals then equal what the topics hold. `patienceMs`: how long members of our groups may take to leave.
 */
export async function resetContents(
  target: ResetTarget,
  options: { readonly say: (sentence: string) => void; readonly patienceMs?: number },
): Promise<void> {
  const { brokers, databaseUrl, keepKafka } = target;
  const { say } = options;
  const kafka = createKafka({ brokers, clientId: 'stack-reset', retries: 5 });
  await withAdmin(kafka, async (admin) => {
    await groupsAreEmpty(admin, target, options.patienceMs ?? groupsEmptyWithinMs);
    const outboxes = clearOutboxes(await outboxesOf(admin, target));
    if ('heldBy' in outboxes) throw stillWriting(outboxes.heldBy);
    if (outboxes.cleared.length > 0) say(`outboxes are empty: ${outboxes.cleared.join(', ')}`);
    const restart = keepKafka ? await restartPositions(admin, brokers) : [];
    const pool = createPool({ databaseUrl, applicationName: 'streamscope reset', max: 1 });
    const tables = await emptyDatabase(pool, restart).finally(() => pool.end());
    say(`${tables.length} tables are empty`);
    const groups = await deleteOwnGroups(admin, target.aggregatorGroup);
    if (groups.length > 0) say(`offsets are gone: ${groups.join(', ')}`);
    if (keepKafka) return say('topics stay and are read again from their first record');
    await deleteTopics(admin, ourTopics);
    const created = (await createAllTopics(brokers)).filter((outcome) => outcome.created);
    say(`topics are new: ${created.map(({ name }) => name).join(', ')}`);
  });
}
