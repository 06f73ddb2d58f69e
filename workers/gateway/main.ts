import { gatewaySettings } from '@/lib/config/gateway-settings';
import { readSettings } from '@/lib/config/settings';
import { topics } from '@/lib/contracts/topics';
import { createHealth } from '@/lib/runtime/health';
import { instanceName } from '@/lib/runtime/instance-name';
import { createLog } from '@/lib/runtime/log';
import { announceReady, runProcess } from '@/lib/runtime/run-process';
import { createGateway } from './gateway';

const config = readSettings(gatewaySettings);
const instance = instanceName('gateway', config.instance);
const log = createLog({ process: 'gateway', instance, level: config.logLevel });

const gateway = createGateway({
  config,
  instance,
  topic: topics.metrics.name,
  log,
  onFailed: (error) => running.fail(error),
});
const health = createHealth({
  process: 'gateway',
  host: config.healthHost,
  port: config.healthPort,
  live: gateway.live,
  ready: gateway.ready,
});
gateway.register(health.registry);

const running = runProcess({
  log,
  parts: [health, ...gateway.parts],
  onReady: () => {
    log.info({ port: gateway.port, group: gateway.groupId }, 'serving live frames');
    announceReady(health.port);
  },
});
