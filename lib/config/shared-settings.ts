import { asBrokers, asChoice, asDatabaseUrl, asHttpUrl, asInteger, asPort, asText, type Setting } from './settings';

const setting = <T>(value: Setting<T>): Setting<T> => value;

/** Settings that more than one process reads; a process's table picks from these and adds its own. */
export const sharedSettings = {
  kafkaBrokers: setting({
    variable: 'KAFKA_BROKERS',
    description: 'Kafka bootstrap addresses, host:port separated by commas. Set for `npm start`: nothing is embedded.',
    parse: asBrokers,
  }),
  databaseUrl: setting({
    variable: 'DATABASE_URL',
    description: 'PostgreSQL address. Set for `npm start`: nothing is embedded.',
    parse: asDatabaseUrl,
    secret: true,
  }),
  gatewayUrl: setting({
    variable: 'GATEWAY_URL',
    description: 'Address of the gateway as the web process reaches it; fixed into the web build.',
    fallback: 'http://127.0.0.1:4010',
    parse: asHttpUrl,
  }),
  healthHost: setting({
    variable: 'HEALTH_HOST',
    description: 'Address that health and Prometheus metrics of a worker listen on.',
    fallback: '127.0.0.1',
    parse: asText,
  }),
  healthPort: setting({
    variable: 'HEALTH_PORT',
    description: 'Port for /livez, /readyz and /metrics of a worker; 0 takes a free one.',
    fallback: '0',
    parse: asPort,
  }),
  instance: setting({
    variable: 'STREAMSCOPE_INSTANCE',
    description: 'Name of this process, unique among those that run; empty makes a random one.',
    fallback: 'auto',
    parse: asText,
  }),
  logLevel: setting({
    variable: 'LOG_LEVEL',
    description: 'Least severe log line that is written.',
    fallback: 'info',
    parse: asChoice('trace', 'debug', 'info', 'warn', 'error'),
  }),
  restarts: setting({
    variable: 'STREAMSCOPE_RESTARTS',
    description: 'How often the supervisor has restarted this process; set by it.',
    fallback: '0',
    parse: asInteger({ min: 0, max: 1_000_000_000 }),
  }),
} as const;
