import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ProducerName, producerNames } from '@/lib/contracts/producer-names';
import type { EventStreamName } from '@/lib/contracts/streams';
import { type AckLatency, createAckLatency } from '@/lib/kafka/ack-latency';
import type { createKafka } from '@/lib/kafka/client';
import type { MetricsPublisher } from '@/lib/kafka/metrics-publisher';
import { createProducerSamples, type ProducerSamples } from '@/lib/kafka/producer-samples';
import type { OutboxPlace } from '@/lib/producers/open-queue';
import { type GeneratorOptions, producerKind } from '@/lib/producers/producer-kinds';
import { createProducerLine, type ProducerLine } from '@/lib/producers/producer-line';
import type { Log } from '@/lib/runtime/log';
import type { Part } from '@/lib/runtime/part';

export interface WantedRun {
  readonly eventsPerSecond: number;
  readonly durationMs?: number;
  readonly maxEvents?: number;
  readonly seed?: string;
}

/** All producers of this process, each made when it is first wanted. */
export interface Traffic extends Part {
  /** Configured producers run. */
  readonly started: boolean;
  readonly lines: readonly ProducerLine[];
  /** Makes events until the run's end; resolves with how many once they are made and acknowledged or kept. */
  run(name: ProducerName, run: WantedRun): Promise<number>;
  setRate(name: ProducerName, eventsPerSecond: number): boolean;
  /** False when it does not run. */
  halt(name: ProducerName): Promise<boolean>;
  /** Events per second now; null when it does not run. */
  rateOf(name: ProducerName): number | null;
}

interface StreamSide {
  readonly samples: ProducerSamples;
  readonly ack: AckLatency;
}

export function createTraffic(options: {
  wanted: readonly { readonly name: ProducerName; readonly eventsPerSecond: number }[];
  kafka: ReturnType<typeof createKafka>;
  brokers: readonly string[];
  instance: string;
  outbox: OutboxPlace;
  generator: GeneratorOptions;
  /** Times the supervisor has restarted this process. */
  restarts: number;
  publisher: MetricsPublisher;
  log: Log;
  onFailed: (error: unknown) => void;
}): Traffic {
  const { publisher, log, instance } = options;
  const lines = new Map<ProducerName, { line: ProducerLine; ready: Promise<void> }>();
  const sides = new Map<EventStreamName, StreamSide>();
  const ended = new AbortController();
  let started = false;

  const linesOf = (stream: EventStreamName): ProducerLine[] =>
    [...lines.values()].map(({ line }) => line).filter((line) => producerKind(line.producer).stream === stream);

  const sideOf = (stream: EventStreamName): StreamSide => {
    const known = sides.get(stream);
    if (known !== undefined) return known;
    const ack = createAckLatency();
    const sum = (read: (line: ProducerLine) => number): number =>
      linesOf(stream).reduce((total, line) => total + read(line), 0);
    const samples = createProducerSamples({
      ...{ publisher, stream, source: instance, takeAck: ack.take },
      read: () => ({
        acknowledged: sum(({ sink }) => sink.sentOk + sink.leftoversSent),
        rejectedSends: sum(({ sink }) => sink.rejectedSends),
        targetEventsPerSecond: sum((line) => line.eventsPerSecond),
        isRunning: linesOf(stream).some((line) => line.isRunning),
      }),
    });
    const side = { samples, ack };
    sides.set(stream, side);
    void samples.start(ended.signal);
    return side;
  };

  const open = (name: ProducerName): { line: ProducerLine; ready: Promise<void> } => {
    const known = lines.get(name);
    if (known !== undefined) return known;
    const kind = producerKind(name);
    const side = sideOf(kind.stream);
    const own = log.child({ producer: name });
    const line: ProducerLine = createProducerLine({
      ...{ producer: name, kafka: options.kafka, brokers: options.brokers, clientId: instance },
      ...{ topics: kind.topics, outbox: options.outbox },
      onAcknowledged: side.ack.record,
      onRejected: (error, attempt, records) =>
        own.warn({ err: error, attempt, records }, 'a send was rejected: the same records are sent again'),
      onWaiting: (reason) => own.info({ reason }, 'waiting'),
      onSlow: (slow) =>
        slow
          ? own.warn(
              { pending: line.sink.pending, problem: line.sink.problem },
              'Kafka is slower than the rate: slowing down',
            )
          : own.info('Kafka keeps up again'),
      onFailed: options.onFailed,
    });
    const entry = { line, ready: line.start(ended.signal) };
    entry.ready.catch(() => undefined);
    lines.set(name, entry);
    return entry;
  };

  const run = async (name: ProducerName, { seed, ...wanted }: WantedRun): Promise<number> => {
    const { line, ready } = open(name);
    await ready;
    const generator = producerKind(name).createGenerator({
      ...options.generator,
      ...(seed === undefined ? {} : { seed }),
    });
    const { producerId } = line.sink;
    log.info({ producer: name, ...wanted, seed: seed ?? options.generator.seed, producerId }, 'producing');
    const end = await line.run({ ...wanted, generator });
    log.info({ producer: name, made: end.made }, 'a run is over');
    return end.made;
  };

  /** Producers whose outbox an earlier process has left here. */
  const left = (): ProducerName[] => {
    const foldersIn = (path: string): string[] =>
      existsSync(path)
        ? readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
        : [];
    const { directory } = options.outbox;
    const names = foldersIn(directory).flatMap((cluster) => foldersIn(join(directory, cluster)));
    return producerNames.filter((name) => names.some((found) => found.replace(/-\d+$/, '') === name));
  };

  return {
    name: 'traffic',
    get started() {
      return started;
    },
    get lines() {
      return [...lines.values()].map(({ line }) => line);
    },
    run,
    setRate: (name, eventsPerSecond) => lines.get(name)?.line.setRate(eventsPerSecond) ?? false,
    async halt(name) {
      const line = lines.get(name)?.line;
      if (line?.isRunning !== true) return false;
      await line.halt();
      return true;
    },
    rateOf(name) {
      const line = lines.get(name)?.line;
      return line?.isRunning === true ? line.eventsPerSecond : null;
    },
    async start(signal) {
      signal.addEventListener('abort', () => ended.abort(), { once: true });
      for (const name of left()) open(name);
      await Promise.all(options.wanted.map(({ name }) => open(name).ready));
      if (signal.aborted) return;
      started = true;
      for (const { name, eventsPerSecond } of options.wanted) {
        const { samples } = sideOf(producerKind(name).stream);
        const pace = eventsPerSecond === 0 ? 'as fast as it goes' : `at ${eventsPerSecond} events/s`;
        if (options.restarts > 0) samples.annotate('restart', `Producer of ${name} restarted, ${pace}`);
        else samples.annotate('start', `Producer of ${name} started, ${pace}`);
        run(name, { eventsPerSecond }).catch(options.onFailed);
      }
    },
    async stop() {
      ended.abort();
      await Promise.all([...lines.values()].map(({ line }) => line.stop()));
      for (const [stream, { samples }] of sides) {
        const ran = linesOf(stream).map((line) => line.producer);
        await samples.stop();
        samples.annotate('stop', `Producer of ${ran.join(' and ')} stopped`);
      }
    },
  };
}
