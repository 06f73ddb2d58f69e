import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { io } from 'socket.io-client';
import type { LiveFrame } from '../../lib/contracts/live-frame';
import { type SubscribeAnswer, socketPath } from '../../lib/contracts/socket-events';
import { freePort } from '../../lib/embedded/free-port';
import { startAggregator } from '../support/aggregator-process';
import { eventually } from '../support/eventually';
import { createTestDatabase } from '../support/test-database';
import { recreateTopics } from '../support/test-kafka';
import type { BenchServers } from './bench-servers';
import { OffsetTimes } from './offset-times';

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly events: number;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const partitions = 6;
const tickMs = 10;
const pollMs = 10;
const warmUpMs = 5_000;

/**
 * From an order's making to its being stored, and to the frame that covers it in a browser's socket, at a steady rate:
 * measured from outside by offsets, not by the product's own sketches. Milliseconds.
 */
export async function measureLatency(
  servers: BenchServers,
  options: { eventsPerSecond: number; seconds: number },
): Promise<{ stored: Percentiles; shown: Percentiles }> {
  const brokers = [...servers.kafka.brokers];
  const kafka = new Kafka({ brokers, clientId: 'bench-latency', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await eventually('the topics are made', () => recreateTopics(admin).then(() => true), { withinMs: 30_000 });
  const database = await createTestDatabase(servers.postgres.databaseUrl);
  const groupId = `bench.latency.${randomBytes(4).toString('hex')}`;
  const port = await freePort({});
  const gateway = startGateway({ brokers, databaseUrl: database.databaseUrl, groupId, port });
  const worker = startAggregator({ brokers, databaseUrl: database.databaseUrl, groupId });
  const socket = io(`http://127.0.0.1:${port}`, { path: socketPath, transports: ['websocket'] });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  let polling = true;
  const times = new OffsetTimes(partitions);
  try {
    await Promise.all([worker.ready(), producer.connect()]);
    socket.on('view:frame', (frame: LiveFrame) => {
      for (const position of frame.gauges.positions)
        if (position.topic === 'orders') times.reached('shown', position.partition, Number(position.nextOffset));
    });
    await eventually('the gateway serves a live view', () => subscribe(socket), { withinMs: 60_000, everyMs: 500 });
    const poll = (async () => {
      while (polling) {
        const { rows } = await database.sql.query('SELECT partition, next_offset FROM consumer_cursor');
        for (const row of rows) times.reached('stored', row.partition, Number(row.next_offset));
        await sleep(pollMs);
      }
    })();
    await produce({ producer, times, ...options });
    await eventually('every order has been shown', () => times.waiting === 0, { withinMs: 20_000 });
    polling = false;
    await poll;
    return { stored: times.percentiles('stored'), shown: times.percentiles('shown') };
  } finally {
    polling = false;
    socket.disconnect();
    await Promise.allSettled([producer.disconnect(), admin.disconnect(), worker.stop(), stop(gateway)]);
    await database.close();
  }
}

async function produce(options: {
  producer: ReturnType<Kafka['producer']>;
  times: OffsetTimes;
  eventsPerSecond: number;
  seconds: number;
}): Promise<void> {
  const { producer, times, eventsPerSecond, seconds } = options;
  const startMs = performance.now();
  const sends: Promise<void>[] = [];
  let made = 0;
  while (performance.now() - startMs < warmUpMs + seconds * 1_000) {
    const due = Math.floor(((performance.now() - startMs) / 1_000) * eventsPerSecond);
    const nowMs = Date.now();
    const counted = performance.now() - startMs >= warmUpMs;
    const counts = new Array<number>(partitions).fill(0);
    const messages = [];
    for (; made < due; made++) {
      const partition = made % partitions;
      counts[partition]!++;
      messages.push({ key: `o-${made}`, value: orderText(made, nowMs), partition });
    }
    if (messages.length > 0)
      sends.push(
        producer.send({ topic: 'orders', messages, acks: -1 }).then((answers) => {
          for (const { partition, baseOffset } of answers)
            times.sent(partition, Number(baseOffset), counts[partition]!, nowMs, counted);
        }),
      );
    await sleep(tickMs);
  }
  await Promise.all(sends);
}

const orderText = (made: number, nowMs: number): string =>
  JSON.stringify({
    ...{ order_id: `o-${made}`, user_id: `u-${made % 997}`, item: `item ${made % 40}`, quantity: 1 + (made % 3) },
    ...{ unit_price: 9.99, currency: 'EUR', channel: made % 3 === 0 ? 'store' : 'web', payment_method: 'card' },
    ...{ purchased_at: new Date(nowMs).toISOString(), event_time_ms: nowMs },
  });

async function subscribe(socket: ReturnType<typeof io>): Promise<boolean> {
  if (!socket.connected) return false;
  const view = { stream: 'orders', window: '60s' };
  const answer = (await socket.timeout(2_000).emitWithAck('view:subscribe', view)) as SubscribeAnswer;
  return answer.ok;
}

function startGateway(options: {
  brokers: string[];
  databaseUrl: string;
  groupId: string;
  port: number;
}): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'workers/gateway/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      KAFKA_BROKERS: options.brokers.join(','),
      DATABASE_URL: options.databaseUrl,
      STREAMSCOPE_GROUP_ID: options.groupId,
      GATEWAY_PORT: String(options.port),
    },
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
