import { aggregatorSettings } from './aggregator-settings';
import { asInteger, type Setting } from './settings';
import { sharedSettings } from './shared-settings';

const setting = <T>(value: Setting<T>): Setting<T> => value;
const days = asInteger({ min: 1, max: 3_650 });

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
    parse: days,
  }),
  filmMinuteDays: setting({
    variable: 'FILM_MINUTE_DAYS',
    description: 'Whole days that the minutes of films are kept, from which trends are made.',
    fallback: '35',
    parse: days,
  }),
  metricLogMinutes: setting({
    variable: 'METRIC_LOG_MINUTES',
    description: 'Minutes that committed parts are kept for the repair of the live path.',
    fallback: '60',
    parse: asInteger({ min: 60, max: 10_080 }),
  }),
  metric10sDays: setting({
    variable: 'METRIC_10S_DAYS',
    description: 'Whole days that the history of the charts is kept at 10 seconds.',
    fallback: '2',
    parse: days,
  }),
  metric1minDays: setting({
    variable: 'METRIC_1MIN_DAYS',
    description: 'Whole days that the history of the charts is kept at 1 minute.',
    fallback: '30',
    parse: days,
  }),
  metric1hDays: setting({
    variable: 'METRIC_1H_DAYS',
    description: 'Whole days that the history of the charts is kept at 1 hour.',
    fallback: '400',
    parse: days,
  }),
  externalSampleDays: setting({
    variable: 'EXTERNAL_METRIC_DAYS',
    description: 'Whole days that metric samples of others are kept.',
    fallback: '30',
    parse: days,
  }),
} as const;
