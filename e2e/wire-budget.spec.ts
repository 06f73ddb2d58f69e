import { expect, type Page, test } from '@playwright/test';
import { panelIds } from './support/panel-ids';
import { type Production, produce, produceAllStreams, runningStack, sendValues } from './support/running-stack';

/** What a page may weigh in JavaScript over the wire, as a multiple of an empty page of the same server. */
const slides = 1.25;
const panels = 2.2;
const scenes = 3.2;

test.describe.configure({ timeout: 120_000 });
let production: Production;
let emptyBytes: number;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  // An empty panel loads no chart: every one is fed first.
  production = produceAllStreams();
  // A taste is known from 20 ratings on.
  await produce('ratings', '--users', '40', '--max-events', '2000', '--events-per-second', '0').ended;
  await sendValues('metrics', [{ metric: 'queue depth', value: 3, timestamp: Date.now() }]);
  for (const panel of ['rmse', 'external', 'ratings-genres', 'films-trending', 'users-list'])
    await expect.poll(() => figuresIn(panel), { timeout: 60_000 }).toBeGreaterThan(1);
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

/** Figures in the rows of a panel's table; a live chart without any has the times alone. */
async function figuresIn(panel: string): Promise<number> {
  const { rows } = await (await fetch(`${runningStack().webUrl}/api/panels/${panel}.json`)).json();
  return rows.flatMap((row: Record<string, unknown>) =>
    Object.entries(row).filter(([name, value]) => name !== 'time' && value !== null),
  ).length;
}

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
  ...Object.fromEntries(panelIds.map((id) => [`/embed/${id}?view=table`, slides])),
};
/** One of each kind that loads code of its own; the rest is like them, and measured where SOAK is set. */
const kinds = /^\/$|orders|^\/embed\/(errors|stages|external|users-list|films-trending|ratings-genres)/;
for (const [path, most] of Object.entries(limits).filter(([path]) => process.env.SOAK || kinds.test(path)))
  test(`${path} loads at most ${most} times an empty page`, async ({ page }) => {
    expect(await ratio(page, path)).toBeLessThanOrEqual(most);
  });
