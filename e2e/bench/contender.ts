import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type StreamName, streams } from '../../lib/contracts/streams';
import { fillCatalogueOf } from '../../lib/db/film-catalogue';
import { madeCatalogue } from '../../lib/db/made-catalogue';
import { startAggregator } from '../support/aggregator-process';
import { eventually } from '../support/eventually';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import type { BenchServers } from './bench-servers';
import { fetchSettingsOf } from './fetch-settings';
import { cpuSecondsOf } from './process-cpu';
import { runChild, runScript } from './run-child';

/** One contender's way through the topic. NaN = not measured. */
export interface Run {
  readonly cpuUsPerEvent: number;
  readonly eventsPerSecond: number;
  /** CPU of the servers meanwhile, per event. */
  readonly kafkaUsPerEvent: number;
  readonly postgresUsPerEvent: number;
  /** Longest transaction seen, milliseconds. */
  readonly longestTransactionMs?: number;
}

interface Spent {
  readonly records: number;
  readonly cpuSeconds: number;
  readonly seconds: number;
}

const newGroup = (name: string): string => `bench.${name}.${randomBytes(4).toString('hex')}`;

async function measured(
  servers: BenchServers,
  work: () => Promise<Spent & { longestTransactionMs?: number }>,
): Promise<Run> {
  const before = servers.cpu();
  const { records, cpuSeconds, seconds, ...rest } = await work();
  const after = servers.cpu();
  return {
    cpuUsPerEvent: (cpuSeconds / records) * 1e6,
    eventsPerSecond: records / seconds,
    kafkaUsPerEvent: ((after.kafka - before.kafka) / records) * 1e6,
    postgresUsPerEvent: ((after.postgres - before.postgres) / records) * 1e6,
    ...rest,
  };
}

export const runCountLoop = (servers: BenchServers, records: number, stream: StreamName = 'orders'): Promise<Run> =>
  measured(servers, () =>
    runScript<Spent>('./count-loop.ts', [
      ...[servers.kafka.brokers.join(','), newGroup('count'), String(records), streams[stream].topics.join(',')],
    ]),
  );

export async function runNaiveWorker(servers: BenchServers, records: number): Promise<Run> {
  const database = await createTestDatabase(servers.postgres.databaseUrl);
  await database.close();
  return measured(servers, () =>
    runScript<Spent>('./naive-worker.ts', [
      ...[servers.kafka.brokers.join(','), newGroup('naive'), String(records), database.databaseUrl],
    ]),
  );
}

/** Kafka's own counting consumer, in Java; its rate while fetching, without the join. */
export async function runConsumerPerformance(servers: BenchServers, records: number): Promise<Run | null> {
  const { toolJars } = servers;
  if (toolJars === null) return null;
  const fetchSettings = fetchSettingsOf(['orders']);
  const properties = [
    `fetch.max.bytes=${fetchSettings.maxBytes}`,
    `fetch.max.wait.ms=${fetchSettings.maxWaitTimeInMs}`,
  ];
  const output = await runChild('java', [
    ...['-Xmx512m', '-cp', join(toolJars, '*'), 'org.apache.kafka.tools.ConsumerPerformance'],
    ...['--bootstrap-server', servers.kafka.brokers.join(','), '--topic', 'orders', '--num-records', String(records)],
    ...['--fetch-size', String(fetchSettings.maxBytesPerPartition), '--timeout', '20000', '--hide-header'],
    ...properties.flatMap((property) => ['--command-property', property]),
  ]);
  const fields = output.trim().split('\n').at(-1)?.split(', ') ?? [];
  const rate = Number(fields[9]);
  if (!(rate > 0)) throw new Error(`ConsumerPerformance printed ${JSON.stringify(output)}`);
  return {
    cpuUsPerEvent: Number.NaN,
    eventsPerSecond: rate,
    kafkaUsPerEvent: Number.NaN,
    postgresUsPerEvent: Number.NaN,
  };
}

/** The real aggregator through a stream's topics, from its join to its last commit; its totals are checked. */
export async function runWorker(
  servers: BenchServers,
  records: number,
  options: {
    readonly commit?: boolean;
    readonly stream?: StreamName;
    readonly onStored?: (stored: number, pid: number) => void;
  } = {},
): Promise<Run> {
  const { commit = true, stream = 'orders' } = options;
  const database = await createTestDatabase(servers.postgres.databaseUrl);
  if (stream !== 'orders') await fillCatalogueOf(database.databaseUrl, madeCatalogue);
  const worker = startAggregator({
    brokers: servers.kafka.brokers,
    databaseUrl: database.databaseUrl,
    groupId: newGroup('worker'),
    environment: {
      KAFKA_SESSION_TIMEOUT_MS: '6000',
      KAFKA_HEARTBEAT_INTERVAL_MS: '500',
      STREAMSCOPE_STREAMS: stream,
      ...(commit ? {} : { STREAMSCOPE_UNSAFE: 'no-commit' }),
    },
  });
  try {
    const limits = { withinMs: 600_000, everyMs: 5, describe: worker.tail };
    const hasJoined = () => worker.exit !== null || worker.log.some((line) => line.msg === 'joined');
    await eventually('the aggregator has joined its group', hasJoined, { ...limits, withinMs: 60_000 });
    const before = servers.cpu();
    const startCpu = cpuSecondsOf(worker.pid);
    const startMs = Date.now();
    let longestTransactionMs = 0;
    const stored = async (): Promise<number> => {
      if (worker.exit !== null) throw new Error(`the aggregator ended:\n${worker.tail()}`);
      if (!commit) return worker.metric('streamscope_records_total').catch(() => 0);
      longestTransactionMs = Math.max(longestTransactionMs, await openTransactionMs(database, worker.instance));
      const { rows } = await database.sql.query('SELECT coalesce(sum(valid), 0)::int AS valid FROM consumer_cursor');
      options.onStored?.(rows[0].valid, worker.pid);
      return rows[0].valid;
    };
    await eventually(`${records} records of ${stream} are stored`, async () => (await stored()) >= records, {
      ...limits,
      everyMs: commit ? 25 : 100,
    });
    const seconds = (Date.now() - startMs) / 1_000;
    const cpuSeconds = cpuSecondsOf(worker.pid) - startCpu;
    const after = servers.cpu();
    if (commit && stream === 'orders') await checkTotals(database, records);
    return {
      cpuUsPerEvent: (cpuSeconds / records) * 1e6,
      eventsPerSecond: records / seconds,
      kafkaUsPerEvent: ((after.kafka - before.kafka) / records) * 1e6,
      postgresUsPerEvent: ((after.postgres - before.postgres) / records) * 1e6,
      ...(commit ? { longestTransactionMs } : {}),
    };
  } finally {
    await worker.stop();
    await database.close();
  }
}

/** How long the worker's running transaction has been open. */
async function openTransactionMs(database: TestDatabase, applicationName: string): Promise<number> {
  const { rows } = await database.sql.query(
    `SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start) * 1000), 0)::float8 AS ms
     FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()`,
    [applicationName],
  );
  return rows[0].ms;
}

/** A fast wrong number is worth nothing: every order is in the cells and in both rollups. */
async function checkTotals(database: TestDatabase, records: number): Promise<void> {
  for (const table of ['order_cell', 'order_hour_item', 'order_hour_channel']) {
    const { rows } = await database.sql.query(`SELECT coalesce(sum(orders), 0)::int AS orders FROM ${table}`);
    if (rows[0].orders !== records) throw new Error(`${table} holds ${rows[0].orders} orders of ${records}`);
  }
}
