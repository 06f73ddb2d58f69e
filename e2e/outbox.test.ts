import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedKafka } from '@/lib/embedded/kafka';
import { createKafka } from '@/lib/kafka/client';
import { readWholeTopic } from '@/lib/kafka/read-whole-topic';
import { callCli, lastJson } from './support/call-cli';
import { eventually } from './support/eventually';
import { judgeDelivery } from './support/judge-delivery';
import { startOwnKafka } from './support/own-servers';
import { type ProducerProcess, startProducer } from './support/producer-process';
import { type AcceptedRecord, headerEnd, readOutbox } from './support/read-outbox';
import { type Scene, setScene } from './support/scene';

const isSoak = process.env.SOAK === '1';
const outage = isSoak ? { perSecond: 500, downMs: 60_000 } : { perSecond: 2_000, downMs: 8_000 };
const kills = isSoak ? 20 : 4;
const pacedSeconds = isSoak ? 10 : 5;
const acceptedTotal = 'streamscope_producer_records_accepted_total';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('the outbox of a producer', () => {
  let kafka: EmbeddedKafka;
  let directory = '';
  let scene: Scene | null = null;
  let producer: ProducerProcess | null = null;
  beforeAll(async () => {
    kafka = await startOwnKafka('outbox');
  });
  afterEach(async () => {
    await producer?.end('SIGKILL');
    await scene?.close();
    if (directory !== '') rmSync(directory, { recursive: true, force: true });
  });
  afterAll(async () => {
    await kafka?.stop();
  });

  const start = async (perSecond: number): Promise<ProducerProcess> => {
    producer = startProducer({
      KAFKA_BROKERS: kafka.brokers.join(','),
      PRODUCE: `orders:${perSecond}`,
      OUTBOX_DIRECTORY: directory,
    });
    await producer.ready();
    return producer;
  };
  const newDirectory = (): void => {
    directory = mkdtempSync(join(tmpdir(), 'streamscope-outbox-'));
  };
  const readOrders = () =>
    readWholeTopic(createKafka({ brokers: kafka.brokers, clientId: 'outbox-reader', retries: 20 }), 'orders');

  it(`takes ${outage.perSecond}/s through ${outage.downMs / 1_000} s without a broker: all in order, each counted once`, {
    timeout: 600_000,
  }, async () => {
    newDirectory();
    scene = await setScene({ brokers: kafka.brokers });
    await scene.startWorker().ready();
    const running = await start(outage.perSecond);
    const accepted = (): Promise<number> => running.metric(acceptedTotal);
    await eventually('orders flow', async () => (await accepted()) > outage.perSecond);
    await kafka.killNode(1, 'SIGKILL');
    const before = await accepted();
    const downFromMs = performance.now();
    await pause(outage.downMs);
    const during = (await accepted()) - before;
    const downMs = performance.now() - downFromMs;
    const held = readOutbox(directory);
    await kafka.startNode(1);
    const pending = (): Promise<number> => running.metric('streamscope_producer_records_pending');
    const isDrained = async (): Promise<boolean> => (await pending()) < outage.perSecond;
    await eventually('the backlog is sent', isDrained, { withinMs: 120_000, describe: running.tail });
    const least = await accepted();
    expect(await running.end('SIGTERM')).toBe(0);

    const { oracle, findings } = await scene.settle();
    const topic = await readOrders();
    const numbers = new Set(topic.map(({ key }) => Number(key.split('-')[2])));
    console.log(`${during} orders accepted in ${Math.round(downMs)} ms without a broker; ${oracle.valid} counted`);
    expect(during).toBeGreaterThan((outage.perSecond * downMs * 0.95) / 1_000);
    expect(judgeDelivery(held, topic, false)).toEqual([]);
    // The generator numbers its orders: what was accepted and lost would be a hole.
    expect(numbers.size).toBeGreaterThanOrEqual(least);
    expect(Math.max(...numbers)).toBe(numbers.size);
    expect(oracle.valid).toBe(numbers.size);
    expect(findings.problems).toEqual([]);
  });

  /**
   * Kills a producer again and again, each second time while the broker hangs and sends are under way. `onKilled` may
   * damage what it left behind. Resolves with what is wrong in the end.
   */
  const killAgainAndAgain = async (times: number, onKilled: () => void): Promise<string[]> => {
    const accepted: AcceptedRecord[] = [];
    for (let kill = 1; kill <= times; kill++) {
      const running = await start(300);
      await eventually('orders flow', async () => (await running.metric(acceptedTotal)) > 300);
      const isHung = kill % 2 === 0;
      if (isHung) await kafka.killNode(1, 'SIGSTOP');
      await pause(isHung ? 700 : 100 + 90 * kill);
      await running.end('SIGKILL');
      if (isHung) await kafka.killNode(1, 'SIGCONT');
      accepted.push(...readOutbox(directory));
      onKilled();
    }
    const last = await start(300);
    expect(await last.end('SIGTERM')).toBe(0);
    accepted.push(...readOutbox(directory));
    const topic = await readOrders();
    const copies =
      topic.length -
      new Set(topic.map(({ producerId, partition, sequence }) => `${producerId}/${partition}/${sequence}`)).size;
    console.log(`${times} kills: ${topic.length} records in the topic, ${copies} of them copies`);
    return judgeDelivery(accepted, topic, true);
  };

  it(`loses nothing and numbers without holes over ${kills} kills; what is counted is what was accepted`, {
    timeout: 600_000,
  }, async () => {
    newDirectory();
    scene = await setScene({ brokers: kafka.brokers });
    await scene.startWorker().ready();
    expect(await killAgainAndAgain(kills, () => undefined)).toEqual([]);
    const { oracle, findings } = await scene.settle();
    expect(findings.problems).toEqual([]);
    expect(oracle.valid).toBe(new Set(readOutbox(directory).map(({ id }) => id)).size);
    expect(new Set(Object.keys(oracle.producers).map((name) => name.split('/')[0])).size).toBe(1);
  });

  it('would lose records and give numbers twice if what it accepts were not on disk: the test notices', {
    timeout: 240_000,
  }, async () => {
    newDirectory();
    scene = await setScene({ brokers: kafka.brokers });
    const forget = (): void => {
      for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
        const file = join(directory, name);
        if (name.endsWith('acknowledged')) rmSync(file);
        if (name.endsWith('.segment')) truncateSync(file, headerEnd(readFileSync(file)));
      }
    };
    const problems = await killAgainAndAgain(2, forget);
    const seen = (what: RegExp): boolean => problems.some((problem) => what.test(problem));
    expect(seen(/was accepted and is not in the topic|accepted with another content/)).toBe(true);
    expect(seen(/is in the topic with two contents/)).toBe(true);
  });

  it(`keeps a rate of 2,000/s within 2 % over ${pacedSeconds} s`, { timeout: 60_000 }, async () => {
    newDirectory();
    scene = await setScene({ brokers: kafka.brokers });
    const flags = ['--events-per-second', '2000', '--duration-seconds', String(pacedSeconds), '--json'];
    const args = ['produce', 'orders', '--bootstrap-servers', kafka.brokers.join(','), ...flags];
    const { code, stdout } = await callCli(directory, args).ended;
    const { sent_ok: sent, duration_s: seconds, avg_ack_ms: ackMs } = lastJson(stdout);
    console.log(`${sent} orders in ${seconds} s, acknowledged after ${ackMs} ms on average`);
    expect(code).toBe(0);
    expect(Math.abs((sent as number) - 2_000 * pacedSeconds)).toBeLessThanOrEqual(40 * pacedSeconds);
    expect(seconds as number).toBeLessThanOrEqual(pacedSeconds + 1);
  });
});
