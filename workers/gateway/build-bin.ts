import type { LiveBin, LiveSecond } from '@/lib/contracts/live-frame';
import type { StreamName } from '@/lib/contracts/streams';
import { mergeModelErrors } from './model-error';
import { mergePiles, quantilesOf } from './quantiles';
import { isNewer, type LagReading, type StreamSecond } from './stream-second';
import type { StreamState } from './stream-state';

const secondMs = 1_000;

/** Seconds of a stream that somebody touched, in `[fromMs, toMs)`. */
export function secondsOf(stream: StreamState, fromMs: number, toMs: number): StreamSecond[] {
  const seconds: StreamSecond[] = [];
  for (let t = fromMs; t < toMs; t += secondMs) {
    const second = stream.ring.at(t);
    if (second !== undefined) seconds.push(second);
  }
  return seconds;
}

/** Records per second over the measured seconds of `[fromMs, toMs)`; null when none was measured. */
export function throughputOf(stream: StreamState, fromMs: number, toMs: number): number | null {
  let measured = 0;
  let records = 0;
  for (let t = fromMs; t < toMs; t += secondMs) {
    if (!stream.measuredAt(t)) continue;
    measured += 1;
    records += stream.ring.at(t)?.records ?? 0;
  }
  return measured === 0 ? null : records / measured;
}

/** A commit this close to the edge of a window says that records flow there. */
const edgeMs = 700;

/**
 * The same for a figure that stands still at a steady rate: from the window's first commit to its last, since cutting
 * between commits, four a second, would make it waver. Where the flow begins or ends within the window: as above.
 */
export function steadyThroughputOf(stream: StreamState, fromMs: number, toMs: number): number | null {
  const seconds = secondsOf(stream, fromMs, toMs);
  const first = seconds.reduce<StreamSecond | null>(
    (least, second) => (least === null || second.firstCommitMs < least.firstCommitMs ? second : least),
    null,
  );
  const last = Math.max(...seconds.map((second) => second.lastCommitMs));
  const flows = first !== null && first.firstCommitMs < fromMs + edgeMs && last > toMs - edgeMs;
  if (!flows) return throughputOf(stream, fromMs, toMs);
  const records = seconds.reduce((sum, second) => sum + second.records, 0) - first.firstRecords;
  return (records * 1_000) / (last - first.firstCommitMs);
}

/** Sum that is null only when every part of it is. */
export function sumOrNull(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);
}

export function newestLag(seconds: readonly StreamSecond[]): LagReading | null {
  return seconds.reduce<LagReading | null>(
    (newest, { lag }) => (lag !== null && isNewer(lag, newest) ? lag : newest),
    null,
  );
}

/** Errors by kind in `[fromMs, toMs)`; null when neither a worker nor a producer was heard of. */
export function errorsOf(streams: readonly StreamState[], fromMs: number, toMs: number): Record<string, number> | null {
  const errors: Record<string, number> = {};
  const add = (code: string, times: number): void => {
    errors[code] = (errors[code] ?? 0) + times;
  };
  let measured = false;
  for (let t = fromMs; t < toMs; t += secondMs) {
    const failedFlushes = new Map<string, number>();
    for (const stream of streams) {
      const second = stream.ring.at(t);
      measured ||= (second?.producerSamples ?? 0) > 0 || stream.measuredAt(t);
      for (const [code, times] of second?.errors ?? []) add(code, times);
      for (const [source, times] of second?.failedFlushes ?? [])
        failedFlushes.set(source, Math.max(times, failedFlushes.get(source) ?? 0));
    }
    for (const times of failedFlushes.values()) add('FLUSH_FAILED', times);
  }
  return measured || Object.keys(errors).length > 0 ? errors : null;
}

/** What a bin holds besides: metrics of others by their names. */
type ForeignValues = (fromMs: number, toMs: number) => Record<string, number> | null;

/** One bin of a view: the settled seconds of `[t, toMs)`. */
export function buildBin(
  streams: readonly StreamState[],
  t: number,
  toMs: number,
  foreignValues: ForeignValues = () => null,
): LiveBin {
  const throughput: Partial<Record<StreamName, number | null>> = {};
  const lag: Partial<Record<StreamName, number | null>> = {};
  const committed: (number | null)[] = [];
  const seconds: StreamSecond[] = [];
  for (const stream of streams) {
    const own = secondsOf(stream, t, toMs);
    const reading = newestLag(own);
    throughput[stream.info.name] = throughputOf(stream, t, toMs);
    lag[stream.info.name] = reading?.lag ?? null;
    committed.push(reading?.committedLag ?? null);
    seconds.push(...own);
  }
  const model = mergeModelErrors(seconds.flatMap((second) => second.models));
  const foreign = foreignValues(t, toMs);
  return {
    t,
    throughput,
    ack: quantilesOf(seconds.map((second) => second.ack)),
    endToEnd: quantilesOf(seconds.map((second) => second.endToEnd)),
    lag,
    lagCommitted: sumOrNull(committed),
    errors: errorsOf(streams, t, toMs),
    ...(model !== null && { model }),
    ...(foreign !== null && { foreign }),
  };
}

/** One second of the sparklines, summed over the streams. */
export function buildSecond(streams: readonly StreamState[], t: number): LiveSecond {
  const end = t + secondMs;
  const seconds = streams.flatMap((stream) => secondsOf(stream, t, end));
  const errors = errorsOf(streams, t, end);
  const freshness = seconds.flatMap((second) => (second.freshnessMs === null ? [] : [second.freshnessMs]));
  return {
    t,
    throughput: sumOrNull(streams.map((stream) => throughputOf(stream, t, end))),
    ackP95: mergePiles(seconds.map((second) => second.ack)).quantile(0.95),
    endToEndP95: mergePiles(seconds.map((second) => second.endToEnd)).quantile(0.95),
    lag: sumOrNull(streams.map((stream) => stream.ring.at(t)?.lag?.lag ?? null)),
    errors: errors === null ? null : Object.values(errors).reduce((sum, times) => sum + times, 0),
    freshnessMs: freshness.length === 0 ? null : Math.max(...freshness),
  };
}
