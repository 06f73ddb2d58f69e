import { aggregatorSettings } from '@/lib/config/aggregator-settings';
import { readSettings } from '@/lib/config/settings';
import { streams } from '@/lib/contracts/streams';
import { topics } from '@/lib/contracts/topics';
import { createDimensionIds } from '@/lib/db/dimension-ids';
import { createNotifications, notificationChannels } from '@/lib/db/notifications';
import { createPool } from '@/lib/db/pool';
import { createBatchSource } from '@/lib/kafka/batch-source';
import { createKafka } from '@/lib/kafka/client';
import { createClusterProbe } from '@/lib/kafka/cluster-probe';
import { createMetricsPublisher } from '@/lib/kafka/metrics-publisher';
import { createHealth } from '@/lib/runtime/health';
import { instanceName } from '@/lib/runtime/instance-name';
import { createLog } from '@/lib/runtime/log';
import { announceReady, runProcess } from '@/lib/runtime/run-process';
import { createStreamRegistry } from '@/lib/streams/registry';
import { CommitPace } from './commit-pace';
import { createFailpoints } from './failpoints';
import { createLedger } from './ledger';
import { Ownership } from './ownership';
import { createPipeline, type Pipeline } from './pipeline';
import { createLivePublisher } from './publish';
import { createReadiness } from './readiness';
import { createReferenceReader } from './reference-reader';
import { createWatchdog } from './watchdog';
import { createWorkerMetrics } from './worker-metrics';

const config = readSettings(aggregatorSettings);
const instance = instanceName('aggregator', config.instance);
const log = createLog({ process: 'aggregator', instance, level: config.logLevel });
if (config.unsafe !== null)
  log.warn({ unsafe: config.unsafe }, 'UNSAFE: exactly-once is broken on purpose; totals will be wrong');

const registry = createStreamRegistry({ timeZone: config.timeZone });
const consumed = config.streams.flatMap((stream) =>
  streams[stream].topics.map((topic) => ({ stream, ...topics[topic] })),
);
const streamOf = (topic: string) => {
  const found = consumed.find(({ name }) => name === topic);
  if (found === undefined) throw new Error(`no stream reads topic ${topic}`);
  return registry[found.stream];
};
const definitions = config.streams.map((name) => registry[name]);
const maxBytesPerPartition = Math.max(...consumed.map((topic) => topic.maxMessageBytes));

const brokers = config.kafkaBrokers;
const kafka = { brokers, clientId: instance };
const pool = createPool({
  databaseUrl: config.databaseUrl,
  applicationName: instance,
  onError: (error) => log.debug({ err: error }, 'a database connection was lost'),
});
const probe = createClusterProbe({ brokers, clientId: `${instance}-probe` });
const source = createBatchSource({
  ...kafka,
  groupId: config.groupId,
  topics: consumed.map(({ name }) => name),
  sessionTimeoutMs: config.sessionTimeoutMs,
  heartbeatIntervalMs: config.heartbeatIntervalMs,
  maxBytesPerPartition,
  maxBytes: maxBytesPerPartition * consumed.reduce((sum, topic) => sum + topic.partitions, 0),
});
const metricsPublisher = createMetricsPublisher({ kafka: createKafka(kafka), source: instance });
const references = createReferenceReader({
  log,
  pool,
  references: definitions.flatMap(({ reference = [] }) => reference),
});
const notifications = createNotifications({
  databaseUrl: config.databaseUrl,
  applicationName: `${instance} listens`,
  onListening: () => references.readAgain(),
  onNotification(channel) {
    if (channel === notificationChannels.catalogue) references.readAgain();
    else pipeline.lookForRebuilds();
  },
});
const failpoint = createFailpoints(config.failpoints);
const pace = new CommitPace(config.flushMaxCells);
const now = Date.now;

const health = createHealth({
  process: 'aggregator',
  host: config.healthHost,
  port: config.healthPort,
  live: { progress: () => pipeline.stuck() },
  ready: { partitions: () => pipeline.notReady() },
});
const pipeline: Pipeline = createPipeline({
  log,
  instance,
  makeOwnership: (events) =>
    new Ownership({
      source,
      streamOf,
      bounds: { cells: () => pace.cells, records: 200_000, deadLetterBytes: 33_554_432 },
      events,
      now,
    }),
  source,
  probe,
  ledger: createLedger({
    pool,
    ownerId: instance,
    retentionMs: (topic) => consumed.find(({ name }) => name === topic)?.retentionMs ?? null,
    unsafe: config.unsafe,
    beforeCommit: () => failpoint('in-transaction'),
  }),
  dimensions: createDimensionIds(pool),
  streams: definitions,
  makePublisher: (ownership) => createLivePublisher({ publisher: metricsPublisher, source: instance, ownership, now }),
  makeMetrics: (ownership) => createWorkerMetrics(health.registry, ownership),
  makeWatchdog: (ownership, onLag) =>
    createWatchdog({
      ownership,
      probe,
      databaseAnswers: () => pool.query('SELECT 1'),
      stuckAfterMs: config.stuckAfterMs,
      now,
      onLag,
    }),
  sessionTimeoutMs: config.sessionTimeoutMs,
  flushIntervalMs: config.flushIntervalMs,
  pace,
  restarted: config.restarts > 0,
  failpoint,
  fail: (reason) => fail(reason),
  now,
});

const { fail } = runProcess({
  log,
  parts: [
    health,
    createReadiness({ log, pool, probe, groupId: config.groupId, topics: consumed.map(({ name }) => name) }),
    references,
    notifications,
    metricsPublisher,
    pipeline,
  ],
  onReady: () => announceReady(health.port),
});
