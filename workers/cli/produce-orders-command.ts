import { randomBytes } from 'node:crypto';
import { topics } from '@/lib/contracts/topics';
import { createAckLatency } from '@/lib/kafka/ack-latency';
import { createMetricsPublisher } from '@/lib/kafka/metrics-publisher';
import { producePaced } from '@/lib/kafka/produce-paced';
import { createProducerSamples } from '@/lib/kafka/producer-samples';
import { createRecordSink } from '@/lib/kafka/record-sink';
import { systemClock } from '@/lib/kafka/system-clock';
import { describeTopic } from '@/lib/kafka/topics-admin';
import type { Part } from '@/lib/runtime/part';
import { createOrderGenerator } from '@/lib/streams/orders/generate';
import { CommandFailed } from './command-failed';
import { askKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { createProgress, type ProduceFigures, summaryText } from './produce-progress';
import { toJsonLine } from './text-table';

export interface ProduceOrdersOptions {
  readonly eventsPerSecond: number;
  readonly durationSeconds?: number;
  readonly maxEvents?: number;
  readonly seed?: string;
  readonly topic: string;
  readonly json?: boolean;
  readonly purchaseSpreadDays: number;
  /** Unix ms: every time in the events is made from it. */
  readonly now?: number;
}

/** What is sent but not acknowledged when this is over counts as an error. */
const flushMs = 15_000;

/** True when the topic `metrics` is there to be published to. */
async function checkTopics(found: FoundBrokers, kafka: ReturnType<typeof openKafka>, topic: string): Promise<boolean> {
  return askKafka(found, kafka, async (admin) => {
    if ((await describeTopic(admin, topic)) === null)
      throw new CommandFailed(
        `--topic: there is no topic ${topic} on ${found.brokers.join(', ')}. Make ours with \`streamscope topics create\`.`,
      );
    return (await admin.listTopics()).includes(topics.metrics.name);
  });
}

/**
 * Produces orders until the end that was asked for or a signal, flushes, and prints the summary. Resolves to the exit
 * code: 1 when something was not acknowledged.
 */
export async function produceOrders(found: FoundBrokers, options: ProduceOrdersOptions): Promise<0 | 1> {
  const { topic, eventsPerSecond } = options;
  const clientId = callName();
  const kafka = openKafka(found, clientId);
  const hasMetrics = await checkTopics(found, kafka, topic);
  const seed = options.seed ?? randomBytes(6).toString('hex');
  const orders = createOrderGenerator({ seed, spreadDays: options.purchaseSpreadDays });
  const ack = createAckLatency();
  const progress = createProgress(process.stderr);
  const stopping = new AbortController();
  const sink = createRecordSink({
    kafka,
    topics: [topic],
    flushMs,
    onAcknowledged: ack.record,
    onRejected: (error, attempt) =>
      progress.say(`a send was rejected (attempt ${attempt}), the same orders go again: ${(error as Error).message}`),
  });
  const publisher = createMetricsPublisher({ kafka, source: clientId });
  const samples = createProducerSamples({
    publisher,
    sink,
    stream: 'orders',
    source: clientId,
    targetEventsPerSecond: eventsPerSecond,
    takeAck: ack.take,
  });
  const observed = hasMetrics && topic === topics.orders.name;
  const parts: Part[] = observed ? [publisher, samples, sink] : [sink];

  const onSignal = (): void => {
    if (stopping.signal.aborted) process.exit(130);
    progress.say('stopping: waiting for acknowledgements (again to end at once)');
    stopping.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);

  let startMs = performance.now();
  let endMs: number | null = null;
  const figures = (): ProduceFigures => {
    const seconds = Math.max(0.001, ((endMs ?? performance.now()) - startMs) / 1_000);
    return {
      sent_ok: sink.sentOk,
      sent_error: sink.sentError,
      throughput_eps: sink.sentOk / seconds,
      avg_ack_ms: ack.meanMs,
      ack_p95_ms: ack.p95Ms,
      duration_s: seconds,
      rejected_sends: sink.rejectedSends,
    };
  };

  for (const part of parts) await part.start(stopping.signal);
  startMs = performance.now();
  progress.start(figures);
  try {
    if (!stopping.signal.aborted)
      await producePaced({
        sink,
        eventsPerSecond,
        ...(options.maxEvents === undefined ? {} : { maxEvents: options.maxEvents }),
        ...(options.durationSeconds === undefined ? {} : { durationMs: options.durationSeconds * 1_000 }),
        clock: options.now === undefined ? systemClock : { ...systemClock, wallMs: () => options.now! },
        signal: stopping.signal,
        next: (nowMs) => {
          const order = orders.next(nowMs);
          return { topic, key: order.order_id, value: JSON.stringify(order), producedAtMs: nowMs };
        },
        onSlow: (slow) =>
          progress.say(slow ? 'Kafka is slower than the rate: slowing down' : 'Kafka keeps up with the rate again'),
      });
    await sink.flush(flushMs);
  } finally {
    endMs = performance.now();
    for (const part of [...parts].reverse()) await part.stop();
    progress.stop();
  }
  const end = figures();
  if (options.json) console.log(toJsonLine({ ...end, topic, seed, producer_id: sink.producerId }));
  else console.log(summaryText(end, topic, seed));
  return end.sent_error === 0 ? 0 : 1;
}
