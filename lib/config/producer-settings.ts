import { isProducerName, type ProducerName, producerNames } from '../contracts/producer-names';
import { asChoice, asInteger, asList, asText, type Setting } from './settings';
import { sharedSettings } from './shared-settings';

const setting = <T>(value: Setting<T>): Setting<T> => value;

/** A producer and its rate; 0 = as fast as the broker takes its events. */
export interface WantedProducer {
  readonly name: ProducerName;
  readonly eventsPerSecond: number;
}

const mostPerSecond = 1_000_000;

function asWantedProducers(text: string): readonly WantedProducer[] {
  const wanted = asList(text).map((part): WantedProducer => {
    const [name = '', rate = '', ...rest] = part.split(':');
    const eventsPerSecond = rate.trim() === '' ? Number.NaN : Number(rate);
    if (!isProducerName(name) || rest.length > 0 || !(eventsPerSecond >= 0 && eventsPerSecond <= mostPerSecond))
      throw new Error(
        `is not a list like orders:50,ratings:50 of ${producerNames.join(', ')} with rates up to 1000000`,
      );
    return { name, eventsPerSecond };
  });
  if (new Set(wanted.map(({ name }) => name)).size < wanted.length) throw new Error('names a producer twice');
  return wanted;
}

export const producerSettings = {
  kafkaBrokers: sharedSettings.kafkaBrokers,
  healthHost: sharedSettings.healthHost,
  healthPort: sharedSettings.healthPort,
  instance: sharedSettings.instance,
  logLevel: sharedSettings.logLevel,
  restarts: sharedSettings.restarts,
  produce: setting({
    variable: 'PRODUCE',
    description: `Producers that run from the start and their events per second, like orders:50,ratings:50; 0 = as fast as the broker takes them. There are ${producerNames.join(', ')}; \`none\` waits for commands.`,
    fallback: 'orders:50',
    parse: (text) => (text === 'none' ? [] : asWantedProducers(text)),
  }),
  control: setting({
    variable: 'STREAMSCOPE_CONTROL',
    description:
      'armed: the producer obeys the topic `control`, which anybody who may write to Kafka can write to; `npm start` arms its own on embedded servers.',
    fallback: 'off',
    parse: asChoice('off', 'armed'),
  }),
  outboxDirectory: setting({
    variable: 'OUTBOX_DIRECTORY',
    description:
      'Where producers keep what Kafka has not acknowledged, one outbox each; on a disk that survives a restart.',
    fallback: '.streamscope/outbox',
    parse: asText,
  }),
  outboxMaxMib: setting({
    variable: 'OUTBOX_MAX_MIB',
    description: 'Most MiB that may wait in one outbox; beyond them nothing is accepted, and nothing is dropped.',
    fallback: '1024',
    parse: asInteger({ min: 16, max: 1_048_576 }),
  }),
  purchaseSpreadDays: setting({
    variable: 'PURCHASE_SPREAD_DAYS',
    description: 'Whole days before now over which purchases are spread; 0 = all happen now.',
    fallback: '28',
    parse: asInteger({ min: 0, max: 366 }),
  }),
  seed: setting({
    variable: 'SEED',
    description:
      'Seed of the made-up events: the same one gives the same events but for times. `auto` takes a new one.',
    fallback: 'auto',
    parse: asText,
  }),
} as const;
