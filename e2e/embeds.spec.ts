import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type ForeignPages, foreignHtml, foreignPages, frameOf } from './support/foreign-page';
import { panelIds } from './support/panel-ids';
import { type Production, produceOrders, runningStack } from './support/running-stack';

let production: Production;
let foreign: ForeignPages;

test.beforeAll(async () => {
  production = produceOrders('--events-per-second', '100');
  foreign = await foreignPages();
});
test.afterAll(async () => {
  await production.stop();
  await foreign.close();
});

test('the first paint of an embed holds data, before any script has run', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: runningStack().webUrl });
  const page = await context.newPage();
  await expect(async () => {
    await page.goto('/embed/throughput');
    expect(Number(await page.getByTestId('panel-throughput').getAttribute('data-last-value'))).toBeGreaterThan(0);
  }).toPass({ timeout: 30_000 });
  expect(await page.locator('[data-marks=first] path').first().getAttribute('d')).toContain('L');
  await context.close();
});

test('a deck opened from a file shows a live panel', async ({ page }) => {
  const file = join(mkdtempSync(join(tmpdir(), 'streamscope-deck-')), 'deck.html');
  writeFileSync(file, foreignHtml('/embed/lag', [640, 360]));
  await page.goto(`file://${file}`);
  await expect(frameOf(page).getByTestId('panel-lag')).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
  await expect(frameOf(page).locator('[data-marks=recharts]')).toBeVisible();
});

test('a page of ours refuses to be framed by a foreign one', async ({ page }) => {
  for (const path of ['/', '/orders', '/status']) {
    const refusal = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await foreign.open(page, path, [640, 360]);
    await refusal;
    expect(frameOf(page).url()).toContain('chrome-error://');
  }
});

test('a bad value falls back and is listed, an unknown name is ignored', async ({ page }) => {
  await page.goto('/embed/throughput?theme=neon&window=2h&colour=red');
  const embed = page.locator('[data-embed=throughput]');
  await expect(embed).toHaveAttribute('data-embed-warnings', /theme must be one of .*; window must be one of/);
  await expect(embed).not.toHaveAttribute('data-embed-warnings', /colour/);
  await expect(page.getByTestId('panel-throughput')).toBeVisible();
});

test('theme, title and background are the frame’s own', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/embed/throughput?theme=dark&bg=transparent&title=0');
  const embed = page.locator('[data-embed]');
  await expect(embed).toHaveAttribute('data-theme', 'dark');
  await expect(embed).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  expect((await page.locator('figcaption').boundingBox())?.height).toBeLessThanOrEqual(1);
  expect(await page.context().cookies()).toEqual([]);
});

test('an unknown panel says so in our words and lists all there are', async ({ page }) => {
  const response = await page.goto('/embed/nothing');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading')).toHaveText('There is no such panel');
  await expect(page.getByRole('paragraph')).toHaveText(`The panels are ${panelIds.join(', ')}.`);
});
