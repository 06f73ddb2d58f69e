import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from './client';
import { queryOrdersFilters } from './query-orders-filters';
import { queryOrdersHeatmap } from './query-orders-heatmap';
import { queryOrdersPareto } from './query-orders-pareto';
import { utcOfLocalHour } from './query-orders-range';
import { type Cell, reckon, storeCells } from './query-orders-reckoning';
import type { OrdersQuestion } from './query-orders-selection';
import { createMigratedDatabase, type ScratchDatabase } from './scratch-database';

const hourMs = 3_600_000;
const zones = ['UTC', 'Europe/Warsaw', 'America/New_York', 'Pacific/Kiritimati', 'Australia/Sydney'] as const;
/** Two weeks on both sides of changes of the clock in the zones above. */
const firstHours = ['2026-03-01T00:00Z', '2026-10-18T00:00Z', '2026-03-22T00:00Z'].map(
  (iso) => Date.parse(iso) / hourMs,
);

/** Anywhere; and often around those changes and on the same weekday and hour a week before. */
const hoursOften = [
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 335 }) },
  { weight: 2, arbitrary: fc.integer({ min: 166, max: 177 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 8 }) },
];

let scratch: ScratchDatabase;
let database: Database;

beforeAll(async () => {
  scratch = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  database = createDatabase(scratch.databaseUrl);
});
beforeEach(() => store([]));
const store = (cells: readonly Cell[]) => storeCells(database, cells);
afterAll(async () => {
  await database.$disconnect();
  await scratch.drop();
});

const cellsOf = (firstHour: number) =>
  fc.uniqueArray(
    fc.record({
      hour: fc.oneof(...hoursOften).map((hour) => firstHour + hour),
      item: fc.constantFrom('=cmd', 'Żurek', 'pen', 'cup'),
      channel: fc.constantFrom('web', 'store', 'kiosk'),
      payment: fc.constantFrom('card', 'cash'),
      currency: fc.constantFrom('EUR', 'EUR', 'PLN', 'USD'),
      orders: fc.bigInt({ min: 1n, max: 1_000n }),
      quantity: fc.bigInt({ min: 1n, max: 1_000_000n }),
      revenue: fc.bigInt({ min: 1n, max: 10n ** 17n }),
    }),
    {
      maxLength: 80,
      size: 'max',
      selector: ({ hour, item, channel, payment, currency }) => [hour, item, channel, payment, currency].join(),
    },
  );

const scenes = fc.constantFrom(...firstHours).chain((firstHour) =>
  fc.record({
    cells: cellsOf(firstHour),
    tz: fc.constantFrom(...zones),
    range: fc.option(fc.tuple(fc.integer({ min: -30, max: 340 }), fc.integer({ min: 1, max: 200 })), { nil: null }),
    currency: fc.constantFrom(null, 'EUR', null, 'PLN'),
    channel: fc.oneof(fc.constant<string[]>([]), fc.subarray(['web', 'store', 'kiosk', 'mobile'])),
    payment: fc.oneof(fc.constant<string[]>([]), fc.subarray(['card', 'cash'])),
    item: fc.oneof(fc.constant<string[]>([]), fc.subarray(['=cmd', 'Żurek', 'pen'])),
    weekday: fc.oneof(fc.constant<number[]>([]), fc.subarray([1, 3, 6, 7])),
    hour: fc.oneof(fc.constant<number[]>([]), fc.subarray([0, 1, 2, 3, 12, 23])),
    firstHour: fc.constant(firstHour),
  }),
);

/** Keeps the values that the database knows or always knows: others are refused, which another test holds. */
const known = (cells: readonly Cell[], kind: 'channel' | 'payment' | 'item', values: string[]) =>
  values.filter(
    (value) => ['web', 'store', 'mobile', 'card', 'cash'].includes(value) || cells.some((c) => c[kind] === value),
  );

const sumsOf = (row: { orders: bigint; quantity: bigint; revenue: bigint }) =>
  [row.orders, row.quantity, row.revenue].map(String);

const ask = (more: Partial<OrdersQuestion> = {}): OrdersQuestion => ({
  tz: 'UTC',
  fromMs: null,
  toMs: null,
  currency: null,
  channel: [],
  payment: [],
  item: [],
  ...more,
});

it('the stored answers equal a plain reckoning over all cells, for any filters, zone and range', async () => {
  await fc.assert(
    fc.asyncProperty(scenes, async ({ cells, tz, range, firstHour, ...scene }) => {
      await store(cells);
      const question = ask({
        tz,
        fromMs: range === null ? null : (firstHour + range[0]) * hourMs,
        toMs: range === null ? null : (firstHour + range[0] + range[1]) * hourMs,
        currency: scene.currency === 'PLN' && !cells.some((cell) => cell.currency === 'PLN') ? null : scene.currency,
        channel: known(cells, 'channel', scene.channel),
        payment: known(cells, 'payment', scene.payment),
        item: known(cells, 'item', scene.item),
        weekday: scene.weekday,
        hour: scene.hour,
      });
      const expected = reckon(cells, question);
      const heatmap = await queryOrdersHeatmap(database, question);
      const pareto = await queryOrdersPareto(database, question);
      expect(heatmap.selection).toMatchObject({ currency: expected.currency, leftOut: { orders: expected.leftOut } });
      expect(pareto.selection).toMatchObject({ currency: expected.currency, leftOut: { orders: expected.leftOut } });
      expect(Object.fromEntries(heatmap.cells.map((cell) => [`${cell.weekday} ${cell.hour}`, sumsOf(cell)]))).toEqual(
        expected.slots,
      );
      expect(Object.fromEntries(pareto.items.map((row) => [row.item, sumsOf(row)]))).toEqual(expected.items);
    }),
    { numRuns: 120 },
  );
}, 120_000);

const cell = (hour: string, more: Partial<Cell> = {}): Cell => ({
  hour: Date.parse(`${hour}Z`) / hourMs,
  item: 'pen',
  channel: 'web',
  payment: 'card',
  currency: 'EUR',
  orders: 1n,
  quantity: 1n,
  revenue: 10_000n,
  ...more,
});

describe('local hours', () => {
  it('a repeated one adds both, a skipped one stays empty', async () => {
    await store([
      cell('2026-10-25T00:00'),
      cell('2026-10-25T01:00'),
      cell('2026-03-29T00:00'),
      cell('2026-03-29T01:00'),
    ]);
    const { cells } = await queryOrdersHeatmap(database, ask({ tz: 'Europe/Warsaw' }));
    expect(cells.map((c) => [c.weekday, c.hour, c.orders])).toEqual([
      [7, 1, 1n],
      [7, 2, 2n],
      [7, 3, 1n],
    ]);
  });

  it.each(['2026-10-25T02:30', '2026-13-01', '2026-02-30', '2026-10-25T24', '1066-10-14', 'now', ''])(
    '"%s" is no whole hour',
    (text) => expect(utcOfLocalHour('UTC', text)).toBeNull(),
  );
});

it('a zone that is not whole hours from UTC anywhere in the range is refused by name, outside it is not', async () => {
  await store([cell('2026-10-25T00:00')]);
  await expect(queryOrdersHeatmap(database, ask({ tz: 'Asia/Kolkata' }))).rejects.toMatchObject({ parameter: 'tz' });
  const half = ask({
    tz: 'Australia/Lord_Howe',
    fromMs: Date.parse('2026-06-01T00:00Z'),
    toMs: Date.parse('2026-06-02T00:00Z'),
  });
  await expect(queryOrdersHeatmap(database, half)).rejects.toMatchObject({ parameter: 'tz' });
  const whole = { ...half, fromMs: Date.parse('2026-01-01T00:00Z'), toMs: Date.parse('2026-01-02T00:00Z') };
  await expect(queryOrdersHeatmap(database, whole)).resolves.toMatchObject({ cells: [] });
});

it('a value that nothing stored has is refused by name, a usual one answers with nothing', async () => {
  await store([cell('2026-10-25T00:00')]);
  for (const [parameter, value] of [
    ['channel', 'kiosk'],
    ['payment', 'gold'],
    ['item', 'pencil'],
  ] as const)
    await expect(queryOrdersPareto(database, ask({ [parameter]: [value] }))).rejects.toMatchObject({ parameter });
  await expect(queryOrdersPareto(database, ask({ currency: 'XXX' }))).rejects.toMatchObject({ parameter: 'currency' });
  expect((await queryOrdersPareto(database, ask({ channel: ['phone'], payment: ['cash'] }))).items).toEqual([]);
});

it('an empty database answers with nothing and no range', async () => {
  const { selection, cells } = await queryOrdersHeatmap(database, ask());
  expect([selection.range, selection.stored, selection.currency, cells]).toEqual([null, null, 'EUR', []]);
  expect(await queryOrdersFilters(database)).toEqual({ channels: [], payments: [], items: [], currencies: [] });
});

it('the choices are the usual ones first, then the others by name', async () => {
  await store(['kiosk', 'store', 'web', 'app'].map((channel) => cell('2026-10-25T00:00', { channel })));
  expect((await queryOrdersFilters(database)).channels).toEqual(['web', 'store', 'app', 'kiosk']);
});
