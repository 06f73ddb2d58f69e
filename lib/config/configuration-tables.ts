import { aggregatorSettings } from './aggregator-settings';
import { cliSettings } from './cli-settings';
import { gatewaySettings } from './gateway-settings';
import { lagSamplerSettings } from './lag-sampler-settings';
import { producerSettings } from './producer-settings';
import type { SettingsTable } from './settings';
import { stackSettings } from './stack-settings';
import { webSettings } from './web-settings';

/** The table of every process, by the name of its folder. */
export const configurationTables: Readonly<Record<string, SettingsTable>> = {
  aggregator: aggregatorSettings,
  cli: cliSettings,
  gateway: gatewaySettings,
  'lag-sampler': lagSamplerSettings,
  producer: producerSettings,
  stack: stackSettings,
  web: webSettings,
};
