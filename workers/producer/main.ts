import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { producerSettings } from '@/lib/config/producer-settings';
import { readSettings } from '@/lib/config/settings';
import { createKafka, fewRetries } from '@/lib/kafka/client';
import { createMetricsPublisher } from '@/lib/kafka/metrics-publisher';
import { createHealth } from '@/lib/runtime/health';
import { instanceName } from '@/lib/runtime/instance-name';
import { createLog } from '@/lib/runtime/log';
import { announceReady, runProcess } from '@/lib/runtime/run-process';
import { createControl } from './control';
import { registerProducerMetrics } from './producer-metrics';
import { createTraffic } from './traffic';

const config = readSettings(producerSettings);
const instance = instanceName('producer', config.instance);
const log = createLog({ process: 'producer', instance, level: config.logLevel });
const seed = config.seed === 'auto' ? randomBytes(6).toString('hex') : config.seed;

const kafka = createKafka({ brokers: config.kafkaBrokers, clientId: instance, retries: fewRetries });
const publisher = createMetricsPublisher({ kafka, source: instance });
const traffic = createTraffic({
  ...{ kafka, brokers: config.kafkaBrokers, instance, publisher, log, restarts: config.restarts },
  wanted: config.produce,
  outbox: { directory: resolve(config.outboxDirectory), maxBytes: config.outboxMaxMib * 1_048_576 },
  generator: { seed, purchaseSpreadDays: config.purchaseSpreadDays },
  onFailed: (error) => running.fail(error),
});
const first = (reasons: readonly (string | null)[]): string | null => reasons.find((reason) => reason !== null) ?? null;
const health = createHealth({
  process: 'producer',
  host: config.healthHost,
  port: config.healthPort,
  live: { producing: () => first(traffic.lines.map((line) => line.stuck())) },
  ready: {
    started: () => (traffic.started ? null : 'waiting for Kafka and its topics'),
    kafka: () => first(traffic.lines.map(({ sink }) => sink.problem)),
  },
});
registerProducerMetrics(health.registry, { lines: () => traffic.lines, publisher });

const control = createControl({
  ...{ brokers: config.kafkaBrokers, instance, traffic, publisher, log },
  crash: () => process.kill(process.pid, 'SIGKILL'),
});
const running = runProcess({
  log,
  parts: [health, publisher, traffic, ...(config.control === 'armed' ? [control] : [])],
  onReady: () => {
    log.info({ seed, produce: config.produce, control: config.control }, 'ready to produce');
    announceReady(health.port);
  },
});
