import { randomBytes } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import type { MetricSample } from '../contracts/metric-sample';
import { recordHeaders } from '../contracts/record-headers';
import { topics } from '../contracts/topics';
import type { Part } from '../runtime/part';
import { connectEndlessly, createPlainProducer, resendDelayMs, sendAcknowledged, waitMs } from './acknowledged-send';

type Unsent<Sample> = Sample extends MetricSample
  ? Omit<Sample, 'v' | 'source' | 'sequence' | 'sampledAtMs'> & { readonly sampledAtMs?: number }
  : never;
/** A sample as its author states it; the publisher adds version, source, sequence and, if missing, the time. */
export type UnsentSample = Unsent<MetricSample>;

export interface MetricsPublisher extends Part {
  /** Never blocks and never throws; returns the sample as it goes out. */
  publish(sample: UnsentSample): MetricSample;
  /** Samples thrown away because the broker did not take them in time. */
  readonly dropped: number;
  /** Rejected sends so far; each was repeated. */
  readonly rejected: number;
  /** Why the newest send was rejected; null while the broker takes samples. */
  readonly problem: string | null;
}

const samplesPerSend = 200;
/** `metrics` has one; samples of one source stay in their order. */
const partition = 0;

/**
 * Publishes metric samples, oldest first, gzip, acknowledged. Bounded: when the broker is down the oldest samples are
 * dropped and counted (a lost sample never makes a total wrong). A sample may arrive more than once: its record is
 * numbered when it is sent first, so that numbers have no holes and a copy is known by its number.
 */
export function createMetricsPublisher(options: {
  kafka: Kafka;
  /** Instance that speaks, unique per process start. */
  source: string;
  /** Default `metrics`. */
  topic?: string;
  /** Default 5,000, at least two sends. */
  maxPending?: number;
  /** How long `stop` waits for the rest; default 1,500 ms. */
  flushMs?: number;
  now?: () => number;
}): MetricsPublisher {
  const { source, topic = topics.metrics.name, flushMs = 1_500, now = Date.now } = options;
  const maxPending = Math.max(options.maxPending ?? 5_000, 2 * samplesPerSend);
  const producer = createPlainProducer(options.kafka);
  const ended = new AbortController();
  const pending: { readonly value: string; readonly producedAtMs: number }[] = [];
  const producerId = randomBytes(9).toString('base64url');
  let sequence = 0;
  let lastProducerSeq = 0;
  let inFlight = 0;
  let dropped = 0;
  let rejected = 0;
  let problem: string | null = null;
  let wake: () => void = () => {};
  let running: Promise<void> | null = null;

  const sendFirst = async (): Promise<void> => {
    inFlight = Math.min(pending.length, samplesPerSend);
    const messages = pending.slice(0, inFlight).map(({ value, producedAtMs }) => ({
      key: source,
      value,
      partition,
      headers: {
        [recordHeaders.producerId]: producerId,
        [recordHeaders.producerSeq]: String(++lastProducerSeq),
        [recordHeaders.producedAtMs]: String(producedAtMs),
      },
    }));
    for (let attempt = 1; !ended.signal.aborted; attempt++) {
      try {
        await sendAcknowledged(producer, topic, messages, 'gzip');
        problem = null;
        pending.splice(0, inFlight);
        break;
      } catch (error) {
        rejected++;
        problem = error instanceof Error ? error.message : String(error);
        await waitMs(resendDelayMs(attempt), ended.signal);
      }
    }
    inFlight = 0;
  };

  const run = async (): Promise<void> => {
    await connectEndlessly(producer, ended.signal, (reason) => {
      problem = reason;
    });
    while (!ended.signal.aborted) {
      if (pending.length > 0) await sendFirst();
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  };

  return {
    name: 'metrics publisher',
    get dropped() {
      return dropped;
    },
    get rejected() {
      return rejected;
    },
    get problem() {
      return problem;
    },
    publish(sample) {
      const whole = { sampledAtMs: now(), ...sample, v: 1, source, sequence: ++sequence } as MetricSample;
      if (pending.length >= maxPending) {
        pending.splice(inFlight, 1);
        dropped++;
      }
      pending.push({ value: JSON.stringify(whole), producedAtMs: whole.sampledAtMs });
      wake();
      return whole;
    },
    async start() {
      running = run();
    },
    async stop() {
      const deadline = Date.now() + flushMs;
      while (running !== null && pending.length > 0 && Date.now() < deadline) await waitMs(20, ended.signal);
      ended.abort();
      wake();
      const late = AbortSignal.timeout(500);
      await Promise.race([running?.then(() => producer.disconnect()).catch(() => {}), waitMs(500, late)]);
    },
  };
}
