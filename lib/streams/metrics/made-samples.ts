import fc from 'fast-check';
import type { CommittedPart, ConsumerSample, ForeignSample, MetricSample } from '../../contracts/metric-sample';
import { LatencySketch } from '../../domain/latency-sketch';

/** For tests: "now" of the made samples, 3 s before a full hour. */
export const madeNowMs = Date.parse('2026-11-22T20:59:57.000Z');

const sketchOf = (latencies: readonly number[]): CommittedPart['endToEnd'] => {
  const sketch = new LatencySketch();
  for (const ms of latencies) sketch.add(ms);
  return sketch.toSparse() as CommittedPart['endToEnd'];
};
const sketches = fc.array(fc.double({ min: 0, max: 90_000, noNaN: true }), { maxLength: 6 }).map(sketchOf);
const counts = fc.nat({ max: 5_000 });
/** Around a full hour, so that buckets of every resolution differ; some days and months before. */
const times = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: madeNowMs - 70_000, max: madeNowMs + 70_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: madeNowMs - 3 * 86_400_000, max: madeNowMs }) },
  { weight: 1, arbitrary: fc.integer({ min: madeNowMs - 420 * 86_400_000, max: madeNowMs }) },
);
const topicNames = fc.constantFrom(
  'orders',
  'ratings',
  'events_views',
  'events_clicks',
  'user-movie-events',
  'metrics',
);
const places = fc.record({ topic: topicNames, partition: fc.nat({ max: 5 }) });
const emptySketch = sketchOf([]);

const parts: fc.Arbitrary<CommittedPart> = fc
  .record({
    topic: fc.oneof({ weight: 9, arbitrary: topicNames }, { weight: 1, arbitrary: fc.constant('invoices') }),
    partition: fc.nat({ max: 5 }),
    committedAtMs: times,
    valid: counts,
    dead: counts,
    deduplicated: counts,
    gaps: counts,
    control: counts,
    historic: counts,
    clamped: counts,
    withUnknownFields: fc.option(counts, { nil: undefined }),
    deadByCode: fc.dictionary(fc.constantFrom('NOT_JSON', 'BAD_TIME', 'TOO_LARGE'), counts),
    endToEnd: sketches,
  })
  .map((part) => ({
    incarnation: 'cluster/topic',
    rebuildEpoch: 0,
    fromOffset: '0',
    toOffset: '0',
    madeToAppended: emptySketch,
    appendedToConsumed: emptySketch,
    consumedToStored: emptySketch,
    ...part,
  }));

const envelope = {
  v: fc.constant(1 as const),
  source: fc.constantFrom('worker-a', 'worker-b', 'ż'),
  sequence: fc.integer({ min: 1, max: 1_000_000 }),
  sampledAtMs: times,
};
const interval = { fromMs: times, toMs: times };
const streamNames = fc.constantFrom('orders', 'ratings', 'engagement');
/** Their squares are whole millionths. */
const hundredths = fc.nat({ max: 500 }).map((n) => n / 100);
const offsets = fc.nat({ max: 10_000 }).map(String);

/** For tests: samples of every kind as they stand on the topic. */
export const madeSamples: fc.Arbitrary<MetricSample> = fc.oneof(
  fc.record({
    ...envelope,
    ...interval,
    kind: fc.constant('consumer' as const),
    owned: fc.array(places, { maxLength: 4 }),
    parts: fc.array(parts, { maxLength: 4 }),
    failedFlushes: fc.nat({ max: 2 }),
    fencedFlushes: fc.nat({ max: 2 }),
    commitMs: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    halted: fc.constant<ConsumerSample['halted']>([]),
  }),
  fc.record({
    ...envelope,
    ...interval,
    kind: fc.constant('producer' as const),
    stream: streamNames,
    state: fc.constantFrom('running' as const, 'stopped' as const),
    sentOk: counts,
    sentError: counts,
    targetEventsPerSecond: fc.constant(0),
    ack: sketches,
  }),
  fc.record({
    ...envelope,
    kind: fc.constant('lag' as const),
    groups: fc.array(
      fc.record({
        group: fc.constantFrom('streamscope.aggregator', 'billing'),
        internal: fc.boolean(),
        state: fc.constant('Stable'),
        members: fc.nat({ max: 3 }),
        partitions: fc.array(
          fc.record({
            topic: fc.oneof(topicNames, fc.constant('invoices')),
            partition: fc.nat({ max: 5 }),
            lowOffset: fc.constant('0'),
            endOffset: offsets,
            committedOffset: fc.option(offsets),
            cursorOffset: fc.option(offsets),
          }),
          { maxLength: 4 },
        ),
      }),
      { maxLength: 2 },
    ),
    brokers: fc.constant({ up: 1, known: 1 }),
    database: fc.constant({ up: true, probeMs: 1 }),
    ledger: fc.constant(null),
  }),
  fc.record({
    ...envelope,
    kind: fc.constant('annotation' as const),
    id: fc.constantFrom('a', 'b', 'ż:1'),
    atMs: times,
    untilMs: fc.option(times),
    type: fc.constantFrom('start' as const, 'stop' as const, 'gap' as const),
    text: fc.string({ maxLength: 20 }).map((text) => text.replaceAll('\0', '')),
    stream: fc.option(streamNames),
  }),
  fc.record({
    ...envelope,
    ...interval,
    kind: fc.constant('model' as const),
    stream: fc.constant('ratings'),
    rmse: hundredths,
    baselineRmse: hundredths,
    n: counts,
  }),
  fc.record({
    ...envelope,
    kind: fc.constant('control' as const),
    commandId: fc.constant('c'),
    target: fc.constant('orders'),
    action: fc.constant('start'),
    state: fc.constantFrom('accepted' as const, 'done' as const),
    text: fc.constant(''),
  }),
);

/** For tests: samples of others. */
export const madeForeign: fc.Arbitrary<ForeignSample> = fc.record({
  metric: fc.constantFrom('rmse', 'loss'),
  value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  timestamp: times,
  labels: fc.option(fc.dictionary(fc.constantFrom('job', 'run'), fc.constantFrom('x', 'y')), { nil: undefined }),
});
