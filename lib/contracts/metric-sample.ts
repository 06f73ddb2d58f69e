import { z } from 'zod';

/**
 * Contract of the topic `metrics`, version 1. Samples may arrive in any order and more than once:
 * committed parts are deduplicated by their offset range, everything else by (source, sequence).
 * Offsets are decimal strings, times are Unix milliseconds.
 *
 * The aggregator consumes this topic too, and must not feed itself: a commit over `metrics` makes no sample. Its parts
 * ride in the next consumer sample that goes out anyway, at most a second later, so that a covered second of `metrics`
 * without parts is a true zero like any other. `metric_log` holds them as others: what a worker that died had not said yet
 * is repaired from there.
 */
const offset = z.string().regex(/^\d+$/);
const timeMs = z.number().int().nonnegative();
const count = z.number().int().nonnegative();

export const sparseSketchSchema = z.object({ buckets: z.array(z.number().int()), count, sumMs: z.number() });

/** What one commit did to one partition. The unit of the live path and of `metric_log`. */
export const committedPartSchema = z.object({
  topic: z.string(),
  partition: z.number().int().nonnegative(),
  /** Cluster id and topic id, `<cluster>/<topic uuid>`: a recreated topic is another one. */
  incarnation: z.string(),
  rebuildEpoch: count,
  fromOffset: offset,
  /** Exclusive. */
  toOffset: offset,
  committedAtMs: timeMs,
  valid: count,
  dead: count,
  deduplicated: count,
  gaps: count,
  control: count,
  /** Folded, but more than 24 h older than their append, or stored before a rebuild: left out of latency. */
  historic: count,
  /** Latencies below zero, clamped to zero: clock skew. */
  clamped: count,
  /** Valid records with fields that the contract does not know; absent = none. */
  withUnknownFields: count.optional(),
  deadByCode: z.record(z.string(), count),
  /** Event time to stored. */
  endToEnd: sparseSketchSchema,
  madeToAppended: sparseSketchSchema,
  appendedToConsumed: sparseSketchSchema,
  consumedToStored: sparseSketchSchema,
});

const envelope = {
  v: z.literal(1),
  /** Instance that speaks, unique per process start. */
  source: z.string().min(1).max(200),
  /** Counts from 1 per source. */
  sequence: z.number().int().positive(),
  sampledAtMs: timeMs,
};

const partitionRef = z.object({ topic: z.string(), partition: z.number().int().nonnegative() });

/** At least one a second per aggregator, empty when nothing was committed; one a commit, unless only `metrics` was. */
export const consumerSampleSchema = z.object({
  ...envelope,
  kind: z.literal('consumer'),
  fromMs: timeMs,
  toMs: timeMs,
  /** Partitions this worker owned during the whole interval: a covered second without records is a true zero. */
  owned: z.array(partitionRef),
  parts: z.array(committedPartSchema),
  failedFlushes: count,
  fencedFlushes: count,
  /** Duration of the newest commit, null before the first. */
  commitMs: z.number().nonnegative().nullable(),
  halted: z.array(partitionRef.extend({ reason: z.string() })),
});

export const producerSampleSchema = z.object({
  ...envelope,
  kind: z.literal('producer'),
  stream: z.string(),
  fromMs: timeMs,
  toMs: timeMs,
  state: z.enum(['running', 'stopped']),
  sentOk: count,
  sentError: count,
  /** Asked-for rate; 0 = as fast as it goes. */
  targetEventsPerSecond: z.number().nonnegative(),
  /** Send to broker acknowledgement. */
  ack: sparseSketchSchema,
});

export const lagPartitionSchema = z.object({
  topic: z.string(),
  partition: z.number().int().nonnegative(),
  lowOffset: offset,
  endOffset: offset,
  /** Kafka's committed offset of the group; null when it has none. */
  committedOffset: offset.nullable(),
  /** Our database cursor; null for other groups, and while PostgreSQL does not answer. */
  cursorOffset: offset.nullable(),
});

export const lagSampleSchema = z.object({
  ...envelope,
  kind: z.literal('lag'),
  groups: z.array(
    z.object({
      group: z.string(),
      internal: z.boolean(),
      state: z.string(),
      members: count,
      partitions: z.array(lagPartitionSchema),
    }),
  ),
  brokers: z.object({ up: count, known: count }),
  database: z.object({ up: z.boolean(), probeMs: z.number().nonnegative().nullable() }),
  /** Sums over the cursors of the event pipelines; null while PostgreSQL does not answer. */
  ledger: z
    .object({
      read: offset,
      valid: offset,
      dead: offset,
      deduplicated: offset,
      gaps: offset,
      control: offset,
      /** valid + dead + deduplicated + gaps + control = next - start, for every partition. */
      balances: z.boolean(),
    })
    .nullable(),
});

/** A thing that happened, for the event ribbon and the markers; deduplicated by `id`. */
export const annotationSampleSchema = z.object({
  ...envelope,
  kind: z.literal('annotation'),
  id: z.string(),
  atMs: timeMs,
  untilMs: timeMs.nullable(),
  type: z.enum(['start', 'stop', 'rebalance', 'restart', 'gap', 'halt']),
  text: z.string().max(200),
  stream: z.string().nullable(),
});

/** How well a model predicted the ratings of the interval, before it had seen them. Merged by squares weighted with n. */
export const modelSampleSchema = z.object({
  ...envelope,
  kind: z.literal('model'),
  stream: z.string(),
  fromMs: timeMs,
  toMs: timeMs,
  rmse: z.number().nonnegative(),
  /** Of the global mean as the prediction. */
  baselineRmse: z.number().nonnegative(),
  n: count,
});

/** What became of a command on the topic `control`. */
export const controlSampleSchema = z.object({
  ...envelope,
  kind: z.literal('control'),
  commandId: z.string(),
  target: z.string(),
  action: z.string(),
  state: z.enum(['accepted', 'done', 'expired', 'refused']),
  text: z.string().max(200),
});

export const metricSampleSchema = z.discriminatedUnion('kind', [
  consumerSampleSchema,
  producerSampleSchema,
  lagSampleSchema,
  annotationSampleSchema,
  modelSampleSchema,
  controlSampleSchema,
]);

/** A sample of somebody else, charted under its own name. */
export const foreignSampleSchema = z.object({
  metric: z.string().min(1).max(200),
  value: z.number(),
  timestamp: timeMs,
  labels: z.record(z.string(), z.string()).optional(),
});

export type CommittedPart = z.infer<typeof committedPartSchema>;
export type ConsumerSample = z.infer<typeof consumerSampleSchema>;
export type ProducerSample = z.infer<typeof producerSampleSchema>;
export type LagSample = z.infer<typeof lagSampleSchema>;
export type LagPartition = z.infer<typeof lagPartitionSchema>;
export type AnnotationSample = z.infer<typeof annotationSampleSchema>;
export type ModelSample = z.infer<typeof modelSampleSchema>;
export type ControlSample = z.infer<typeof controlSampleSchema>;
export type MetricSample = z.infer<typeof metricSampleSchema>;
export type ForeignSample = z.infer<typeof foreignSampleSchema>;
