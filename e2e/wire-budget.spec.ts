import { expect, type Page, test } from '@playwright/test';
import { panelIds } from './support/panel-ids';
import { type Production, produceOrders } from './support/running-stack';

/** What a page may weigh in JavaScript over the wire, as a multiple of an empty page of the same server. */
const slides = 1.25;
/** The table of a live chart holds the socket (14 kB) and the state of the stream too. */
const liveTables = 1.28;
const panels = 2.2;
const scenes = 3.2;
const live = ['throughput', 'ack-latency', 'end-to-end-latency', 'lag', 'errors', 'stages', 'rmse', 'external'];

test.describe.configure({ timeout: 120_000 });
let production: Production;
let emptyBytes: number;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  production = produceOrders('--events-per-second', '50');
  // What every page loads is what a page without anything of its own loads.
  const page = await browser.newPage();
  const loaded = [];
  for (const path of ['/', '/status', '/embed/orders-heatmap', '/deck']) loaded.push(await scripts(page, path));
  await page.close();
  const [first, ...others] = loaded;
  const common = [...(first ?? [])].filter(([url]) => others.every((one) => one.has(url)));
  emptyBytes = common.reduce((sum, [, bytes]) => sum + bytes, 0);
  expect(emptyBytes).toBeGreaterThan(50_000);
});
test.afterAll(() => production.stop());

/** Bytes over the wire of each script that a page loads until it has settled, by address. */
async function scripts(page: Page, path: string): Promise<Map<string, number>> {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  const urls = new Map<string, string>();
  const bytes = new Map<string, number>();
  client.on('Network.responseReceived', ({ requestId, response, type }) => {
    if (type === 'Script') urls.set(requestId, response.url);
  });
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId);
    if (url !== undefined) bytes.set(url, encodedDataLength);
  });
  await page.goto(path);
  await page.waitForLoadState('load');
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1_000);
  await client.detach();
  return bytes;
}

async function ratio(page: Page, path: string): Promise<number> {
  const loaded = await scripts(page, path);
  const sum = [...loaded.values()].reduce((total, one) => total + one, 0);
  const measured = sum / emptyBytes;
  test.info().annotations.push({ type: 'wire', description: `${path} ${sum} bytes, ${measured.toFixed(2)} x` });
  console.log(`${path}: ${sum} bytes, ${measured.toFixed(2)} x ${emptyBytes}`);
  return measured;
}

const limits: Readonly<Record<string, number>> = {
  '/': panels,
  '/orders': scenes,
  ...Object.fromEntries(panelIds.map((id) => [`/embed/${id}`, panels])),
  '/embed/orders-heatmap': slides,
  '/embed/orders-3d': scenes,
  ...Object.fromEntries(panelIds.map((id) => [`/embed/${id}?view=table`, live.includes(id) ? liveTables : slides])),
};
/** One of each kind that loads code of its own; the rest is like them, and measured where SOAK is set. */
const kinds = /^\/$|orders|^\/embed\/(lag|stages|external|users-list|films-trending|ratings-genres)/;
for (const [path, most] of Object.entries(limits).filter(([path]) => process.env.SOAK || kinds.test(path)))
  test(`${path} loads at most ${most} times an empty page`, async ({ page }) => {
    expect(await ratio(page, path)).toBeLessThanOrEqual(most);
  });
