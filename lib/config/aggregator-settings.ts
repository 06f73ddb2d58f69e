import { type StreamName, streamNames } from '../contracts/streams';
import { aggregatorGroupId } from '../contracts/topics';
import { asChoice, asInteger, asList, asText, type Setting } from './settings';
import { sharedSettings } from './shared-settings';
import { webSettings } from './web-settings';

const setting = <T>(value: Setting<T>): Setting<T> => value;

const failpoint = /^(before-begin|in-transaction|after-commit):(kill|stop)(?:@([1-9]\d{0,8}))?$/;

interface FailpointSetting {
  readonly point: 'before-begin' | 'in-transaction' | 'after-commit';
  readonly action: 'kill' | 'stop';
  readonly nth: number;
}

const asFailpoints = (text: string): readonly FailpointSetting[] =>
  text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const match = failpoint.exec(part.trim());
      if (match === null) throw new Error('is not a list like in-transaction:kill@2,after-commit:stop');
      const [, point, action, nth] = match;
      return { point, action, nth: Number(nth ?? 1) } as FailpointSetting;
    });

const allStreams = 'all';

/** The chosen streams in the order of `streamNames`, each once. */
const asStreams = (text: string): readonly StreamName[] => {
  const names = text.trim() === allStreams ? streamNames : asList(text);
  const unknown = names.find((name) => !streamNames.some((known) => known === name));
  if (unknown !== undefined || names.length === 0)
    throw new Error(`is neither ${allStreams} nor a list of ${streamNames.join(', ')}`);
  return streamNames.filter((name) => names.includes(name));
};

/** Settings of the aggregator. */
export const aggregatorSettings = {
  kafkaBrokers: sharedSettings.kafkaBrokers,
  databaseUrl: sharedSettings.databaseUrl,
  healthHost: sharedSettings.healthHost,
  healthPort: sharedSettings.healthPort,
  instance: sharedSettings.instance,
  logLevel: sharedSettings.logLevel,
  restarts: sharedSettings.restarts,
  timeZone: webSettings.timeZone,
  groupId: setting({
    variable: 'STREAMSCOPE_GROUP_ID',
    description: 'Consumer group of the aggregators: one per database, another one is refused.',
    fallback: aggregatorGroupId,
    parse: asText,
  }),
  streams: setting({
    variable: 'STREAMSCOPE_STREAMS',
    description:
      'Pipelines that are consumed, separated by commas, or all. The same for every worker of a database: one consumer group divides their topics.',
    fallback: allStreams,
    parse: asStreams,
  }),
  sessionTimeoutMs: setting({
    variable: 'KAFKA_SESSION_TIMEOUT_MS',
    description: 'After this long without a heartbeat the broker gives a worker’s partitions to others.',
    fallback: '6000',
    parse: asInteger({ min: 1_000, max: 300_000 }),
  }),
  heartbeatIntervalMs: setting({
    variable: 'KAFKA_HEARTBEAT_INTERVAL_MS',
    description: 'How often a worker tells the broker that it lives; well below the session time-out.',
    fallback: '500',
    parse: asInteger({ min: 50, max: 60_000 }),
  }),
  flushIntervalMs: setting({
    variable: 'FLUSH_INTERVAL_MS',
    description: 'How often what was consumed is stored.',
    fallback: '250',
    parse: asInteger({ min: 10, max: 60_000 }),
  }),
  flushMaxCells: setting({
    variable: 'FLUSH_MAX_CELLS',
    description:
      'About how many aggregate rows one transaction may touch, fewer while the database is slow; no more is read while they wait.',
    fallback: '20000',
    parse: asInteger({ min: 100, max: 1_000_000 }),
  }),
  stuckAfterMs: setting({
    variable: 'AGGREGATOR_STUCK_AFTER_MS',
    description:
      'The worker ends itself when records wait, broker and database answer, and nothing moves for this long.',
    fallback: '60000',
    parse: asInteger({ min: 1_000, max: 3_600_000 }),
  }),
  failpoints: setting({
    variable: 'STREAMSCOPE_FAILPOINTS',
    description: 'Tests only: places where the worker kills or stops itself, like in-transaction:kill@2.',
    fallback: '',
    parse: asFailpoints,
  }),
  unsafe: setting({
    variable: 'STREAMSCOPE_UNSAFE',
    description:
      'Tests and the benchmark only: breaks exactly-once on purpose (cursor-apart, no-fence) or stores nothing (no-commit).',
    fallback: 'off',
    parse: (text) => {
      const value = asChoice('off', 'cursor-apart', 'no-fence', 'no-commit')(text);
      return value === 'off' ? null : value;
    },
  }),
} as const;
