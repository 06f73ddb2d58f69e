import type { ForeignSample, MetricSample } from '../../contracts/metric-sample';
import type { Rejection } from '../../contracts/rejection';

const maxAheadMs = 86_400_000;
/** PostgreSQL knows it, and nobody means a later one. */
const endOfYear9999Ms = 253_402_300_799_999;
/** A time before this (March 1973) is a number of seconds. */
const firstMs = 100_000_000_000;
const mostLabels = 32;
const longestLabel = 200;

const badTime = (fieldPath: string, wish: string): Rejection => ({
  code: 'BAD_TIME',
  fieldPath,
  sentence: `${fieldPath} ${wish}.`,
});
const ahead = (fieldPath: string, atMs: number, appendedAtMs: number): Rejection | null =>
  atMs > Math.min(appendedAtMs + maxAheadMs, endOfYear9999Ms)
    ? badTime(fieldPath, "is more than 24 hours ahead of the broker's clock: check the sender's clock and unit")
    : null;

/** The first time of a sample of ours that lies too far ahead; null when all are plausible. */
export function findBadTime(sample: MetricSample, appendedAtMs: number): Rejection | null {
  for (const [path, atMs] of timesOf(sample)) {
    const fault = ahead(path, atMs, appendedAtMs);
    if (fault !== null) return fault;
  }
  return null;
}

function* timesOf(sample: MetricSample): Generator<readonly [string, number]> {
  yield ['sampledAtMs', sample.sampledAtMs];
  if ('toMs' in sample) {
    yield ['fromMs', sample.fromMs];
    yield ['toMs', sample.toMs];
  }
  if (sample.kind === 'consumer')
    for (const [at, part] of sample.parts.entries()) yield [`parts.${at}.committedAtMs`, part.committedAtMs];
  if (sample.kind === 'annotation') {
    yield ['atMs', sample.atMs];
    yield ['untilMs', sample.untilMs ?? 0];
  }
}

/** What is wrong with a sample of others that has the right shape; null when it is fit. */
export function findUnfitForeign(sample: ForeignSample, appendedAtMs: number): Rejection | null {
  if (sample.timestamp < firstMs)
    return badTime('timestamp', `is ${sample.timestamp}: send milliseconds since 1970, these look like seconds`);
  const late = ahead('timestamp', sample.timestamp, appendedAtMs);
  if (late !== null) return late;
  const labels = Object.entries(sample.labels ?? {});
  const outOfRange = (fieldPath: string, wish: string): Rejection => ({
    code: 'OUT_OF_RANGE',
    fieldPath,
    sentence: `${fieldPath} ${wish}.`,
  });
  if (labels.length > mostLabels) return outOfRange('labels', `are ${labels.length}: send at most ${mostLabels}`);
  for (const [name, value] of labels)
    if (name.length > longestLabel || value.length > longestLabel)
      return outOfRange(
        `labels.${name.slice(0, longestLabel)}`,
        `is too long: send at most ${longestLabel} characters`,
      );
  return null;
}
