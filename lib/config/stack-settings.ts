import { asBrokers, asDatabaseUrl, asPort, asText, type Setting } from './settings';
import { sharedSettings } from './shared-settings';

const setting = <T>(value: Setting<T>): Setting<T> => value;

/** Of `npm start`. Ports are wishes: a taken one is replaced by a free one. */
export const stackSettings = {
  kafkaBrokers: setting<readonly string[] | null>({
    ...sharedSettings.kafkaBrokers,
    fallback: '',
    parse: (text) => (text === '' ? null : asBrokers(text)),
  }),
  databaseUrl: setting<string | null>({
    ...sharedSettings.databaseUrl,
    fallback: '',
    parse: (text) => (text === '' ? null : asDatabaseUrl(text)),
  }),
  webPort: setting({
    variable: 'WEB_PORT',
    description: 'Port of the web page that `npm start` wishes for.',
    fallback: '3000',
    parse: asPort,
  }),
  gatewayPort: setting({
    variable: 'GATEWAY_PORT',
    description: 'Port of the gateway; `npm start` takes a free one if it is taken.',
    fallback: '4010',
    parse: asPort,
  }),
  kafkaPort: setting({
    variable: 'STREAMSCOPE_KAFKA_PORT',
    description: 'First port of the embedded Kafka; each broker takes two.',
    fallback: '29092',
    parse: asPort,
  }),
  postgresPort: setting({
    variable: 'STREAMSCOPE_POSTGRES_PORT',
    description: 'Port of the embedded PostgreSQL.',
    fallback: '54320',
    parse: asPort,
  }),
  webBuildDirectory: setting({
    variable: 'NEXT_DIST_DIR',
    description: 'Where the web app is built, below the repository.',
    fallback: '.next',
    parse: asText,
  }),
} as const;
