import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { csvParse } from 'd3-dsv';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { testBin, testGauges } from '@/components/live/test-display';
import { livePanelIds } from '@/components/panels/live-panel-kinds';
import type { LiveSnapshot } from '@/lib/contracts/live-frame';
import { GET } from './[panel]/route';

const nowMs = 1_800_000_000_000;
let gateway: Server;
/** What the gateway was asked for; it answers while `up`. */
let asked: string[] = [];
let up = true;

function snapshotOf(stream: string, window: string): LiveSnapshot {
  const bins = [3, 2, 1].map((age) =>
    testBin(nowMs - age * 1_000, age === 2 ? null : age, {
      throughput: { orders: age === 2 ? null : age },
      foreign: { '=cmd{a=b}': age },
    }),
  );
  const view = { stream, window } as LiveSnapshot['view'];
  return {
    ...{ v: 1, view, epoch: 'e', sequence: 1, sentAtMs: nowMs, bins, seconds: [], annotations: [], backfilled: 1 },
    gauges: { ...testGauges, absent: ['ratings', 'engagement', 'movie-events'] },
  } as LiveSnapshot;
}

beforeAll(async () => {
  gateway = createServer((request, response) => {
    const search = new URL(request.url ?? '/', 'http://gateway').searchParams;
    asked.push(String(search));
    response.statusCode = up ? 200 : 503;
    response.end(JSON.stringify(snapshotOf(search.get('stream') ?? '', search.get('window') ?? '')));
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  process.env.GATEWAY_URL = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
  up = true;
});
afterAll(() => void gateway.close());

const get = (path: string) => {
  const url = new URL(path, 'http://localhost/api/panels/');
  return GET(new Request(url), { params: Promise.resolve({ panel: url.pathname.split('/').at(-1)! }) });
};

it.each(livePanelIds)('%s answers as JSON and CSV with the same rows', async (id) => {
  const json = await (await get(`${id}.json`)).json();
  expect(json).toMatchObject({ panel: id, generatedAt: new Date(nowMs).toISOString() });
  const csv = csvParse(await (await get(`${id}.csv`)).text());
  expect(csv).toHaveLength(json.rows.length);
  expect(csv.columns).toEqual(json.columns);
});

it('tells a zero, a figure and what was not measured apart', async () => {
  const { rows } = await (await get('throughput.json?stream=all&window=60s')).json();
  expect(rows.map((row: { orders: number | null }) => row.orders)).toEqual([3, null, 1]);
  const csv = csvParse(await (await get('throughput.csv')).text());
  expect(csv.map((row) => row.orders)).toEqual(['3', '', '1']);
});

it('asks for the stream and window of its address, and a panel of one stream for that alone', async () => {
  await get('lag.json?stream=metrics&window=15m');
  await get('rmse.json?window=60m');
  expect(asked).toEqual(['stream=metrics&window=15m', 'stream=ratings&window=60m']);
});

it('names the parameter that is wrong, and asks nobody', async () => {
  for (const [query, parameter] of [
    ['lag.json?stream=shops', 'stream'],
    ['lag.csv?window=2h', 'window'],
    ['rmse.json?stream=orders', 'stream'],
    ['lag.json?colour=red', 'colour'],
  ] as const) {
    const response = await get(query);
    expect([response.status, (await response.json()).error.parameter]).toEqual([400, parameter]);
  }
  expect(asked).toEqual([]);
});

it('takes no name that others chose for a formula', async () => {
  const csv = csvParse(await (await get('external.csv')).text());
  expect(csv[0]?.metric).toBe("'=cmd{a=b}");
});

it('is 503 while the gateway does not answer', async () => {
  up = false;
  const response = await get('errors.json');
  expect([response.status, (await response.json()).error.code]).toEqual([503, 'GATEWAY_UNAVAILABLE']);
});
