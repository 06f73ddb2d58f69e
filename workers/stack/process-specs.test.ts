import { describe, expect, it } from 'vitest';
import { producerSettings } from '@/lib/config/producer-settings';
import { readSettings } from '@/lib/config/settings';
import { eventStreamNames } from '@/lib/contracts/streams';
import { processSpecs } from './process-specs';

function producerOf(options: {
  ordersPerSecond: number | null;
  allStreams?: boolean;
  environment?: Readonly<Record<string, string>>;
}) {
  const specs = processSpecs({
    ...{ root: '/root', dataDirectory: '/data', webBuildDirectory: '.next', allStreams: false },
    addresses: {
      ...{ brokers: ['127.0.0.1:29092'], databaseUrl: 'postgresql://127.0.0.1/x', gatewayPort: 4010, webPort: 3000 },
      ...{ gatewayUrl: 'http://127.0.0.1:4010', webUrl: 'http://127.0.0.1:3000' },
    },
    ...options,
    environment: { NODE_ENV: 'test', ...options.environment },
  });
  const spec = specs.find(({ name }) => name === 'producer');
  return spec === undefined ? null : readSettings(producerSettings, spec.environment);
}

describe("the stack's producer", () => {
  it('makes 50 orders a second, with its outboxes in the data directory', () => {
    expect(producerOf({ ordersPerSecond: 50 })).toMatchObject({
      produce: [{ name: 'orders', eventsPerSecond: 50 }],
      outboxDirectory: '/data/outbox',
    });
    expect(producerOf({ ordersPerSecond: null })).toBeNull();
  });

  it('makes 200 events a second over all four streams', () => {
    const { produce } = producerOf({ ordersPerSecond: 50, allStreams: true })!;
    expect(produce.map(({ name }) => name)).toEqual([...eventStreamNames]);
    expect(produce.reduce((total, { eventsPerSecond }) => total + eventsPerSecond, 0)).toBe(200);
  });

  it('obeys commands on embedded servers, elsewhere only where it is told to', () => {
    const given = { KAFKA_BROKERS: 'elsewhere:9092' };
    expect(producerOf({ ordersPerSecond: 50 })!.control).toBe('armed');
    expect(producerOf({ ordersPerSecond: 50, environment: given })!.control).toBe('off');
    const told = { ...given, STREAMSCOPE_CONTROL: 'armed' };
    expect(producerOf({ ordersPerSecond: 50, environment: told })!.control).toBe('armed');
    expect(producerOf({ ordersPerSecond: 50, environment: { STREAMSCOPE_CONTROL: 'off' } })!.control).toBe('off');
  });
});
