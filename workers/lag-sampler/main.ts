import { lagSamplerSettings } from '@/lib/config/lag-sampler-settings';
import { readSettings } from '@/lib/config/settings';
import { createLagSamplerLock } from '@/lib/db/lag-sampler-lock';
import { partitionedTables } from '@/lib/db/partitioned-tables';
import { createPool } from '@/lib/db/pool';
import { createKafka } from '@/lib/kafka/client';
import { createMetricsPublisher } from '@/lib/kafka/metrics-publisher';
import { createHealth } from '@/lib/runtime/health';
import { instanceName } from '@/lib/runtime/instance-name';
import { createLog } from '@/lib/runtime/log';
import { announceReady, runProcess } from '@/lib/runtime/run-process';
import { firstRound } from './first-round';
import { registerSamplerMetrics } from './sampler-metrics';
import { createSampling } from './sampling';
import { createPartitionUpkeep } from './upkeep';

const stuckMs = 30_000;
const staleMs = 10_000;

const config = readSettings(lagSamplerSettings);
const instance = instanceName('lag-sampler', config.instance);
const log = createLog({ process: 'lag-sampler', instance, level: config.logLevel });

const kafka = createKafka({ brokers: config.kafkaBrokers, clientId: `${instance}-admin`, retries: 2 });
const publisher = createMetricsPublisher({
  kafka: createKafka({ brokers: config.kafkaBrokers, clientId: instance }),
  source: instance,
});
const sampling = createSampling({
  createAdmin: () => kafka.admin(),
  lock: createLagSamplerLock({ databaseUrl: config.databaseUrl, applicationName: instance }),
  publisher,
  groupId: config.groupId,
  log,
});
const upkeep = createPartitionUpkeep({
  pool: createPool({
    databaseUrl: config.databaseUrl,
    applicationName: `${instance}-upkeep`,
    max: 1,
    onError: (error) => log.debug({ err: error }, 'database connection lost'),
  }),
  tables: partitionedTables(config),
  active: () => sampling.role === 'active',
  log,
});
const health = createHealth({
  process: 'lag-sampler',
  host: config.healthHost,
  port: config.healthPort,
  live: { rounds: () => (Date.now() - sampling.lastRoundAtMs > stuckMs ? 'no round for 30 s' : null) },
  ready: {
    samples: () =>
      sampling.role === 'standing by' || Date.now() - sampling.lastSampleAtMs <= staleMs
        ? null
        : `no sample for 10 s: ${sampling.problem ?? 'Kafka is slow'}`,
    kafka: () => publisher.problem,
  },
});
registerSamplerMetrics(health.registry, { sampling, upkeep });

runProcess({
  log,
  parts: [health, publisher, sampling, upkeep, firstRound(sampling)],
  onReady: () => {
    log.info({ role: sampling.role }, 'sampling');
    announceReady(health.port);
  },
});
