import { gatewaySettings } from '@/lib/config/gateway-settings';
import { readSettings } from '@/lib/config/settings';
import { topics } from '@/lib/contracts/topics';
import { createPool } from '@/lib/db/pool';
import { readMetricLog } from '@/lib/db/read-metric-log';
import { createTopicTail } from '@/lib/kafka/topic-tail';
import { createHealth } from '@/lib/runtime/health';
import { instanceName } from '@/lib/runtime/instance-name';
import { createLog } from '@/lib/runtime/log';
import { announceReady, runProcess } from '@/lib/runtime/run-process';
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

const config = readSettings(gatewaySettings);
const instance = instanceName('gateway', config.instance);
const log = createLog({ process: 'gateway', instance, level: config.logLevel });

const counts = createGatewayCounts();
const state = new LiveState({ groupId: config.groupId, onTouch: (stream, t) => views.touch(stream, t) });
const tail = createTopicTail({
  brokers: config.kafkaBrokers,
  clientId: instance,
  topic: topics.metrics.name,
  fromMs: Date.now() - hourMs,
  log,
  onRecord: ({ value, offset, appendedAtMs }) => {
    const read = readSample(value);
    if (read.outcome === 'rejected')
      log.warn({ offset: String(offset), reason: read.sentence }, 'not a sample of ours');
    const outcome =
      read.outcome === 'sample' ? state.merge(read.sample, appendedAtMs, tail.progress === 1) : read.outcome;
    counts.sample(read.outcome === 'sample' && outcome === 'merged' ? read.sample.kind : outcome);
    pusher.changed();
  },
});
const backfilled = (): number => tail.progress;
const views = new LiveViews(state, backfilled);

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
    if (merged) pusher.changed();
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
  onFailed: (error) => running.fail(error),
});

const health = createHealth({
  process: 'gateway',
  host: config.healthHost,
  port: config.healthPort,
  live: { frames: () => (Date.now() - pusher.lastRoundAtMs > stuckMs ? 'no round of frames for 10 s' : null) },
  ready: {
    kafka: () => (Date.now() - tail.lastFetchAtMs > stuckMs ? 'no broker answered a fetch for 10 s' : null),
    backfill: () => (backfilled() < 1 ? `the last hour is read to ${Math.floor(backfilled() * 100)} %` : null),
  },
});
counts.register(health.registry);
registerGatewayGauges(health.registry, { state, sockets: front.sockets, repair, backfilled });

const running = runProcess({
  log,
  parts: [
    health,
    peers,
    pusher,
    front,
    tail,
    { name: 'database', start: async () => {}, stop: () => pool.end() },
    repair,
    backfillGate({ backfilled, connected: () => tail.lastFetchAtMs > 0 }),
  ],
  onReady: () => {
    log.info({ port: front.port, group: tail.groupId }, 'serving live frames');
    announceReady(health.port);
  },
});
