import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { CommittedPart } from '@/lib/contracts/metric-sample';
import { valueOfBucket } from '@/lib/domain/latency-sketch';
import type { Ownership } from './ownership';

export interface WorkerMetrics {
  stored(parts: readonly CommittedPart[], commitMs: number): void;
  fenced(): void;
  failedFlush(): void;
  joined(): void;
  crashed(): void;
  producerHoles(count: number): void;
  gap(part: CommittedPart): void;
  lag(topic: string, partition: number, records: bigint): void;
  forgetLag(): void;
}

const latencySeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What the worker tells Prometheus. */
export function createWorkerMetrics(registry: Registry, ownership: Ownership): WorkerMetrics {
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `streamscope_${name}`, help, labelNames, registers });
  const records = counter('records_total', 'Offsets stored, by what became of them.', ['topic', 'outcome']);
  const deadLetters = counter('dead_letters_total', 'Records rejected, by code.', ['topic', 'code']);
  const unknown = counter('records_with_unknown_fields_total', 'Valid records whose extra fields were ignored.', [
    'topic',
  ]);
  const commits = counter('commits_total', 'Transactions that stored records.');
  const fenced = counter(
    'fenced_flushes_total',
    'Partition commits refused because another worker owns the partition.',
  );
  const failed = counter('failed_flushes_total', 'Attempts to store that met an error; each was repeated.');
  const joins = counter('group_joins_total', 'Times this worker joined its consumer group.');
  const crashes = counter('consumer_crashes_total', 'Times the consumer gave up and started anew.');
  const holes = counter('producer_holes_total', 'Sequence numbers of producers that never came.');
  const seconds = new Histogram({
    name: 'streamscope_commit_seconds',
    help: 'Duration of a commit.',
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const lag = new Gauge({
    name: 'streamscope_lag_records',
    help: 'End offset minus cursor of the partitions this worker owns.',
    labelNames: ['topic', 'partition'],
    registers,
  });
  new Gauge({
    name: 'streamscope_partitions',
    help: 'Partitions assigned to this worker, by phase.',
    labelNames: ['phase'],
    registers,
    collect() {
      this.reset();
      for (const { phase } of ownership.all) this.inc({ phase });
    },
  });
  const latency = endToEndHistogram(registry);

  return {
    stored(parts, commitMs) {
      commits.inc();
      seconds.observe(commitMs / 1_000);
      for (const part of parts) {
        const { topic } = part;
        for (const outcome of ['valid', 'dead', 'deduplicated', 'control'] as const)
          if (part[outcome] > 0) records.inc({ topic, outcome }, part[outcome]);
        for (const [code, count] of Object.entries(part.deadByCode)) deadLetters.inc({ topic, code }, count);
        unknown.inc({ topic }, part.withUnknownFields ?? 0);
        latency.add(part.endToEnd);
      }
    },
    fenced: () => fenced.inc(),
    failedFlush: () => failed.inc(),
    joined: () => joins.inc(),
    crashed: () => crashes.inc(),
    producerHoles: (count) => holes.inc(count),
    gap: ({ topic, gaps }) => records.inc({ topic, outcome: 'gaps' }, gaps),
    lag: (topic, partition, count) => lag.set({ topic, partition: String(partition) }, Number(count)),
    forgetLag: () => lag.reset(),
  };
}

/** prom-client observes one value at a time; sketches come with thousands, so the buckets are counted here. */
function endToEndHistogram(registry: Registry): { add(sketch: CommittedPart['endToEnd']): void } {
  const name = 'streamscope_end_to_end_seconds';
  const counts = new Float64Array(latencySeconds.length + 1);
  let sum = 0;
  const histogram = new Gauge({ name, help: 'Event time to stored.', registers: [] });
  Object.assign(histogram, {
    get: async () => {
      const values: { value: number; labels: Record<string, string | number>; metricName: string }[] = [];
      let below = 0;
      for (const [index, count] of counts.entries()) {
        below += count;
        values.push({ value: below, labels: { le: latencySeconds[index] ?? '+Inf' }, metricName: `${name}_bucket` });
      }
      values.push({ value: sum, labels: {}, metricName: `${name}_sum` });
      values.push({ value: below, labels: {}, metricName: `${name}_count` });
      return { name, help: 'Event time to stored.', type: 'histogram', values, aggregator: 'sum' };
    },
  });
  registry.registerMetric(histogram);
  return {
    add({ buckets, sumMs }) {
      sum += sumMs / 1_000;
      for (let i = 0; i < buckets.length; i += 2) {
        const value = valueOfBucket(buckets[i]!) / 1_000;
        const at = latencySeconds.findIndex((limit) => value <= limit);
        counts[at < 0 ? latencySeconds.length : at]! += buckets[i + 1]!;
      }
    },
  };
}
