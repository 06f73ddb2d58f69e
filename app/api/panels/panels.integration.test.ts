import { csvParse } from 'd3-dsv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dependencies } from '@/app/_server/dependencies';
import { describePanelError } from '@/app/_server/panel-error';
import { createDatabase } from '@/lib/db/client';
import { queryOrdersFilters } from '@/lib/db/query-orders-filters';
import { createMigratedDatabase, type ScratchDatabase } from '@/lib/db/scratch-database';
import { GET } from './[panel]/route';

let scratch: ScratchDatabase;

beforeAll(async () => {
  scratch = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  process.env.DATABASE_URL = scratch.databaseUrl;
  const { database } = dependencies();
  await database.$executeRawUnsafe(`INSERT INTO dimension (id, kind, value) VALUES (1, 'item', '=HYPERLINK("x")'),
    (2, 'item', 'Żurek, 1 l'), (3, 'channel', 'web'), (4, 'channel', 'store'), (5, 'payment', 'card'), (6, 'currency', 'EUR'), (7, 'currency', 'PLN')`);
  await database.$executeRawUnsafe(`INSERT INTO order_cell VALUES
    ('2026-11-16T08:00Z', 1, 3, 5, 6, 3, 5, 90071992547409931234), ('2026-11-16T08:00Z', 2, 4, 5, 6, 1, 1, 25000),
    ('2026-11-22T23:00Z', 2, 3, 5, 6, 2, 2, 50000), ('2026-11-20T12:00Z', 2, 3, 5, 7, 4, 4, 40000)`);
  await database.$executeRawUnsafe(`INSERT INTO order_hour_item
    SELECT hour, item, currency, sum(orders), sum(quantity), sum(revenue) FROM order_cell GROUP BY 1, 2, 3`);
  await database.$executeRawUnsafe(`INSERT INTO order_hour_channel
    SELECT hour, channel, currency, sum(orders), sum(quantity), sum(revenue) FROM order_cell GROUP BY 1, 2, 3`);
  await database.$executeRawUnsafe(`INSERT INTO order_value_bucket VALUES ('2026-11-16T08:00Z', 2, 4, 5, 6, 1, 4, 10000, 10000),
    ('2026-11-16T08:00Z', 2, 4, 5, 6, 9, 1, 900001, 900001), ('2026-11-16T08:00Z', 1, 3, 5, 6, 2, 1, 20000, 20000)`);
  for (const [table, span, keys] of [
    ['order_item_day_value', 'day', 'item, channel, payment, currency, bucket'],
    ['order_day_value', 'day', 'channel, payment, currency, bucket'],
    ['order_month_value', 'month', 'channel, payment, currency, bucket'],
  ])
    await database.$executeRawUnsafe(`INSERT INTO ${table}
      SELECT date_trunc('${span}', hour, 'UTC')::date AS step, ${keys}, sum(orders), min(least), max(greatest)
      FROM order_value_bucket GROUP BY step, ${keys}`);
  await database.$executeRawUnsafe(`INSERT INTO order_extreme VALUES
    ('2026-11-16', 4, 5, 6, -900001, 2, 7, '2026-11-16T08:00Z', 2, 'o-7'), ('2026-11-16', 4, 5, 6, 900001, 2, 7, '2026-11-16T08:00Z', 2, 'o-7')`);
});

afterAll(async () => {
  await dependencies().database.$disconnect();
  await scratch.drop();
});

const get = (path: string, headers: Record<string, string> = {}) => {
  const url = new URL(path, 'http://localhost/api/panels/');
  const panel = decodeURIComponent(url.pathname.split('/').at(-1)!);
  return GET(new Request(url, { headers }), { params: Promise.resolve({ panel }) });
};

describe('orders-heatmap.json', () => {
  it('has the cells with orders, Monday first, money without loss, and the total', async () => {
    const answer = await (await get('orders-heatmap.json')).json();
    expect(answer).toMatchObject({
      panel: 'orders-heatmap',
      title: 'Orders by weekday and hour',
      unit: 'EUR',
      filters: { from: '2026-11-16T08:00', to: '2026-11-23T00:00', tz: 'UTC', currency: 'EUR', channel: [] },
      rows: [
        { weekday: 1, hour: 8, orders: 4, quantity: 6, revenue: '9007199254740995.6234' },
        { weekday: 7, hour: 23, orders: 2, quantity: 2, revenue: '5.0000' },
      ],
      total: { orders: 6, quantity: 8, revenue: '9007199254741000.6234' },
      leftOut: { orders: 4, currencies: ['PLN'] },
    });
    expect(Date.now() - Date.parse(answer.generatedAt)).toBeLessThan(10_000);
  });

  it('a repeated parameter is OR, different ones are AND', async () => {
    const orders = async (query: string) => (await (await get(`orders-heatmap.json?${query}`)).json()).total.orders;
    expect(await orders('channel=web')).toBe(5);
    expect(await orders('channel=web&channel=store')).toBe(6);
    expect(await orders(`channel=web&item=${encodeURIComponent('Żurek, 1 l')}`)).toBe(2);
    expect(await orders('channel=store&from=2026-11-17')).toBe(0);
    expect(await orders('from=2026-11-16T08:00&to=2026-11-16T09')).toBe(4);
    expect(await orders('to=2026-11-16T08')).toBe(0);
  });

  it('shows weekdays on the clock of the zone that is asked for', async () => {
    const { rows } = await (await get('orders-heatmap.json?tz=Europe/Warsaw')).json();
    expect(rows.map((row: { weekday: number; hour: number }) => [row.weekday, row.hour])).toEqual([
      [1, 0],
      [1, 9],
    ]);
  });
});

it('orders-pareto.json ranks all items with exact shares', async () => {
  const { rows, total } = await (
    await get('orders-pareto.json?currency=EUR&channel=store&channel=web&from=2026-11-17')
  ).json();
  expect(rows).toEqual([
    { rank: 1, item: 'Żurek, 1 l', orders: 2, quantity: 2, revenue: '5.0000', share: 1, cumulativeShare: 1 },
  ]);
  expect(total).toEqual({ orders: 2, quantity: 2, revenue: '5.0000' });
});

describe('orders-boxplot.json', () => {
  const common = { whiskerLow: '1.0000', q1: '1.0000', median: '1.0000', q3: '1.0000', whiskerHigh: '1.0000' };
  const box = {
    ...{ channel: 'store', payment: 'card', inFilter: true, orders: 5, min: '1.0000', ...common, max: '90.0001' },
    ...{ outliersLow: 0, outliersHigh: 1, outliersUncertain: 0, examplesMissing: 0 },
    examples: [{ orderId: 'o-7', value: '90.0001', item: 'Żurek, 1 l', at: '2026-11-16T08:00:00.000Z', side: 'high' }],
  };

  it('has a box a channel and payment, with examples of its outliers', async () => {
    const { unit, rows, total } = await (await get('orders-boxplot.json')).json();
    expect(unit).toBe('EUR');
    expect(rows[0]).toEqual(box);
    expect(rows.map((row: { channel: string }) => row.channel)).toEqual(['store', 'web']);
    expect(total.orders).toBe(6);
  });

  it('keeps and marks what its own filters leave out, and heeds the others', async () => {
    const { rows, total } = await (await get('orders-boxplot.json?channel=web')).json();
    expect(rows.map((row: { inFilter: boolean }) => row.inFilter)).toEqual([false, true]);
    expect(total.orders).toBe(5);
    const ofItem = await (await get(`orders-boxplot.json?item=${encodeURIComponent('=HYPERLINK("x")')}`)).json();
    expect(ofItem.rows.map((row: { channel: string }) => row.channel)).toEqual(['web']);
  });

  it('is flat as CSV: numbers of outliers without the examples', async () => {
    const [row] = csvParse(await (await get('orders-boxplot.csv')).text());
    const { examples, ...flat } = box;
    expect(examples).toHaveLength(1);
    expect(row).toEqual(Object.fromEntries(Object.entries(flat).map(([name, value]) => [name, String(value)])));
  });
});

it('orders-3d.json has items by revenue and local weekday, and what is left out', async () => {
  const { rows, total, others } = await (await get('orders-3d.json?tz=Europe/Warsaw')).json();
  expect(rows).toEqual([
    { item: '=HYPERLINK("x")', weekday: 1, orders: 3, quantity: 5, revenue: '9007199254740993.1234' },
    { item: 'Żurek, 1 l', weekday: 1, orders: 3, quantity: 3, revenue: '7.5000' },
  ]);
  expect(total).toEqual({ orders: 6, quantity: 8, revenue: '9007199254741000.6234' });
  expect(others).toEqual({ items: 0, orders: 0, quantity: 0, revenue: '0.0000' });
  const csv = csvParse(await (await get('orders-3d.csv')).text());
  expect(csv.columns).toEqual(['item', 'weekday', 'orders', 'quantity', 'revenue']);
});

describe('csv', () => {
  it('holds the rows of the JSON, and no text that a spreadsheet would run', async () => {
    const response = await get('orders-pareto.csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const text = await response.text();
    const { rows } = await (await get('orders-pareto.json')).json();
    const parsed = csvParse(text);
    expect(parsed.columns).toEqual(Object.keys(rows[0]));
    expect(parsed[0]!.item).toBe(`'=HYPERLINK("x")`);
    expect(parsed.map((row) => [row.revenue, Number(row.share)])).toEqual(
      rows.map((row: { revenue: string; share: number }) => [row.revenue, row.share]),
    );
  });

  it('has its head even without rows', async () => {
    expect(await (await get('orders-heatmap.csv?channel=phone')).text()).toBe(
      'weekday,hour,orders,quantity,revenue\r\n',
    );
  });
});

describe('errors', () => {
  it('a database that is away is 503 without its address', async () => {
    const away = createDatabase('postgresql://me:hunter2@127.0.0.1:1/nothing');
    const error = await queryOrdersFilters(away).then(
      () => null,
      (reason: unknown) => reason,
    );
    const { status, body } = describePanelError(error);
    expect([status, body.error.code]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    expect(body.error.message).not.toMatch(/127|hunter2|prisma/i);
  });

  it.each([
    ['tz=Mars', 'tz'],
    ['tz=Asia/Kolkata', 'tz'],
    ['from=yesterday', 'from'],
    ['from=2026-11-18&to=2026-11-17', 'to'],
    ['to=2026-11-17&to=2026-11-18', 'to'],
    ['currency=euro', 'currency'],
    ['currency=XXX', 'currency'],
    ['channel=kiosk', 'channel'],
    ['channel=', 'channel'],
    ['payment=gold', 'payment'],
    ['item=nothing', 'item'],
    ['window=1y', 'window'],
    ['window=7d&from=2026-11-18', 'window'],
    ['metric=profit', 'metric'],
    ['chanel=web', 'chanel'],
  ])('%s is refused and named', async (query, parameter) => {
    for (const file of ['orders-heatmap.json', 'orders-pareto.csv']) {
      const response = await get(`${file}?${query}`);
      expect(response.status).toBe(400);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const { error } = await response.json();
      expect(error).toMatchObject({ code: 'BAD_PARAMETER', parameter });
      expect(error.message).toMatch(/ .*\.$/);
    }
  });

  it('a panel that does not exist is 404 and names those that do', async () => {
    for (const file of ['orders-4d.json', 'orders-heatmap.gif', 'orders-heatmap', '__proto__.json']) {
      const response = await get(file);
      expect(response.status).toBe(404);
      expect((await response.json()).error.message).toContain('orders-pareto.csv');
    }
  });
});

it('an unchanged answer is not sent twice', async () => {
  const first = await get('orders-heatmap.json');
  const etag = first.headers.get('etag')!;
  expect((await get('orders-heatmap.json', { 'if-none-match': etag })).status).toBe(304);
  expect((await get('orders-heatmap.json?channel=web', { 'if-none-match': etag })).status).toBe(200);
  expect((await get('orders-heatmap.csv', { 'if-none-match': etag })).status).toBe(200);
});
