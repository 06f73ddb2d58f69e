import { aggregatorSettings } from './aggregator-settings';
import { asBrokers, asDatabaseUrl, asText, type Setting } from './settings';
import { sharedSettings } from './shared-settings';

const setting = <T>(value: Setting<T>): Setting<T> => value;

export const cliSettings = {
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
  groupId: aggregatorSettings.groupId,
  directory: setting({
    variable: 'STREAMSCOPE_DIRECTORY',
    description:
      'Where the stack that `streamscope` commands talk to keeps its state; empty: .streamscope in the repository.',
    fallback: '',
    parse: asText,
  }),
} as const;
