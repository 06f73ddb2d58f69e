import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnnotationSample, ForeignSample, MetricSample, ProducerSample } from '../../contracts/metric-sample';
import { streamOfTopic } from '../../contracts/streams';
import { type MetricResolution, metricResolutions, resolutionInfo } from '../../domain/metric-resolution';
import { MetricsFold } from './fold';
import { madeForeign, madeNowMs, madeSamples } from './made-samples';
import { emptyMetricsDelta, type MetricsDelta, mergeMetricsDeltas } from './metrics-delta';
import { metricsStatements } from './store';

type Made = MetricSample | ForeignSample;
const made: fc.Arbitrary<Made> = fc.oneof({ weight: 5, arbitrary: madeSamples }, { weight: 1, arbitrary: madeForeign });
const batches = fc.array(fc.array(made, { maxLength: 8 }), { maxLength: 6 });

function foldAll(samples: readonly Made[], fold = new MetricsFold()): MetricsDelta {
  for (const sample of samples) {
    const bytes = Buffer.from(JSON.stringify(sample));
    expect(fold.fold(bytes, 0, bytes.length, { appendedAtMs: madeNowMs, producedAtMs: Number.NaN })).toBe(null);
  }
  return fold.take();
}

/** What the delta would write, in an order that says nothing. */
function rowsOf(delta: MetricsDelta): Record<string, unknown[]> {
  const rows: Record<string, unknown[]> = {};
  for (const { text, values } of metricsStatements(delta)) {
    const table = /^INSERT INTO (\w+)/.exec(text)![1]!;
    const [json] = values.slice(-1);
    const list = table === 'fold_note' ? values : (JSON.parse(String(json)) as unknown[]);
    rows[table] = [...(rows[table] ?? []), ...list.map((row) => JSON.stringify(row, sortedKeys))].sort();
  }
  return rows;
}
const sortedKeys = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Records and coverage by bucket and stream, counted by hand. */
function bruteForce(samples: readonly Made[], name: MetricResolution) {
  const { stepMs, keepMs } = resolutionInfo[name];
  const totals: Record<string, Record<string, number>> = {};
  const add = (atMs: number, stream: string, counter: string, value: number): void => {
    const bucket = Math.floor(atMs / stepMs) * stepMs;
    if (bucket < madeNowMs - keepMs) return;
    const entry = totals[`${bucket / 1_000} ${stream}`] ?? {};
    totals[`${bucket / 1_000} ${stream}`] = entry;
    entry[counter] = (entry[counter] ?? 0) + value;
  };
  for (const sample of samples)
    if ('kind' in sample && sample.kind === 'consumer') {
      for (const part of sample.parts) {
        const stream = streamOfTopic(part.topic)?.name;
        if (stream === undefined) continue;
        for (const counter of ['valid', 'dead', 'deduplicated'] as const)
          add(part.committedAtMs, stream, counter, part[counter]);
        add(part.committedAtMs, stream, 'latencies', part.endToEnd.count);
      }
      if (sample.toMs - sample.fromMs <= 60_000)
        for (const { topic } of sample.owned)
          for (let at = sample.fromMs; at < sample.toMs; at++) add(at, streamOfTopic(topic)!.name, 'covered_ms', 1);
    } else if ('kind' in sample && sample.kind === 'producer') {
      const atMs = Math.max(sample.fromMs, sample.toMs - 1);
      add(atMs, sample.stream, 'sent_ok', sample.sentOk);
      add(atMs, sample.stream, 'acks', sample.ack.count);
    }
  return totals;
}

/** The same sums of what would be written to the table of a resolution. */
function storedSums(delta: MetricsDelta, name: MetricResolution) {
  const totals: Record<string, Record<string, number>> = {};
  const counted = (packed: string[]): number =>
    packed.reduce((sum, entry) => sum + Number(BigInt(entry) & ((1n << 50n) - 1n)), 0);
  for (const text of rowsOf(delta)[resolutionInfo[name].table] ?? []) {
    const row = JSON.parse(String(text));
    const entry = totals[`${row.bucket_s} ${row.stream}`] ?? {};
    totals[`${row.bucket_s} ${row.stream}`] = entry;
    for (const counter of ['valid', 'dead', 'deduplicated', 'covered_ms', 'sent_ok'])
      entry[counter] = (entry[counter] ?? 0) + row[counter];
    entry.latencies = (entry.latencies ?? 0) + counted(row.end_to_end);
    entry.acks = (entry.acks ?? 0) + counted(row.ack);
  }
  return totals;
}

const withoutZeros = (totals: Record<string, Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(totals).flatMap(([key, entry]) => {
      const kept = Object.entries(entry).filter(([, value]) => value !== 0);
      return kept.length === 0 ? [] : [[key, Object.fromEntries(kept)]];
    }),
  );

describe('the fold of metric samples', () => {
  it('gives the same rows however the samples are split into batches and these are merged', () => {
    fc.assert(
      fc.property(batches, fc.infiniteStream(fc.nat()), (split, ranks) => {
        const fold = new MetricsFold();
        const deltas = split.map((batch) => foldAll(batch, fold));
        const take = (): MetricsDelta => deltas.splice(ranks.next().value! % deltas.length, 1)[0]!;
        while (deltas.length > 1)
          deltas.push(mergeMetricsDeltas(mergeMetricsDeltas(emptyMetricsDelta(), take()), take()));
        expect(rowsOf(deltas[0] ?? emptyMetricsDelta())).toEqual(rowsOf(foldAll(split.flat())));
      }),
      { numRuns: 150 },
    );
  });

  it('leaves a delta as it was when it is merged into another, which then grows, and when its statements are made', () => {
    fc.assert(
      fc.property(fc.array(made, { maxLength: 8 }), fc.array(made, { maxLength: 8 }), (first, second) => {
        const delta = foldAll(first);
        const before = rowsOf(delta);
        mergeMetricsDeltas(mergeMetricsDeltas(emptyMetricsDelta(), delta), foldAll(second));
        expect(rowsOf(delta)).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('adds up at each resolution what a count by hand finds', () => {
    fc.assert(
      fc.property(fc.array(made, { maxLength: 10 }), (samples) => {
        const delta = foldAll(samples);
        for (const name of metricResolutions)
          expect(withoutZeros(storedSums(delta, name))).toEqual(withoutZeros(bruteForce(samples, name)));
      }),
      { numRuns: 60 },
    );
  });

  it('notes what is too old for a table, once a sample, and keeps it in the coarser ones', () => {
    const producer: Omit<ProducerSample, 'fromMs' | 'toMs' | 'sentOk'> = {
      ...({ v: 1, kind: 'producer', source: 'p', sequence: 1, sampledAtMs: madeNowMs, stream: 'orders' } as const),
      ...({ state: 'running', sentError: 0, targetEventsPerSecond: 0 } as const),
      ack: { buckets: [], count: 0, sumMs: 0 },
    };
    const dayMs = 86_400_000;
    const aged = (days: number) => ({ fromMs: 0, toMs: madeNowMs - days * dayMs, sentOk: days });
    const delta = foldAll([3, 31, 401].map((days) => ({ ...producer, ...aged(days) })));
    expect(Object.fromEntries(delta.notes)).toEqual({
      too_old_for_metric_rollup_10s: 3,
      too_old_for_metric_rollup_1min: 2,
      too_old_for_metric_rollup_1h: 1,
    });
    const rows = rowsOf(delta);
    const sent = (table: string) => (rows[table] ?? []).map((row) => JSON.parse(String(row)).sent_ok).sort();
    expect(sent('metric_rollup_10s')).toEqual([]);
    expect(sent('metric_rollup_1min')).toEqual([3]);
    expect(sent('metric_rollup_1h')).toEqual([3, 31]);
    const old = foldAll([{ metric: 'rmse', value: 1, timestamp: madeNowMs - 31 * dayMs }]);
    expect(old.external).toEqual([]);
    expect(old.notes.get('too_old_for_external_sample')).toBe(1);
  });

  it('keeps of two annotations with one id the newest, of two lag readings in a bucket the newest and the highest', () => {
    const annotation: AnnotationSample = {
      ...({ v: 1, kind: 'annotation', source: 'w', sequence: 1, sampledAtMs: 5, id: 'a', atMs: 5 } as const),
      ...({ untilMs: null, type: 'halt', text: 'new', stream: null } as const),
    };
    const older = { ...annotation, sampledAtMs: 4, sequence: 9, text: 'old' };
    expect(foldAll([annotation, older]).annotations.get('a')?.text).toBe('new');
    expect(foldAll([older, annotation]).annotations.get('a')?.text).toBe('new');
    const place = { topic: 'orders', partition: 0, lowOffset: '0', committedOffset: '1' };
    const lag = (sampledAtMs: number, endOffset: string, cursorOffset: string | null): MetricSample => ({
      ...({ v: 1, kind: 'lag', source: 's', sequence: 1, sampledAtMs, ledger: null } as const),
      ...{ brokers: { up: 1, known: 1 }, database: { up: true, probeMs: null } },
      groups: [
        {
          ...{ group: 'streamscope.aggregator', internal: false, state: 'Stable', members: 1 },
          partitions: [{ ...place, endOffset, cursorOffset }],
        },
      ],
    });
    const [row] = rowsOf(foldAll([lag(madeNowMs, '9', '6'), lag(madeNowMs - 1, '100', null)])).metric_rollup_10s!;
    expect(JSON.parse(String(row))).toMatchObject({ lag: 3, committed_lag: 8, lag_max: 99, lag_partitions: 1 });
  });

  it('changes nothing when it rejects, and says when a foreign sample was made', () => {
    const fold = new MetricsFold();
    const bytes = Buffer.from('{"metric":"rmse"}');
    expect(fold.fold(bytes, 0, bytes.length, { appendedAtMs: madeNowMs, producedAtMs: 1 })?.code).toBe('MISSING_FIELD');
    expect(rowsOf(fold.take())).toEqual({});
    const good = Buffer.from(JSON.stringify({ metric: 'rmse', value: 1, timestamp: madeNowMs - 9 }));
    fold.fold(good, 0, good.length, { appendedAtMs: madeNowMs, producedAtMs: Number.NaN });
    expect(fold.eventTimeMs).toBe(madeNowMs);
    fold.fold(good, 0, good.length, { appendedAtMs: madeNowMs, producedAtMs: madeNowMs - 5 });
    expect(fold.eventTimeMs).toBe(madeNowMs - 5);
  });
});
