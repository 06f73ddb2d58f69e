import { randomBytes } from 'node:crypto';
import { producerSettings } from '@/lib/config/producer-settings';
import { readSettings } from '@/lib/config/settings';
import { topics } from '@/lib/contracts/topics';
import { createAckLatency } from '@/lib/kafka/ack-latency';
import { createKafka, fewRetries } from '@/lib/kafka/client';
import { createMetricsPublisher } from '@/lib/kafka/metrics-publisher';
import { createProducerSamples } from '@/lib/kafka/producer-samples';
import { createRecordSink } from '@/lib/kafka/record-sink';
import { createHealth } from '@/lib/runtime/health';
import { instanceName } from '@/lib/runtime/instance-name';
import { createLog } from '@/lib/runtime/log';
import { announceReady, runProcess } from '@/lib/runtime/run-process';
import { createOrderProducing } from './order-producing';
import { registerProducerMetrics } from './producer-metrics';

const config = readSettings(producerSettings);
const instance = instanceName('producer', config.instance);
const log = createLog({ process: 'producer', instance, level: config.logLevel });
const seed = config.seed === 'auto' ? randomBytes(6).toString('hex') : config.seed;

const kafka = createKafka({ brokers: config.kafkaBrokers, clientId: instance, retries: fewRetries });
const ack = createAckLatency();
const publisher = createMetricsPublisher({ kafka, source: instance });
const sink = createRecordSink({
  kafka,
  topics: [topics.orders.name],
  onAcknowledged: ack.record,
  onRejected: (error, attempt, records) =>
    log.warn({ err: error, attempt, records }, 'a send was rejected: the same orders are sent again'),
  onWaiting: (reason) => log.info({ reason }, 'waiting for Kafka'),
});
const samples = createProducerSamples({
  publisher,
  sink,
  stream: 'orders',
  source: instance,
  targetEventsPerSecond: config.ordersPerSecond,
  restarts: config.restarts,
  takeAck: ack.take,
});
const producing = createOrderProducing({
  sink,
  eventsPerSecond: config.ordersPerSecond,
  spreadDays: config.purchaseSpreadDays,
  seed,
  onSlow: (slow) =>
    slow
      ? log.warn({ pending: sink.pending, problem: sink.problem }, 'Kafka is slower than the rate: slowing down')
      : log.info('Kafka keeps up again'),
  onFailed: (error) => running.fail(error),
});
const health = createHealth({
  process: 'producer',
  host: config.healthHost,
  port: config.healthPort,
  live: { producing: () => producing.stuck() },
  ready: {
    started: () => (producing.started ? null : 'waiting for Kafka and the topic orders'),
    kafka: () => sink.problem,
  },
});
registerProducerMetrics(health.registry, { sink, publisher });

const running = runProcess({
  log,
  parts: [health, publisher, samples, sink, producing],
  onReady: () => {
    log.info({ seed, eventsPerSecond: config.ordersPerSecond, producerId: sink.producerId }, 'producing orders');
    announceReady(health.port);
  },
});
