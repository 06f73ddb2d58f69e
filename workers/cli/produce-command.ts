import { randomBytes } from 'node:crypto';
import type { ProducerName } from '@/lib/contracts/producer-names';
import { topics as ourTopics } from '@/lib/contracts/topics';
import { createAckLatency } from '@/lib/kafka/ack-latency';
import { createMetricsPublisher } from '@/lib/kafka/metrics-publisher';
import { createProducerSamples } from '@/lib/kafka/producer-samples';
import { systemClock } from '@/lib/kafka/system-clock';
import type { OutboxPlace } from '@/lib/producers/open-queue';
import { type GeneratorOptions, producerKind } from '@/lib/producers/producer-kinds';
import { createProducerLine } from '@/lib/producers/producer-line';
import type { Part } from '@/lib/runtime/part';
import type { EventGenerator } from '@/lib/streams/event-generator';
import { CommandFailed } from './command-failed';
import { askKafka, type CliKafka, callName, openKafka } from './connect-kafka';
import type { FoundBrokers } from './find-brokers';
import { createLiveLine } from './live-line';
import { type ProduceFigures, progressText, summaryText } from './produce-progress';
import { createResuming } from './resume-run';
import { toJsonLine } from './text-table';

export interface ProduceOptions {
  readonly eventsPerSecond: number;
  readonly durationSeconds?: number;
  readonly maxEvents?: number;
  readonly seed?: string;
  /** Instead of the producer's own topics. */
  readonly topic?: string;
  readonly json?: boolean;
  /** Unix ms: every time in the events is made from it. */
  readonly now?: number;
  /** Go on with the random sequence of the last run from the same outbox. */
  readonly resume?: boolean;
  /** null: what is accepted lives in memory only. */
  readonly outbox: OutboxPlace | null;
  readonly generator: Omit<GeneratorOptions, 'seed'>;
}

/** What is sent but not acknowledged when this is over counts as an error; the outbox keeps it. */
const flushMs = 15_000;

/** True when the topic `metrics` is there to be published to. Throws where a topic to produce to is not. */
async function checkTopics(found: FoundBrokers, kafka: CliKafka, topics: readonly string[]): Promise<boolean> {
  return askKafka(found, kafka, async (admin) => {
    const existing = await admin.listTopics();
    const missing = topics.find((topic) => !existing.includes(topic));
    if (missing !== undefined)
      throw new CommandFailed(
        `--topic: there is no topic ${missing} on ${found.brokers.join(', ')}. Make ours with \`streamscope topics create\`.`,
      );
    return existing.includes(ourTopics.metrics.name);
  });
}

/**
 * Produces events until the end that was asked for or a signal, flushes, and prints the summary. What an earlier run
 * left in the outbox goes first. Resolves to the exit code: 1 when something was not acknowledged.
 */
export async function produceEvents(
  found: FoundBrokers,
  producer: ProducerName,
  options: ProduceOptions,
): Promise<0 | 1> {
  const kind = producerKind(producer);
  const topics = options.topic === undefined ? kind.topics : [options.topic];
  const clientId = callName();
  const kafka = openKafka(found, clientId);
  const hasMetrics = await checkTopics(found, kafka, topics);
  const seed = options.seed ?? randomBytes(6).toString('hex');
  const ack = createAckLatency();
  const progress = createLiveLine(process.stderr);
  const stopping = new AbortController();
  const broken = new AbortController();
  const resuming = createResuming(producer, topics[0] ?? '');
  const line = createProducerLine({
    ...{ producer, kafka, brokers: found.brokers, clientId, topics, outbox: options.outbox, flushMs },
    ...(options.topic === undefined ? {} : { topic: options.topic }),
    clock: options.now === undefined ? systemClock : { ...systemClock, wallMs: () => options.now! },
    onTaken: () => resuming.note(line),
    onAcknowledged: ack.record,
    onRejected: (error, attempt) =>
      progress.say(`a send was rejected (attempt ${attempt}), the same records go again: ${(error as Error).message}`),
    onWaiting: (reason) => progress.say(reason),
    onSlow: (slow) =>
      progress.say(
        slow
          ? `slowing down: ${line.sink.problem ?? 'Kafka is slower than the rate'}`
          : 'Kafka keeps up with the rate again',
      ),
    onFailed: (error) => broken.abort(error),
  });
  const { sink } = line;
  const publisher = createMetricsPublisher({ kafka, source: clientId });
  const samples = createProducerSamples({
    publisher,
    stream: kind.stream,
    source: clientId,
    read: () => ({
      acknowledged: sink.sentOk + sink.leftoversSent,
      rejectedSends: sink.rejectedSends,
      targetEventsPerSecond: line.eventsPerSecond,
      isRunning: line.isRunning,
    }),
    takeAck: ack.take,
  });
  const isObserved = hasMetrics && topics.every((topic) => kind.topics.some((own) => own === topic));
  const parts: Part[] = isObserved ? [publisher, samples, line] : [line];

  const onSignal = (): void => {
    if (stopping.signal.aborted) process.exit(130);
    progress.say('stopping: waiting for acknowledgements (again to end at once)');
    stopping.abort();
    void line.halt();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  broken.signal.addEventListener('abort', () => void line.halt());

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
      leftovers_sent: sink.leftoversSent,
      events: Object.fromEntries(line.made),
    };
  };

  const produce = async (): Promise<void> => {
    const generator: EventGenerator =
      options.resume === true
        ? resuming.resume(line)
        : resuming.follow(line, kind.createGenerator({ seed, ...options.generator }));
    if (isObserved) samples.annotate('start', `Producer of ${producer} started, ${paceText(options.eventsPerSecond)}`);
    startMs = performance.now();
    progress.start(() => progressText(figures()));
    await line.run({
      generator,
      eventsPerSecond: options.eventsPerSecond,
      ...(options.maxEvents === undefined ? {} : { maxEvents: options.maxEvents }),
      ...(options.durationSeconds === undefined ? {} : { durationMs: options.durationSeconds * 1_000 }),
    });
    await sink.flush(flushMs);
    if (isObserved) samples.annotate('stop', `Producer of ${producer} stopped`);
  };

  try {
    for (const part of parts) await part.start(stopping.signal);
    if (!stopping.signal.aborted) await produce();
  } catch (error) {
    throw broken.signal.aborted ? new CommandFailed((broken.signal.reason as Error).message) : error;
  } finally {
    endMs = performance.now();
    for (const part of [...parts].reverse()) await part.stop();
    resuming.store(line);
    progress.stop();
  }
  if (broken.signal.aborted) throw new CommandFailed((broken.signal.reason as Error).message);
  const end = figures();
  const what = { producer, topic: topics.join(','), seed: resuming.seed ?? seed };
  const kept = options.outbox === null ? 0 : end.sent_error;
  if (options.json) console.log(toJsonLine({ ...end, ...what, producer_id: sink.producerId, kept_in_outbox: kept }));
  else console.log(summaryText(end, what, kept));
  return end.sent_error === 0 ? 0 : 1;
}

const paceText = (eventsPerSecond: number): string =>
  eventsPerSecond === 0 ? 'as fast as it goes' : `at ${eventsPerSecond} events/s`;
