import type { CommittedPart, MetricSample } from '../../contracts/metric-sample';
import type { Rejection } from '../../contracts/rejection';
import type { SparseSketch } from '../../contracts/sparse-sketch';
import { isSoundSketch } from '../../domain/latency-sketch';

/** Beyond these a sample is a mistake, and its sums could leave what the database can hold. */
const mostCount = 1_000_000_000_000;
/** One bucket of a stored sketch has room for a million times as many. */
const mostSketched = 1_000_000_000;
const mostRmse = 1_000_000;
const longestName = 200;
const longestId = 500;
const mostCodes = 100;
const longestOffset = 18;

const reject = (fieldPath: string, wish: string): Rejection => ({
  code: 'OUT_OF_RANGE',
  fieldPath,
  sentence: `${fieldPath} ${wish}.`,
});
const count = (path: string, value: number, most = mostCount): Rejection | null =>
  value > most ? reject(path, `is ${value}: send at most ${most}`) : null;
const text = (path: string, value: string, longest = longestName): Rejection | null =>
  value.length > longest ? reject(path, `has ${value.length} characters: send at most ${longest}`) : null;
const sketch = (path: string, value: SparseSketch): Rejection | null =>
  isSoundSketch(value)
    ? count(`${path}.count`, value.count, mostSketched)
    : reject(
        path,
        'is no latency sketch: buckets ascend, counts are positive and add up to count, sumMs is not negative',
      );
const offset = (path: string, value: string | null): Rejection | null =>
  (value?.length ?? 0) > longestOffset ? reject(path, `has more than ${longestOffset} digits`) : null;

const partCounters = ['valid', 'dead', 'deduplicated', 'gaps', 'control', 'historic', 'clamped'] as const;
const partSketches = ['endToEnd', 'madeToAppended', 'appendedToConsumed', 'consumedToStored'] as const;

function* partFaults(part: CommittedPart, path: string): Generator<Rejection | null> {
  for (const name of partCounters) yield count(`${path}.${name}`, part[name]);
  yield count(`${path}.withUnknownFields`, part.withUnknownFields ?? 0);
  for (const name of partSketches) yield sketch(`${path}.${name}`, part[name]);
  const codes = Object.entries(part.deadByCode);
  if (codes.length > mostCodes) yield reject(`${path}.deadByCode`, `has more than ${mostCodes} codes`);
  for (const [code, times] of codes) {
    yield text(`${path}.deadByCode`, code);
    yield count(`${path}.deadByCode.${code}`, times);
  }
}

function* faults(sample: MetricSample): Generator<Rejection | null> {
  switch (sample.kind) {
    case 'consumer':
      yield count('failedFlushes', sample.failedFlushes);
      yield count('fencedFlushes', sample.fencedFlushes);
      for (const [at, part] of sample.parts.entries()) yield* partFaults(part, `parts.${at}`);
      return;
    case 'producer':
      yield text('stream', sample.stream);
      yield count('sentOk', sample.sentOk);
      yield count('sentError', sample.sentError);
      yield sketch('ack', sample.ack);
      return;
    case 'lag':
      for (const [at, group] of sample.groups.entries())
        for (const [place, partition] of group.partitions.entries())
          for (const name of ['lowOffset', 'endOffset', 'committedOffset', 'cursorOffset'] as const)
            yield offset(`groups.${at}.partitions.${place}.${name}`, partition[name]);
      return;
    case 'annotation':
      yield text('id', sample.id, longestId);
      yield text('stream', sample.stream ?? '');
      return;
    case 'model':
      yield text('stream', sample.stream);
      yield count('n', sample.n);
      for (const name of ['rmse', 'baselineRmse'] as const)
        if (sample[name] > mostRmse) yield reject(name, `is ${sample[name]}: send at most ${mostRmse}`);
  }
}

/** The first thing in a sample of the right shape that could not be added up or stored; null when it is fit. */
export function findUnfit(sample: MetricSample): Rejection | null {
  for (const fault of faults(sample)) if (fault !== null) return fault;
  return null;
}
