import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { aggregatorSettings } from '@/lib/config/aggregator-settings';
import { gatewaySettings } from '@/lib/config/gateway-settings';
import { lagSamplerSettings } from '@/lib/config/lag-sampler-settings';
import { producerSettings } from '@/lib/config/producer-settings';
import { readSettings, type SettingsTable } from '@/lib/config/settings';
import { sharedSettings } from '@/lib/config/shared-settings';
import { webSettings } from '@/lib/config/web-settings';
import { eventStreamNames } from '@/lib/contracts/streams';

interface Service {
  readonly image?: string;
  readonly build?: { readonly dockerfile_inline: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly container_name?: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const document = parseDocument(readFileSync(`${root}/docker-compose.yml`, 'utf8'), { merge: true, strict: true });
const compose = document.toJS() as { services: Record<string, Service>; volumes: Record<string, unknown> };

/** The settings table that each of our services reads. */
const tables: Record<string, SettingsTable> = {
  aggregator: aggregatorSettings,
  'lag-sampler': lagSamplerSettings,
  gateway: gatewaySettings,
  web: webSettings,
  producer: producerSettings,
  prepare: { kafkaBrokers: sharedSettings.kafkaBrokers, databaseUrl: sharedSettings.databaseUrl },
};
const brokers = ['kafka-1', 'kafka-2', 'kafka-3'];
const serviceOf = (name: string): Service => compose.services[name] ?? {};

/** As compose hands it over where nothing is set outside: `${NAME:-fallback}` becomes the fallback. */
const environmentOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(serviceOf(name).environment ?? {}).map(([variable, value]) => [
      variable,
      String(value).replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1'),
    ]),
  );

describe('docker-compose.yml', () => {
  it('is strict YAML with the brokers, the database and each process of ours', () => {
    expect(document.errors).toEqual([]);
    expect(Object.keys(compose.services).sort()).toEqual([...brokers, 'postgres', ...Object.keys(tables)].sort());
  });

  it.each(Object.keys(tables))('gives %s an environment that its settings accept whole', (name) => {
    const environment = environmentOf(name);
    expect(() => readSettings(tables[name] ?? {}, environment)).not.toThrow();
    const known = Object.values(tables[name] ?? {}).map((setting) => setting.variable);
    expect(Object.keys(environment).filter((variable) => !known.includes(variable))).toEqual([]);
  });

  it.each(Object.keys(tables))('runs %s from a file that exists, from the one image', (name) => {
    const file = (serviceOf(name).command ?? []).find((part) => part.startsWith('workers/'));
    expect(name === 'web' || existsSync(`${root}/${file}`)).toBe(true);
    expect(serviceOf(name).build?.dockerfile_inline).toContain('FROM node:');
  });

  it('lets every process of ours be scaled', () => {
    for (const name of Object.keys(tables)) {
      expect(serviceOf(name).container_name).toBeUndefined();
      for (const port of serviceOf(name).ports ?? []) expect(port).toMatch(/:\d+-\d+:\d+$/);
    }
  });

  it('asks every service how it is', () => {
    for (const [name, service] of Object.entries(compose.services))
      expect([name, service.healthcheck?.disable === true || (service.healthcheck?.test?.length ?? 0) > 1]).toEqual([
        name,
        true,
      ]);
    for (const name of ['aggregator', 'lag-sampler', 'gateway', 'producer'])
      expect(serviceOf(name).healthcheck?.test?.join()).toContain(`:${environmentOf(name).HEALTH_PORT}/readyz`);
  });

  it('starts our processes after migrations and topics, and those after every server', () => {
    for (const name of Object.keys(tables).filter((process) => process !== 'prepare'))
      expect(serviceOf(name).depends_on).toEqual({ prepare: { condition: 'service_completed_successfully' } });
    expect(Object.keys(serviceOf('prepare').depends_on ?? {}).sort()).toEqual([...brokers, 'postgres']);
  });

  it('keeps three copies of every record, two in sync, in volumes', () => {
    const voters = brokers.map((name, index) => `${index + 1}@${name}:9093`).join();
    for (const [index, name] of brokers.entries()) {
      const environment = environmentOf(name);
      expect(environment).toMatchObject({
        KAFKA_NODE_ID: String(index + 1),
        KAFKA_CONTROLLER_QUORUM_VOTERS: voters,
        KAFKA_DEFAULT_REPLICATION_FACTOR: '3',
        KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '3',
        KAFKA_MIN_INSYNC_REPLICAS: '2',
      });
      expect(environment.KAFKA_ADVERTISED_LISTENERS).toContain(`PLAINTEXT://${name}:9092`);
      expect(Buffer.from(environment.CLUSTER_ID ?? '', 'base64url')).toHaveLength(16);
    }
    for (const name of [...brokers, 'postgres'])
      expect(Object.keys(compose.volumes)).toContain(serviceOf(name).volumes?.[0]?.split(':')[0]);
  });

  it('lets the producer make events of every stream and keeps what Kafka has not taken in a volume it may write to', () => {
    const { PRODUCE, OUTBOX_DIRECTORY } = environmentOf('producer');
    const { produce } = readSettings(producerSettings, { KAFKA_BROKERS: 'kafka-1:9092', PRODUCE });
    expect(produce.map(({ name }) => name)).toEqual([...eventStreamNames]);
    const [volume, mount] = serviceOf('producer').volumes?.[0]?.split(':') ?? [];
    expect(Object.keys(compose.volumes)).toContain(volume);
    expect(OUTBOX_DIRECTORY?.startsWith(`${mount}/`)).toBe(true);
    expect(serviceOf('producer').build?.dockerfile_inline).toContain(`--owner=node --group=node ${mount}\n`);
  });

  it('tells every process where the servers are by the names of their services', () => {
    for (const name of Object.keys(tables)) {
      const { KAFKA_BROKERS, DATABASE_URL } = environmentOf(name);
      const hosts = (KAFKA_BROKERS ?? '').split(',').map((address) => address.split(':')[0]);
      if (KAFKA_BROKERS !== undefined) expect(hosts).toEqual(brokers);
      if (DATABASE_URL !== undefined) expect(new URL(DATABASE_URL).hostname).toBe('postgres');
    }
    expect(new URL(environmentOf('web').GATEWAY_URL ?? '').port).toBe(environmentOf('gateway').GATEWAY_PORT);
    expect(serviceOf('web').build?.dockerfile_inline).toContain(`GATEWAY_URL=${environmentOf('web').GATEWAY_URL} `);
  });
});
