import { isIP } from 'node:net';
import { aggregatorSettings } from './aggregator-settings';
import { asInteger, asList, asPort, asText, type Setting } from './settings';
import { sharedSettings } from './shared-settings';

const setting = <T>(value: Setting<T>): Setting<T> => value;

const asOrigins = (text: string): readonly string[] =>
  asList(text).map((origin) => {
    const url = URL.canParse(origin) ? new URL(origin) : null;
    if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== origin.toLowerCase().replace(/\/$/, ''))
      throw new Error('is not a list of origins like https://show.example.org,http://localhost:8080');
    return url.origin;
  });

const asPeers = (text: string): readonly string[] => {
  const peers = asList(text);
  for (const peer of peers) {
    const [address = '', prefix] = peer.split('/');
    const family = isIP(address);
    const named = family === 0 && prefix === undefined && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(address);
    const bits = prefix === undefined ? 0 : Number(prefix);
    const network = family !== 0 && Number.isInteger(bits) && bits >= 0 && bits <= (family === 4 ? 32 : 128);
    if (!named && !network) throw new Error('is not a list of addresses, networks or host names like 10.0.0.0/8,web');
  }
  return peers;
};

export const gatewaySettings = {
  kafkaBrokers: sharedSettings.kafkaBrokers,
  databaseUrl: sharedSettings.databaseUrl,
  healthHost: sharedSettings.healthHost,
  healthPort: sharedSettings.healthPort,
  instance: sharedSettings.instance,
  logLevel: sharedSettings.logLevel,
  host: setting({
    variable: 'GATEWAY_HOST',
    description: 'Address the gateway listens on.',
    fallback: '127.0.0.1',
    parse: asText,
  }),
  port: setting({
    variable: 'GATEWAY_PORT',
    description: 'Port the gateway listens on.',
    fallback: '4010',
    parse: asPort,
  }),
  publicOrigins: setting({
    variable: 'PUBLIC_ORIGINS',
    description: 'Origins besides our own whose pages may connect to the gateway, separated by commas.',
    fallback: '',
    parse: asOrigins,
  }),
  trustedPeers: setting({
    variable: 'GATEWAY_TRUSTED_PEERS',
    description:
      'Addresses, networks or host names, besides loopback, that may connect without an Origin and read /snapshot: the web process.',
    fallback: '',
    parse: asPeers,
  }),
  maxClients: setting({
    variable: 'GATEWAY_MAX_CLIENTS',
    description: 'Most sockets the gateway holds; further ones are refused.',
    fallback: '2000',
    parse: asInteger({ min: 1, max: 100_000 }),
  }),
  groupId: aggregatorSettings.groupId,
} as const;
