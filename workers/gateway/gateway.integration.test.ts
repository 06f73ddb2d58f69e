import { randomBytes } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gatewaySettings } from '@/lib/config/gateway-settings';
import { readSettings } from '@/lib/config/settings';
import type { LiveBin, LiveSnapshot } from '@/lib/contracts/live-frame';
import type { CommittedPart, MetricSample } from '@/lib/contracts/metric-sample';
import type { SubscribeAnswer } from '@/lib/contracts/socket-events';
import { topics } from '@/lib/contracts/topics';
import { metricLogStatement } from '@/lib/db/metric-log-statement';
import { createPool, type Pool } from '@/lib/db/pool';
import { createMigratedDatabase, type ScratchDatabase } from '@/lib/db/scratch-database';
import { createPlainProducer, sendAcknowledged } from '@/lib/kafka/acknowledged-send';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import { createTopics } from '@/lib/kafka/topics-admin';
import { createLog } from '@/lib/runtime/log';
import { eventually } from '../../e2e/support/eventually';
import { createGateway, type Gateway } from './gateway';
import { allPartitions, madeConsumer, madeLag, madePart, madeProducer } from './made-samples';

const brokers = (process.env.TEST_KAFKA_BROKERS ?? '').split(',');
const kafka = createKafka({ brokers, clientId: 'gateway-test', retries: 5 });
const running: Gateway[] = [];
const clients: Socket[] = [];
let database: ScratchDatabase;
let pool: Pool;
let topic: string;
let producer: ReturnType<typeof createPlainProducer>;
let sequence = 0;

beforeAll(async () => {
  database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  pool = createPool({ databaseUrl: database.databaseUrl, applicationName: 'gateway-test' });
});

beforeEach(async () => {
  await pool.query('TRUNCATE metric_log');
  topic = `metrics-${randomBytes(4).toString('hex')}`;
  await withAdmin(kafka, (admin) => createTopics(admin, [{ ...topics.metrics, name: topic }]));
  producer = createPlainProducer(kafka);
  await producer.connect();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  for (const gateway of running.splice(0)) await stop(gateway);
  await producer.disconnect();
  await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [topic] }));
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function start(): Promise<Gateway> {
  const gateway = createGateway({
    config: readSettings(gatewaySettings, {
      KAFKA_BROKERS: brokers.join(','),
      DATABASE_URL: database.databaseUrl,
      GATEWAY_PORT: '0',
    }),
    instance: `gateway-${randomBytes(4).toString('hex')}`,
    topic,
    log: createLog({ process: 'gateway', instance: 'test', level: 'error' }),
    onFailed: (error) => {
      throw error;
    },
  });
  running.push(gateway);
  for (const part of gateway.parts) await part.start(new AbortController().signal);
  return gateway;
}

async function stop(gateway: Gateway): Promise<void> {
  for (const part of [...gateway.parts].reverse()) await part.stop();
}

const send = (samples: readonly MetricSample[]): Promise<void> =>
  sendAcknowledged(
    producer,
    topic,
    samples.map((sample) => ({ key: sample.source, value: JSON.stringify(sample), partition: 0 })),
    'gzip',
  );

/** A second that was owned whole, ten seconds ago or so, with its parts. */
const stored = (fromMs: number, parts: readonly CommittedPart[]): MetricSample =>
  madeConsumer({ sequence: ++sequence, fromMs, toMs: fromMs + 1_000, parts: [...parts] });

const toLog = async (parts: readonly CommittedPart[]): Promise<void> => {
  const { text, values } = metricLogStatement(parts);
  await pool.query(text, values);
};

/** A client that keeps its view up to date as a page does. */
async function watch(gateway: Gateway) {
  const socket = io(`http://127.0.0.1:${gateway.port}`, { transports: ['websocket'], forceNew: true });
  clients.push(socket);
  const bins = new Map<number, LiveBin>();
  const seen: LiveSnapshot[] = [];
  const take = (frame: LiveSnapshot): void => {
    seen.push(frame);
    for (const bin of frame.bins) bins.set(bin.t, bin);
  };
  socket.on('view:frame', take);
  // By a call, not a promise: a frame that came in the same read would overtake the snapshot.
  await new Promise<void>((done, failed) =>
    socket
      .timeout(5_000)
      .emit('view:subscribe', { stream: 'orders', window: '60s' }, (error: Error | null, answer: SubscribeAnswer) => {
        if (error !== null) return failed(error);
        if (!answer.ok) return failed(new Error(answer.sentence));
        take(answer.snapshot);
        done();
      }),
  );
  return { bins, seen, newest: () => seen.at(-1)! };
}

const startOfSecond = (secondsAgo: number): number => Math.floor(Date.now() / 1_000) * 1_000 - secondsAgo * 1_000;
const partsOf = (committedAtMs: number, from: number, to: number): CommittedPart[] =>
  allPartitions.map(({ partition }) => madePart({ partition, from, to, committedAtMs }));

describe('the gateway', () => {
  it('turns samples on the topic into frames, in sequence', async () => {
    const page = await watch(await start());
    const t = startOfSecond(3);
    await send([
      stored(t, partsOf(t + 500, 0, 5)),
      madeProducer({ sequence: ++sequence, fromMs: t, toMs: t + 1_000 }),
      madeLag({ sequence: ++sequence, sampledAtMs: t + 900, end: 9, cursor: 5, committed: 3 }),
    ]);
    const bin = await eventually('the bin of the samples', () => {
      const found = page.bins.get(t);
      return found?.throughput.orders === 30 ? found : null;
    });
    expect(bin).toMatchObject({
      lag: { orders: 24 },
      lagCommitted: 36,
      ack: { count: 3 },
      endToEnd: { count: 30 },
      errors: {},
    });
    expect(page.newest().gauges.positions).toHaveLength(6);
    expect(page.newest().gauges.positions[0]).toEqual({ topic: 'orders', partition: 0, nextOffset: '5' });
    const sequences = page.seen.map((frame) => frame.sequence);
    expect(sequences).toEqual(sequences.map((_, index) => sequences[0]! + index));
  });

  it('shows the same curve after a restart, under another epoch', async () => {
    const first = await start();
    const before = await watch(first);
    const t = startOfSecond(20);
    const seconds = Array.from({ length: 12 }, (_, index) => t + index * 1_000);
    await send(seconds.map((at, index) => stored(at, partsOf(at + 300, index * 7, (index + 1) * 7))));
    await eventually('all seconds', () => seconds.every((at) => before.bins.get(at)?.throughput.orders === 42));
    await stop(running.pop()!);
    const after = await watch(await start());
    expect(after.newest().epoch).not.toBe(before.newest().epoch);
    for (const at of seconds) expect(after.bins.get(at)).toEqual(before.bins.get(at));
  });

  it('counts what comes twice once and repairs from metric_log what never came', async () => {
    const page = await watch(await start());
    const t = startOfSecond(8);
    const [first, lost, last] = [partsOf(t, 0, 5), partsOf(t + 1_000, 5, 11), partsOf(t + 2_000, 11, 13)];
    await toLog([...first, ...lost, ...last]);
    const told = stored(t, first);
    await send([told, stored(t + 1_000, []), stored(t + 2_000, last), told]);
    await eventually('the second after the lost one', () => page.bins.get(t + 2_000)?.throughput.orders === 12);
    expect(page.bins.get(t + 1_000)?.throughput.orders).toBe(0);
    await eventually('the corrected second', () => page.bins.get(t + 1_000)?.throughput.orders === 36);
    expect(page.bins.get(t)?.throughput.orders).toBe(30);
    expect(page.bins.get(t + 1_000)?.endToEnd?.count).toBe(36);
  });

  it('finds by the cursor that the newest sample was lost', async () => {
    const page = await watch(await start());
    const t = startOfSecond(8);
    const lost = partsOf(t + 1_000, 5, 11);
    await toLog(lost);
    await send([
      stored(t, partsOf(t, 0, 5)),
      stored(t + 1_000, []),
      madeLag({ sequence: ++sequence, sampledAtMs: t + 1_900, end: 11, cursor: 11 }),
    ]);
    await eventually('the corrected second', () => page.bins.get(t + 1_000)?.throughput.orders === 36);
    expect(page.newest().gauges.positions[5]).toEqual({ topic: 'orders', partition: 5, nextOffset: '11' });
  });

  it('goes on over records that are no samples', async () => {
    const page = await watch(await start());
    const t = startOfSecond(3);
    const foreign = ['', '{', 'null', '{"metric":"rmse","value":1,"timestamp":5}', '{"v":9,"kind":"lag"}'];
    await sendAcknowledged(producer, topic, [
      { key: 'nobody', value: null, partition: 0 },
      ...foreign.map((value) => ({ key: 'somebody', value, partition: 0 })),
    ]);
    await send([stored(t, partsOf(t, 0, 4))]);
    await eventually('the sample behind them', () => page.bins.get(t)?.throughput.orders === 24);
  });

  it('leaves no group behind, and removes that of a dead one', async () => {
    const gateway = await start();
    const list = () =>
      withAdmin(kafka, async (admin) => (await admin.listGroups()).groups.map(({ groupId }) => groupId));
    expect(await list()).toContain(gateway.groupId);
    const dead = kafka.consumer({ groupId: 'streamscope.gateway.dead', sessionTimeout: 6_000 });
    await dead.connect();
    await dead.subscribe({ topics: [topic] });
    await dead.run({ eachBatch: async () => {} });
    await eventually('the other group', async () => (await list()).includes('streamscope.gateway.dead'));
    await dead.disconnect();
    await stop(running.pop()!);
    await start();
    await eventually('its removal', async () => {
      const groups = await list();
      return !groups.includes('streamscope.gateway.dead') && !groups.includes(gateway.groupId);
    });
  });
});
