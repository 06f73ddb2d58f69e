import { join } from 'node:path';
import { aggregatorGroupId } from '@/lib/contracts/topics';
import { leaveGroupOf } from '@/lib/kafka/leave-group';
import type { ProcessSpec } from './supervised-process';

/** Addresses every process is started with. */
export interface StackAddresses {
  readonly brokers: readonly string[];
  readonly databaseUrl: string;
  readonly gatewayPort: number;
  readonly gatewayUrl: string;
  readonly webPort: number;
  readonly webUrl: string;
}

/** Beside 50 orders: 200 events a second in all, and lines that can be told apart. */
const otherEventsPerSecond = { ratings: 80, engagement: 40, 'movie-events': 30 } as const;

/** Our processes in the order they are started; stopped in reverse. */
export function processSpecs(options: {
  root: string;
  dataDirectory: string;
  addresses: StackAddresses;
  webBuildDirectory: string;
  /** null = no producer. */
  ordersPerSecond: number | null;
  /** The producer makes events of all four streams. */
  allStreams: boolean;
  environment: NodeJS.ProcessEnv;
}): readonly ProcessSpec[] {
  const { root, dataDirectory, addresses } = options;
  const environment: NodeJS.ProcessEnv = {
    ...options.environment,
    KAFKA_BROKERS: addresses.brokers.join(','),
    DATABASE_URL: addresses.databaseUrl,
    GATEWAY_URL: addresses.gatewayUrl,
    GATEWAY_PORT: String(addresses.gatewayPort),
    HEALTH_PORT: '0',
    NODE_ENV: 'production',
  };
  const worker = (name: string, more: Partial<ProcessSpec> = {}): ProcessSpec => ({
    name,
    args: ['--import', 'tsx', join(root, 'workers', name, 'main.ts'), `--stack=${dataDirectory}`],
    environment,
    ...more,
  });
  const web: ProcessSpec = {
    name: 'web',
    args: [
      ...[join(root, 'workers/stack/run-next.mjs'), dataDirectory, 'start', root],
      ...['-p', String(addresses.webPort), '-H', '127.0.0.1'],
    ],
    environment: { ...environment, NEXT_DIST_DIR: options.webBuildDirectory, NEXT_TELEMETRY_DISABLED: '1' },
    readyUrl: `${addresses.webUrl}/api/health`,
  };
  const takeOutOfGroup = async (clientId: string): Promise<void> => {
    const groupId = options.environment.STREAMSCOPE_GROUP_ID || aggregatorGroupId;
    await leaveGroupOf({ brokers: addresses.brokers, groupId, clientId });
  };
  const rate = options.ordersPerSecond;
  const others = options.allStreams ? Object.entries(otherEventsPerSecond) : [];
  const produce = [['orders', rate], ...others].map((entry) => entry.join(':')).join(',');
  const producing: NodeJS.ProcessEnv = {
    ...environment,
    PRODUCE: produce,
    OUTBOX_DIRECTORY: join(dataDirectory, 'outbox'),
    // Embedded brokers listen on loopback: who can write to `control` there could stop the producer anyway.
    STREAMSCOPE_CONTROL:
      options.environment.STREAMSCOPE_CONTROL ?? (options.environment.KAFKA_BROKERS ? 'off' : 'armed'),
  };
  return [
    worker('aggregator', { afterDeath: takeOutOfGroup }),
    worker('lag-sampler'),
    worker('gateway'),
    web,
    ...(rate === null ? [] : [worker('producer', { environment: producing })]),
  ];
}
