import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli, lastJson } from '@/e2e/support/call-cli';
import { type MetricSample, metricSampleSchema } from '@/lib/contracts/metric-sample';
import { fetchKafkaJars } from '@/lib/embedded/fetch-kafka-jars.mjs';
import { defaultJarsDirectory, type EmbeddedKafka, startKafka } from '@/lib/embedded/kafka';
import { createKafka, withAdmin } from '@/lib/kafka/client';
import { type LoggedRecord, readWholeTopic } from '@/lib/kafka/read-whole-topic';
import { createTopics } from '@/lib/kafka/topics-admin';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const repository = fileURLToPath(new URL('../..', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'streamscope-producer-'));
let kafka: EmbeddedKafka;

function startProducer(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      ...{ NODE_ENV: 'production', PATH: process.env.PATH, KAFKA_BROKERS: kafka.brokers.join(',') },
      ...{ OUTBOX_DIRECTORY: join(directory, 'outbox'), ...environment },
    },
  });
  const seen = { log: '' };
  child.stdout!.on('data', (bytes) => {
    seen.log += bytes;
  });
  const ready = once(child, 'message').then(([message]) => message as { type: string; healthPort: number });
  const ended = once(child, 'exit').then(([code]) => code as number);
  return { child, ready, ended, seen };
}

const readAll = (topic: string) =>
  readWholeTopic(createKafka({ brokers: kafka.brokers, clientId: 'reader', retries: 5 }), topic);

const samplesOf = async (source: string): Promise<MetricSample[]> => {
  const samples = new Map<number, MetricSample>();
  for (const { value } of await readAll('metrics')) {
    const sample = metricSampleSchema.parse(JSON.parse(value));
    if (sample.source === source) samples.set(sample.sequence, sample);
  }
  return [...samples.values()].sort((a, b) => a.sequence - b.sequence);
};

/** Different numbers that one producer has given. */
const numbersOf = (records: readonly LoggedRecord[], producerId: string): Set<string> =>
  new Set(
    records
      .filter((record) => record.producerId === producerId)
      .map(({ partition, sequence }) => `${partition}/${sequence}`),
  );

describe('the producer process', () => {
  beforeAll(async () => {
    await fetchKafkaJars({ directory: defaultJarsDirectory });
    kafka = await startKafka({ directory, brokers: 1, javaOptions: ['-XX:TieredStopAtLevel=1'] });
  }, 180_000);
  afterAll(async () => {
    await kafka?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('waits for its topic, rides out a killed broker, and tells each second what was acknowledged', async () => {
    const { child, ready, ended, seen } = startProducer({ PRODUCE: 'orders:100', STREAMSCOPE_INSTANCE: 'p1' });
    await expect.poll(() => seen.log, { timeout: 20_000 }).toContain('topic orders does not exist yet');
    const client = createKafka({ brokers: kafka.brokers, clientId: 'topics', retries: 5 });
    await withAdmin(client, (admin) => createTopics(admin));
    const { healthPort } = await ready;
    const acknowledged = async (): Promise<number> => {
      const response = await fetch(`http://127.0.0.1:${healthPort}/metrics`);
      return Number(/producer_records_acknowledged_total\{.*\} (\d+)/.exec(await response.text())![1]);
    };
    const readiness = async (): Promise<number> => (await fetch(`http://127.0.0.1:${healthPort}/readyz`)).status;
    await expect.poll(acknowledged, { timeout: 20_000 }).toBeGreaterThan(150);
    expect(await readiness()).toBe(200);
    await kafka.killNode(1, 'SIGKILL');
    await expect.poll(readiness, { timeout: 20_000 }).toBe(503);
    const before = await acknowledged();
    await kafka.startNode(1);
    await expect.poll(acknowledged, { timeout: 30_000 }).toBeGreaterThan(before + 200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);

    const producerId = /"producerId":"([^"]+)"/.exec(seen.log)![1]!;
    const samples = await samplesOf('p1');
    const told = samples.filter((sample) => sample.kind === 'producer');
    const sentOk = told.reduce((total, sample) => total + sample.sentOk, 0);
    expect(numbersOf(await readAll('orders'), producerId).size).toBe(sentOk);
    expect(told.reduce((total, sample) => total + sample.ack.count, 0)).toBe(sentOk);
    expect(told.reduce((total, sample) => total + sample.sentError, 0)).toBeGreaterThan(0);
    expect(told.at(-1)!.state).toBe('stopped');
    expect(told.slice(0, -1).every((sample) => sample.toMs - sample.fromMs < 1_500)).toBe(true);
    const annotations = samples.filter((sample) => sample.kind === 'annotation');
    expect(annotations.map((sample) => sample.type)).toEqual(['start', 'stop']);
  }, 120_000);

  it('keeps its producer id over restarts, announces them, and shares its outbox with no other process', async () => {
    const { child, ready, ended, seen } = startProducer({ STREAMSCOPE_INSTANCE: 'p2', STREAMSCOPE_RESTARTS: '3' });
    await ready;
    const second = startProducer({ STREAMSCOPE_INSTANCE: 'p3' });
    await second.ready;
    second.child.disconnect();
    child.kill('SIGTERM');
    expect(await Promise.all([ended, second.ended])).toEqual([0, 0]);
    const third = startProducer({ STREAMSCOPE_INSTANCE: 'p4' });
    await third.ready;
    third.child.kill('SIGTERM');
    expect(await third.ended).toBe(0);
    const ids = [seen.log, second.seen.log, third.seen.log].map((log) => /"producerId":"([^"]+)"/.exec(log)![1]);
    expect(ids[0]).not.toBe(ids[1]);
    expect(ids[2]).toBe(ids[0]);
    const announced = (await samplesOf('p2')).find((sample) => sample.kind === 'annotation');
    expect(announced).toMatchObject({ type: 'restart', stream: 'orders' });
  }, 60_000);

  it('makes events of every stream at once, each with samples of its own', async () => {
    const produce = 'orders:40,invalid-orders:10,ratings:50,engagement:50,movie-events:50';
    const { child, ready, ended } = startProducer({ STREAMSCOPE_INSTANCE: 'p5', PRODUCE: produce });
    await ready;
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    const told = (await samplesOf('p5')).filter((sample) => sample.kind === 'producer');
    for (const stream of ['orders', 'ratings', 'engagement', 'movie-events']) {
      const own = told.filter((sample) => sample.stream === stream);
      expect(own[0]).toMatchObject({ targetEventsPerSecond: 50, state: 'running' });
      expect(own.at(-1)!.state).toBe('stopped');
      expect(own.reduce((total, sample) => total + sample.sentOk, 0)).toBeGreaterThan(120);
    }
  }, 60_000);

  it('obeys commands only when it is armed, answers them, and takes up the state they asked for after a kill', async () => {
    const say = async (...args: string[]): Promise<Record<string, unknown>> => {
      const flags = ['--json', '--bootstrap-servers', kafka.brokers.join(','), '--wait-seconds', '15'];
      const { code, stdout, stderr } = await callCli(directory, ['control', ...args, ...flags]).ended;
      return code === 2 ? { stderr } : { code, ...lastJson(stdout) };
    };
    const armed = { PRODUCE: 'none', STREAMSCOPE_CONTROL: 'armed' };
    const apart = join(directory, 'outbox-apart');
    const deaf = startProducer({ PRODUCE: 'none', STREAMSCOPE_INSTANCE: 'deaf', OUTBOX_DIRECTORY: apart });
    const first = startProducer({ ...armed, STREAMSCOPE_INSTANCE: 'p6' });
    await Promise.all([deaf.ready, first.ready]);
    const started = ['start', 'ratings', '--events-per-second', '40', '--duration-seconds', '90'];
    expect(await say(...started)).toMatchObject({ code: 0, source: 'p6', state: 'accepted', action: 'start' });
    expect(await say('rate', 'ratings', '--events-per-second', '80')).toMatchObject({ code: 0, state: 'done' });
    expect(await say('rate', 'orders', '--events-per-second', '80')).toMatchObject({ code: 1, state: 'refused' });
    expect((await say('start', 'nonsense')).stderr).toMatch(/no producer "nonsense"; there are orders/);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = startProducer({ ...armed, STREAMSCOPE_INSTANCE: 'p7' });
    const { healthPort } = await second.ready;
    const acknowledged = async (): Promise<number> => {
      const text = await (await fetch(`http://127.0.0.1:${healthPort}/metrics`)).text();
      return Number(/records_acknowledged_total\{[^}]*producer="ratings"[^}]*\} (\d+)/.exec(text)?.[1] ?? 0);
    };
    await expect.poll(acknowledged, { timeout: 20_000 }).toBeGreaterThan(100);
    expect(await say('stop', 'ratings')).toMatchObject({ code: 0, source: 'p7', state: 'done' });
    const stopped = await acknowledged();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await acknowledged()).toBe(stopped);
    for (const { child, ended } of [deaf, second]) {
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    }
    expect((await samplesOf('deaf')).filter((sample) => sample.kind !== 'annotation')).toEqual([]);
    const records = await readAll('ratings');
    const given = [
      ...new Set(records.map(({ producerId, partition, sequence }) => `${producerId}/${partition}/${sequence}`)),
    ];
    expect(new Set(records.map((record) => record.producerId)).size).toBe(1);
    const highest = new Map<number, number>();
    for (const { partition, sequence } of records)
      highest.set(partition, Math.max(highest.get(partition) ?? 0, sequence));
    expect(given).toHaveLength([...highest.values()].reduce((total, last) => total + last, 0));
  }, 120_000);
});
