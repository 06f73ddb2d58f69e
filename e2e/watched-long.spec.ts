import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { type Production, produceAllStreams } from './support/running-stack';
import { untilListening } from './support/until-listening';

/** Of the updates of the page, how many may come with a task over 100 ms: the bound in the soak, three times as wide else. */
const most = process.env.SOAK ? 0.01 : 0.03;
const minutes = process.env.SOAK ? 10 : 1;

let production: Production;
test.beforeAll(() => {
  production = produceAllStreams();
});
test.afterAll(() => production.stop());

const throughput = (page: Page) => page.getByTestId('panel-throughput');
const updates = async (page: Page) => Number(await throughput(page).getAttribute('data-seq'));

/** Counts tasks over 100 ms from now on, in `window.slowTasks`. */
const watchTasks = (page: Page) =>
  page.evaluate(() => {
    const counted = window as unknown as { slowTasks: number[] };
    counted.slowTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) if (duration > 100) counted.slowTasks.push(Math.round(duration));
    }).observe({ type: 'longtask' });
  });
const slowTasks = (page: Page) => page.evaluate(() => (window as unknown as { slowTasks: number[] }).slowTasks);

/** Bytes of the heap after its garbage is gone, and nodes of the page. */
async function held(page: Page, client: CDPSession): Promise<{ heap: number; nodes: number }> {
  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  return { heap: usedSize, nodes: await page.evaluate(() => document.querySelectorAll('*').length) };
}

test(`${minutes} min of live data: hardly an update holds the page up, and nothing piles up`, async ({ page }) => {
  test.setTimeout((minutes + 3) * 60_000);
  await page.goto('/?window=60s');
  await untilListening(page);
  await expect(throughput(page)).toHaveAttribute('data-state', 'live', { timeout: 60_000 });
  await expect(page.locator('[data-marks=recharts]')).toHaveCount(5);
  const client = await page.context().newCDPSession(page);
  const first = await updates(page);
  await expect.poll(() => updates(page), { timeout: 30_000 }).toBeGreaterThan(first + 10);

  await watchTasks(page);
  const [before, from] = [await held(page, client), await updates(page)];
  await page.waitForTimeout(minutes * 60_000);
  const seen = (await updates(page)) - from;
  const slow = await slowTasks(page);
  const after = await held(page, client);
  const found = `${seen} updates, ${slow.length} tasks over 100 ms: ${slow.join(', ')}`;
  test.info().annotations.push({ type: 'tasks', description: found });
  console.log(found);
  expect(seen).toBeGreaterThan(minutes * 40);
  expect(slow.length, slow.join(', ')).toBeLessThanOrEqual(Math.ceil(seen * most));
  if (!process.env.SOAK) return;
  expect(after.heap).toBeLessThan(before.heap * 1.1 + 2_000_000);
  expect(after.nodes).toBeLessThan(before.nodes * 1.1);
});
