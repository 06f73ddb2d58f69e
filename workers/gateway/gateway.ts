import type { Registry } from 'prom-client';
import type { gatewaySettings } from '@/lib/config/gateway-settings';
import type { ConfigOf } from '@/lib/config/settings';
import { createPool } from '@/lib/db/pool';
import { readMetricLog } from '@/lib/db/read-metric-log';
import { createTopicTail, type TailRecord } from '@/lib/kafka/topic-tail';
import type { Check } from '@/lib/runtime/health';
import type { Log } from '@/lib/runtime/log';
import type { Part } from '@/lib/runtime/part';
import { backfillGate } from './backfill-gate';
import { createFramePusher } from './frame-pusher';
import { createGatewayCounts, registerGatewayGauges } from './gateway-metrics';
import { createHoleRepair } from './hole-repair';
import { createHttpFront } from './http-front';
import { LiveState } from './live-state';
import { LiveViews } from './live-views';
import { readSample } from './read-sample';
import { hourMs } from './stream-state';
import { createTrustedPeers } from './trusted-peers';

const stuckMs = 10_000;

export interface Gateway {
  /** In the order of their start; started when the hour before has been read. */
  readonly parts: readonly Part[];
  /** Bound port; valid after start. */
  readonly port: number;
  /** Kafka group of this gateway. */
  readonly groupId: string;
  readonly live: Readonly<Record<string, Check>>;
  readonly ready: Readonly<Record<string, Check>>;
  register(registry: Registry): void;
}

/** Strings the gateway together: tail of the topic -> merge -> views -> sockets, and the repair from `metric_log`. */
export function createGateway(options: {
  config: ConfigOf<typeof gatewaySettings>;
  instance: string;
  topic: string;
  log: Log;
  onFailed: (error: unknown) => void;
}): Gateway {
  const { config, instance, log } = options;
  const counts = createGatewayCounts();
  const state = new LiveState({ groupId: config.groupId, onTouch: (stream, t) => views.touch(stream, t) });
  const backfilled = (): number => tail.progress;
  const views = new LiveViews(state, backfilled);

  const merge = ({ value, offset, appendedAtMs }: TailRecord): void => {
    const read = readSample(value);
    if (read.outcome === 'sample') {
      const merged = state.merge(read.sample, appendedAtMs, backfilled() === 1);
      counts.sample(merged === 'merged' ? read.sample.kind : merged);
    } else counts.sample(read.outcome === 'foreign' ? state.mergeForeign(read.foreign) : read.outcome);
    if (read.outcome === 'rejected')
      log.warn({ offset: String(offset), reason: read.sentence }, 'not a sample of ours');
    pusher.changed(read.outcome === 'sample' && read.sample.kind === 'consumer' && read.sample.parts.length > 0);
  };

  const tail = createTopicTail({
    brokers: config.kafkaBrokers,
    clientId: instance,
    topic: options.topic,
    fromMs: Date.now() - hourMs,
    onRecord: merge,
    log,
  });
  const pool = createPool({
    databaseUrl: config.databaseUrl,
    applicationName: instance,
    max: 1,
    onError: (error) => log.debug({ err: error }, 'database connection lost'),
  });
  const repair = createHoleRepair({
    holes: () => state.ranges.holes(),
    readParts: (hole) => readMetricLog(pool, { ...hole, sinceMs: Date.now() - hourMs }),
    merge: (part) => {
      const merged = state.mergePart(part, false);
      if (merged) pusher.changed(true);
      return merged;
    },
    ready: () => backfilled() === 1,
    onFailed: (error) => log.warn({ err: error }, 'metric_log could not be read: it is tried again'),
  });
  const peers = createTrustedPeers(config.trustedPeers);
  const front = createHttpFront({
    host: config.host,
    port: config.port,
    publicOrigins: config.publicOrigins,
    peers,
    maxClients: config.maxClients,
    snapshot: (view) => {
      state.advance(Date.now());
      return views.snapshot(view, Date.now());
    },
    counts,
  });
  const pusher = createFramePusher({
    state,
    views,
    watched: (view) => front.sockets.watched(view),
    send: (view, frame) => {
      front.sockets.send(view, frame);
      counts.frame();
    },
    backfilled,
    onFailed: options.onFailed,
  });
  const database: Part = { name: 'database', start: async () => {}, stop: () => pool.end() };
  const gate = backfillGate({ backfilled, connected: () => tail.lastFetchAtMs > 0 });

  return {
    parts: [peers, pusher, front, tail, database, repair, gate],
    get port() {
      return front.port;
    },
    groupId: tail.groupId,
    live: { frames: () => (Date.now() - pusher.lastRoundAtMs > stuckMs ? 'no round of frames for 10 s' : null) },
    ready: {
      kafka: () => (Date.now() - tail.lastFetchAtMs > stuckMs ? 'no broker answered a fetch for 10 s' : null),
      backfill: () => (backfilled() < 1 ? `the last hour is read to ${Math.floor(backfilled() * 100)} %` : null),
    },
    register(registry) {
      counts.register(registry);
      registerGatewayGauges(registry, { state, sockets: front.sockets, repair, backfilled });
    },
  };
}
