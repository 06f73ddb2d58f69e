import { randomBytes } from 'node:crypto';
import { type StreamName, streams } from '../../lib/contracts/streams';
import { leaveGroupOf } from '../../lib/kafka/leave-group';
import { type AggregatorProcess, startAggregator } from './aggregator-process';
import { type CommitWatch, watchCommits } from './commit-watch';
import { eventually } from './eventually';
import { type Findings, findProblems } from './invariants';
import type { OracleTotals } from './oracle';
import { readOracle } from './read-oracle';
import { readCursorsByPlace } from './stored-state';
import { createTestDatabase, type TestDatabase } from './test-database';
import { connectTestKafka, endOffsets, recreateTopics, type TestKafka } from './test-kafka';

/** One fault test's stage: empty topics, an empty database, a group of its own, and the workers it starts. */
export interface Scene {
  readonly kafka: TestKafka;
  readonly database: TestDatabase;
  readonly watch: CommitWatch;
  readonly groupId: string;
  readonly workers: readonly AggregatorProcess[];
  startWorker(environment?: Readonly<Record<string, string>>): AggregatorProcess;
  /** What the supervisor does when a child has died: takes it out of its group at once. */
  buryWorker(worker: AggregatorProcess): Promise<void>;
  /** Waits until every cursor stands at the end of its partition, then compares with the oracle. */
  settle(withinMs?: number): Promise<{ oracle: OracleTotals; findings: Findings }>;
  caughtUp(withinMs?: number): Promise<void>;
  close(): Promise<void>;
}

export async function setScene(
  servers: {
    brokers?: readonly string[];
    databaseUrl?: string;
    workersDatabaseUrl?: (databaseUrl: string) => string;
    /** What the workers consume, and whose topics are emptied; `settle` judges orders only. */
    streams?: readonly StreamName[];
  } = {},
): Promise<Scene> {
  const brokers = servers.brokers ?? (process.env.FAULTS_KAFKA_BROKERS ?? '').split(',');
  const serverUrl = servers.databaseUrl ?? process.env.FAULTS_DATABASE_URL ?? '';
  const [kafka, database] = await Promise.all([connectTestKafka(brokers), createTestDatabase(serverUrl)]);
  const names = servers.streams ?? ['orders'];
  const topics = names.flatMap((name) => streams[name].topics);
  await recreateTopics(kafka.admin, topics);
  const groupId = `faults.${randomBytes(4).toString('hex')}`;
  const watch = watchCommits(database.sql, topics);
  const workers: AggregatorProcess[] = [];
  let closed = false;
  const databaseUrl = servers.workersDatabaseUrl?.(database.databaseUrl) ?? database.databaseUrl;

  const caughtUp = async (withinMs = 120_000): Promise<void> => {
    const ends = new Map<string, bigint>();
    for (const topic of topics)
      for (const [partition, end] of await endOffsets(kafka.admin, topic)) ends.set(`${topic}/${partition}`, end);
    let behind = '';
    const isAtEnd = async () => {
      const cursors = await readCursorsByPlace(database.sql, topics);
      const late = [...ends].filter(([partition, end]) => cursors.get(partition)?.nextOffset !== end);
      behind = late
        .map(([partition, end]) => `${partition}: ${cursors.get(partition)?.nextOffset} of ${end}`)
        .join(', ');
      return late.length === 0;
    };
    const describe = () =>
      [behind, ...workers.filter((worker) => worker.exit === null).map((worker) => worker.tail())].join('\n');
    await eventually('every cursor stands at the end of its partition', isAtEnd, { withinMs, describe });
  };

  return {
    kafka,
    database,
    watch,
    groupId,
    workers,
    caughtUp,
    startWorker(environment = {}) {
      const worker = startAggregator({
        ...{ brokers, databaseUrl, groupId },
        environment: { STREAMSCOPE_STREAMS: names.join(), ...environment },
      });
      workers.push(worker);
      return worker;
    },
    async buryWorker(worker) {
      await leaveGroupOf({ brokers, groupId, clientId: worker.instance });
    },
    async settle(withinMs) {
      await caughtUp(withinMs);
      const oracle = await readOracle(brokers);
      return { oracle, findings: await findProblems(database.sql, oracle) };
    },
    async close() {
      if (closed) return;
      closed = true;
      await Promise.allSettled(workers.map((worker) => worker.stop()));
      await watch.stop();
      await kafka.admin.deleteGroups([groupId]).catch(() => undefined);
      await Promise.allSettled([kafka.close(), database.close()]);
    },
  };
}
