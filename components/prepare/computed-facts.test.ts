import { expect, it } from 'vitest';
import { computedFacts } from './computed-facts';

const said = (answer: Parameters<typeof computedFacts>[0]) =>
  Object.fromEntries(computedFacts(answer).map(({ name, value }) => [name, value]));

it('says filters, window, zone, n and age of a stored answer', () => {
  const filters = {
    ...{ from: '2026-10-25T00:00', to: '2026-11-22T00:00', tz: 'Europe/Warsaw', currency: 'EUR' },
    ...{ channel: ['web', 'store'], payment: [] },
  };
  expect(said({ generatedAt: '2026-11-27T03:15:00.123Z', filters, rows: [1, 2], total: { orders: 1_234 } })).toEqual({
    Filters: 'currency EUR · channel web, store',
    Window: '2026-10-25 00:00 – 2026-11-22 00:00',
    'Time zone': 'Europe/Warsaw',
    n: '1,234, in 2 rows',
    'As of': '2026-11-27 03:15:00 UTC',
  });
});

it('says stream and window of a live answer', () => {
  expect(said({ generatedAt: '2026-11-27T03:15:00Z', view: { stream: 'all', window: '5m' }, rows: [] })).toMatchObject({
    Filters: 'stream all',
    Window: 'last 5m',
    'Time zone': 'UTC',
    n: '0 rows',
  });
});

it('says when nothing is chosen', () =>
  expect(said({ filters: { from: null, to: null, channel: [] }, rows: [] })).toMatchObject({
    Filters: 'none',
    Window: 'everything stored',
  }));
