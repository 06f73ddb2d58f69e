import type {
  AnnotationSample,
  CommittedPart,
  ConsumerSample,
  LagSample,
  ModelSample,
  ProducerSample,
} from '@/lib/contracts/metric-sample';
import { type StreamName, streams } from '@/lib/contracts/streams';
import { topics } from '@/lib/contracts/topics';
import { LatencySketch } from '@/lib/domain/latency-sketch';

/** For tests: samples of the contract, made by hand. */
export function sketchOf(...latenciesMs: readonly number[]): CommittedPart['endToEnd'] {
  const sketch = new LatencySketch();
  for (const ms of latenciesMs) sketch.add(ms);
  return { ...sketch.toSparse(), buckets: [...sketch.toSparse().buckets] };
}

export function madePart(
  given: { committedAtMs: number; from: number; to: number } & Partial<CommittedPart>,
): CommittedPart {
  const { from, to, ...rest } = given;
  const records = to - from;
  const latency = sketchOf(...Array.from({ length: records }, (_, index) => 20 + index));
  return {
    topic: 'orders',
    partition: 0,
    incarnation: 'cluster/topic-1',
    rebuildEpoch: 0,
    fromOffset: String(from),
    toOffset: String(to),
    valid: records - (given.dead ?? 0),
    dead: 0,
    deduplicated: 0,
    gaps: 0,
    control: 0,
    historic: 0,
    clamped: 0,
    deadByCode: {},
    endToEnd: latency,
    madeToAppended: latency,
    appendedToConsumed: latency,
    consumedToStored: latency,
    ...rest,
  };
}

/** Those of the orders. */
export const allPartitions = Array.from({ length: 6 }, (_, partition) => ({ topic: 'orders', partition }));

export function madeConsumer(
  given: { sequence: number; fromMs: number; toMs: number } & Partial<ConsumerSample>,
): ConsumerSample {
  return {
    v: 1,
    kind: 'consumer',
    source: 'aggregator-1',
    sampledAtMs: given.toMs,
    owned: allPartitions,
    parts: [],
    failedFlushes: 0,
    fencedFlushes: 0,
    commitMs: 12,
    halted: [],
    ...given,
  };
}

export function madeProducer(
  given: { sequence: number; fromMs: number; toMs: number } & Partial<ProducerSample>,
): ProducerSample {
  return {
    v: 1,
    kind: 'producer',
    source: 'producer-1',
    sampledAtMs: given.toMs,
    stream: 'orders',
    state: 'running',
    sentOk: 50,
    sentError: 0,
    targetEventsPerSecond: 50,
    ack: sketchOf(3, 4, 5),
    ...given,
  };
}

export function madeLag(given: {
  sequence: number;
  sampledAtMs: number;
  end: number;
  cursor: number | null;
  committed?: number;
}): LagSample {
  const { sequence, sampledAtMs, end, cursor, committed } = given;
  return {
    v: 1,
    kind: 'lag',
    source: 'lag-sampler-1',
    sequence,
    sampledAtMs,
    groups: [
      {
        group: 'streamscope.aggregator',
        internal: false,
        state: 'Stable',
        members: 1,
        partitions: allPartitions.map(({ topic, partition }) => ({
          topic,
          partition,
          lowOffset: '0',
          endOffset: String(end),
          committedOffset: committed === undefined ? null : String(committed),
          cursorOffset: cursor === null ? null : String(cursor),
        })),
      },
    ],
    brokers: { up: 1, known: 1 },
    database: { up: cursor !== null, probeMs: cursor === null ? null : 1 },
    ledger:
      cursor === null
        ? null
        : {
            read: String(6 * cursor),
            valid: String(6 * cursor),
            dead: '0',
            deduplicated: '0',
            gaps: '0',
            control: '0',
            balances: true,
          },
  };
}

export function madeAnnotation(
  given: { sequence: number; atMs: number } & Partial<AnnotationSample>,
): AnnotationSample {
  return {
    v: 1,
    kind: 'annotation',
    source: 'aggregator-1',
    sampledAtMs: given.atMs,
    id: `a-${given.sequence}`,
    untilMs: null,
    type: 'start',
    text: 'aggregator-1 started',
    stream: null,
    ...given,
  };
}

export function madeModel(
  given: { sequence: number; fromMs: number; toMs: number } & Partial<ModelSample>,
): ModelSample {
  return {
    v: 1,
    kind: 'model',
    source: 'aggregator-1',
    sampledAtMs: given.toMs,
    stream: 'ratings',
    rmse: 0.9,
    baselineRmse: 1.1,
    n: 100,
    ...given,
  };
}

/** Every partition of the streams, as a worker that owns them all names them. */
export const partitionsOf = (...names: readonly StreamName[]): { topic: string; partition: number }[] =>
  names.flatMap((name) =>
    streams[name].topics.flatMap((topic) =>
      Array.from({ length: topics[topic].partitions }, (_, partition) => ({ topic, partition })),
    ),
  );
