import { asInteger, asText, type Setting } from './settings';
import { sharedSettings } from './shared-settings';

const setting = <T>(value: Setting<T>): Setting<T> => value;

export const producerSettings = {
  kafkaBrokers: sharedSettings.kafkaBrokers,
  healthHost: sharedSettings.healthHost,
  healthPort: sharedSettings.healthPort,
  instance: sharedSettings.instance,
  logLevel: sharedSettings.logLevel,
  restarts: sharedSettings.restarts,
  ordersPerSecond: setting({
    variable: 'ORDERS_PER_SECOND',
    description: 'Orders the producer makes per second; 0 = as fast as the broker takes them.',
    fallback: '50',
    parse: asInteger({ min: 0, max: 1_000_000 }),
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
      'Seed of the made-up orders: the same one gives the same orders but for times. `auto` takes a new one.',
    fallback: 'auto',
    parse: asText,
  }),
} as const;
