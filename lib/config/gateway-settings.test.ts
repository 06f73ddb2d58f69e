import { describe, expect, it } from 'vitest';
import { gatewaySettings } from './gateway-settings';
import { ConfigError, readSettings } from './settings';

const needed = { KAFKA_BROKERS: '127.0.0.1:9092', DATABASE_URL: 'postgresql://a:b@127.0.0.1/c' };

describe('gatewaySettings', () => {
  it('takes origins and peers as lists', () => {
    const config = readSettings(gatewaySettings, {
      ...needed,
      PUBLIC_ORIGINS: 'https://Show.example.org, http://localhost:8080/',
      GATEWAY_TRUSTED_PEERS: '10.0.0.0/8, fd00::1, web',
    });
    expect(config.publicOrigins).toEqual(['https://show.example.org', 'http://localhost:8080']);
    expect(config.trustedPeers).toEqual(['10.0.0.0/8', 'fd00::1', 'web']);
    expect(readSettings(gatewaySettings, needed).publicOrigins).toEqual([]);
  });

  it.each([
    ['PUBLIC_ORIGINS', 'https://show.example.org/deck'],
    ['PUBLIC_ORIGINS', 'show.example.org'],
    ['PUBLIC_ORIGINS', '*'],
    ['GATEWAY_TRUSTED_PEERS', '10.0.0.0/33'],
    ['GATEWAY_TRUSTED_PEERS', 'web/8'],
    ['GATEWAY_TRUSTED_PEERS', '*'],
  ])('refuses %s=%s by name', (variable, value) => {
    const read = () => readSettings(gatewaySettings, { ...needed, [variable]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(variable);
  });
});
