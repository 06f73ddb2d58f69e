import { aggregatorSettings } from './aggregator-settings';
import { asInteger, type Setting } from './settings';
import { sharedSettings } from './shared-settings';

const setting = <T>(value: Setting<T>): Setting<T> => value;

export const lagSamplerSettings = {
  kafkaBrokers: sharedSettings.kafkaBrokers,
  databaseUrl: sharedSettings.databaseUrl,
  healthHost: sharedSettings.healthHost,
  healthPort: sharedSettings.healthPort,
  instance: sharedSettings.instance,
  logLevel: sharedSettings.logLevel,
  groupId: aggregatorSettings.groupId,
  deadLetterDays: setting({
    variable: 'DEAD_LETTER_DAYS',
    description: 'Whole days that rejected records are kept.',
    fallback: '30',
    parse: asInteger({ min: 1, max: 3_650 }),
  }),
} as const;
