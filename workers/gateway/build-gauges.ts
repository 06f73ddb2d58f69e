import type { LiveGauges, LiveStage, LiveStatus, LiveTile, TileName } from '@/lib/contracts/live-frame';
import { type LagLook, lagStatus } from '@/lib/domain/lag-status';
import { LatencySketch } from '@/lib/domain/latency-sketch';
import { secondOf } from '@/lib/domain/second-ring';
import { errorStatus, latencyStatus, throughputStatus } from '@/lib/domain/tile-status';
import { errorsOf, newestLag, secondsOf, steadyThroughputOf, sumOrNull, throughputOf } from './build-bin';
import type { LiveState } from './live-state';
import { mergePiles } from './quantiles';
import type { StreamState } from './stream-state';
import type { StreamsOfView } from './streams-of-view';

/** Tiles and stages look at this much of the newest settled time. */
const tileMs = 5_000;
const minuteMs = 60_000;
const looksMs = 10_000;
/** A gauge older than this is not measured any more. */
const gaugeMs = 5_000;

/** Without a measured second this young a rate is history, not the present. */
const presentMs = 2_000;

type Figures = Record<TileName, number | null>;

/** The figures of the tiles as they were when the newest settled second ended at `end`. */
function figuresAt(streams: readonly StreamState[], end: number): Figures {
  const seconds = streams.flatMap((stream) => secondsOf(stream, end - tileMs, end));
  const errors = errorsOf(streams, end - minuteMs, end);
  const freshness = streams.map((stream) => stream.ring.at(end - 1_000)?.freshnessMs ?? null);
  return {
    throughput: sumOrNull(
      streams.map((stream) =>
        throughputOf(stream, end - presentMs, end) === null ? null : steadyThroughputOf(stream, end - tileMs, end),
      ),
    ),
    ackP95: mergePiles(seconds.map((second) => second.ack)).quantile(0.95),
    endToEndP95: mergePiles(seconds.map((second) => second.endToEnd)).quantile(0.95),
    lag: sumOrNull(
      streams.map((stream) => newestLag(secondsOf(stream, end - gaugeMs, end + gaugeMs / 2))?.lag ?? null),
    ),
    errorsPerMinute: errors === null ? null : Object.values(errors).reduce((sum, times) => sum + times, 0),
    freshnessMs: freshness.includes(null) ? null : Math.max(...(freshness as number[])),
  };
}

function oldestFreshness(streams: readonly StreamState[], nowMs: number): number | null {
  const all = streams.map((stream) => stream.freshness(nowMs));
  return all.includes(null) ? null : Math.max(...(all as number[]));
}

function stage(name: LiveStage['stage'], sketch: LatencySketch): LiveStage {
  return { stage: name, meanMs: sketch.meanMs, p95Ms: sketch.quantile(0.95), count: sketch.count };
}

function buildStages(streams: readonly StreamState[], end: number, nowMs: number): LiveStage[] {
  const seconds = streams.flatMap((stream) => secondsOf(stream, end - tileMs, end));
  const pushed = new LatencySketch();
  for (const stream of streams) stream.pushDelays.mergeInto(pushed, nowMs);
  const names = ['madeToAppended', 'appendedToConsumed', 'consumedToStored'] as const;
  return [
    ...names.map((name) => stage(name, mergePiles(seconds.map((second) => second[name])))),
    stage('storedToPushed', pushed),
  ];
}

function buildStatus(state: LiveState, streams: readonly StreamState[], nowMs: number): LiveStatus {
  const newest = state.newestLag;
  const lag = newest !== null && nowMs - newest.sampledAtMs <= gaugeMs ? newest : null;
  const ledger = lag?.ledger ?? null;
  const halted = new Map(
    state.sources
      .upWorkers(nowMs)
      .flatMap((worker) => worker.halted)
      .map((entry) => [`${entry.topic}/${entry.partition}`, entry]),
  );
  return {
    brokers: lag?.brokers ?? null,
    database: lag === null ? null : { up: lag.database.up, commitMs: state.sources.commitMs(nowMs) },
    workers: state.sources.workerCount(nowMs),
    producers: state.sources.producerCount(
      nowMs,
      streams.map((stream) => stream.info.name),
    ),
    groups: lag === null ? null : state.groups.count(nowMs),
    ledger: ledger === null ? null : { balances: ledger.balances, read: ledger.read, dead: ledger.dead },
    gaps: ledger?.gaps ?? null,
    clockSkewMs: state.sources.clockSkewMs(nowMs),
    halted: [...halted.values()],
  };
}

/** What is known of the streams' lag over the last ten seconds, oldest first; a second counts when all are known. */
function lagLooks(streams: readonly StreamState[], nowMs: number): LagLook[] {
  const looks: LagLook[] = [];
  for (let t = secondOf(nowMs) - looksMs; t <= nowMs; t += 1_000) {
    const readings = streams.flatMap((stream) => stream.ring.at(t)?.lag ?? []);
    const lag = sumOrNull(readings.map((reading) => reading.lag));
    if (lag === null || readings.length < streams.length) continue;
    const atMs = Math.max(...readings.map((reading) => reading.sampledAtMs));
    looks.push({ atMs, end: readings.reduce((sum, reading) => sum + reading.end, 0), lag });
  }
  return looks;
}

/** What changes with every frame: tiles, stages, status bar, positions. `end` = end of the newest settled second. */
export function buildGauges(
  state: LiveState,
  { streams, absent }: StreamsOfView,
  end: number,
  nowMs: number,
): LiveGauges {
  const status = buildStatus(state, streams, nowMs);
  const freshnessMs = oldestFreshness(streams, nowMs);
  const value: Figures = { ...figuresAt(streams, end), freshnessMs };
  const previous = figuresAt(streams, end - minuteMs);
  const sending = (status.producers?.sending ?? 0) > 0;
  const records = streams
    .flatMap((stream) => secondsOf(stream, end - minuteMs, end))
    .reduce((sum, second) => sum + second.records, 0);
  const tile = (name: TileName, judged: LiveTile['status']): LiveTile => ({
    value: value[name],
    previous: previous[name],
    status: value[name] === null ? 'unknown' : judged,
  });
  return {
    tiles: {
      throughput: tile('throughput', throughputStatus(value.throughput, sending)),
      ackP95: tile('ackP95', latencyStatus('ackP95', value.ackP95)),
      endToEndP95: tile('endToEndP95', latencyStatus('endToEndP95', value.endToEndP95)),
      lag: tile('lag', lagStatus(lagLooks(streams, nowMs))),
      errorsPerMinute: tile('errorsPerMinute', errorStatus(value.errorsPerMinute, records)),
      freshnessMs: tile('freshnessMs', latencyStatus('freshnessMs', value.freshnessMs)),
    },
    stages: buildStages(streams, end, nowMs),
    status,
    positions: state.ranges
      .positions()
      .filter(({ topic }) => streams.some((s) => s.info.topics.some((t) => t === topic))),
    flowing: sending || (value.throughput ?? 0) > 0,
    freshnessMs,
    absent,
    ...(state.foreign.leftOut > 0 && { foreignLeftOut: state.foreign.leftOut }),
  };
}
