import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { type Production, produceOrders, runningStack } from './support/running-stack';

test.describe.configure({ timeout: 180_000 });
let production: Production;
test.beforeAll(() => {
  production = produceOrders('--events-per-second', '50');
});
test.afterAll(() => production.stop());

const slide = (page: Page) => page.locator('.reveal section.present');
const live = (page: Page) => slide(page).frameLocator('iframe').locator('figure').first();

test('the deck shows eight slides with frames of ours, in the theme of the app', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/deck');
  await expect(page.locator('.reveal section')).toHaveCount(8);
  await expect(page.locator('.reveal iframe[src]')).toHaveCount(8, { timeout: 60_000 });
  await expect(live(page)).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
  await expect(slide(page).frameLocator('iframe').locator('[data-embed]')).toHaveAttribute('data-theme', 'dark');
});

test('a frame survives the change of slides: its curve is there within half a second', async ({ page }) => {
  await page.goto('/deck');
  await expect(live(page)).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
  await expect(page.locator('.reveal iframe[src]')).toHaveCount(8, { timeout: 60_000 });
  const frame = page.frames().find((one) => one.url().includes('/embed/throughput'));
  const loadedAt = await frame?.evaluate(() => performance.timeOrigin);
  for (let step = 0; step < 7; step += 1) await page.keyboard.press('ArrowRight');
  await expect(slide(page).locator('h2')).toHaveText('All of it at once');
  await page.waitForTimeout(2_000);
  for (let step = 0; step < 7; step += 1) await page.keyboard.press('ArrowLeft');
  await expect(slide(page).locator('h2')).toHaveText('Is it alive?');
  const curve = slide(page).frameLocator('iframe').locator('svg path[d*="L"], svg .recharts-line-curve').first();
  await expect(curve).toBeVisible({ timeout: 500 });
  expect(await frame?.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
});

test('nothing of the deck comes from elsewhere', async ({ page }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^(http|ws)/.test(protocol) && origin.replace('ws', 'http') !== runningStack().webUrl)
      foreign.push(request.url());
  });
  await page.goto('/deck');
  await expect(live(page)).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
  expect(foreign).toEqual([]);
});

test('embed.js is a kilobyte at most and puts the picture where a frame does not answer', async ({ page }) => {
  const { webUrl } = runningStack();
  const script = await fetch(`${webUrl}/embed.js`, { headers: { 'accept-encoding': 'identity' } });
  expect(script.headers.get('content-type')).toContain('javascript');
  const html = `<!doctype html><body><iframe data-streamscope src="${webUrl}/embed/lag?theme=light" width="480" height="270" title="Lag"></iframe>
    <iframe data-streamscope src="http://127.0.0.1:1/embed/lag" width="320" height="180" title="Gone"></iframe>
    <script src="${webUrl}/embed.js"></script>`;
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sizes: number[] = [];
  page.on('response', async (response) => {
    if (response.url().endsWith('/embed.js')) sizes.push((await response.request().sizes()).responseBodySize);
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const picture = page.getByRole('img', { name: 'Gone' });
  await expect(picture).toHaveAttribute('src', 'http://127.0.0.1:1/api/panels/lag.png?width=320&height=180', {
    timeout: 10_000,
  });
  await expect(picture).toHaveCSS('width', '320px');
  await expect(page.locator('iframe[title=Gone]')).toBeHidden();
  await expect(page.locator('iframe[title=Lag]')).toBeVisible();
  expect(sizes[0]).toBeLessThanOrEqual(1_024);
  await new Promise((resolve) => server.close(resolve));
});
