import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { pngSize } from './support/png-size';
import { type Production, produceOrders, runningStack } from './support/running-stack';
import { untilListening } from './support/until-listening';

test.describe.configure({ timeout: 180_000 });
let production: Production;
test.beforeAll(() => {
  production = produceOrders('--events-per-second', '50');
});
test.afterAll(() => production.stop());

async function openShare(page: Page, path = '/', panel = 'Throughput') {
  await page.goto(path);
  await untilListening(page);
  await page.getByRole('button', { name: `${panel}: menu` }).click();
  await page.getByRole('menuitem', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('iframe')).toBeVisible();
  return dialog;
}

const saved = async (page: Page, click: () => Promise<void>): Promise<Buffer> => {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return readFileSync(await download.path());
};

test('the menu of a panel offers all six ways', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Throughput: menu' }).click();
  await expect(page.getByRole('menuitem')).toHaveText(['Share', 'CSV', 'PNG', 'Table', 'How computed', 'Fullscreen']);
});

test('what is chosen in the dialog is in the snippet and in the preview, and the page stays as it was', async ({
  page,
}) => {
  const dialog = await openShare(page);
  const before = page.url();
  await dialog.getByText('Dark', { exact: true }).click();
  await dialog.getByText('480 × 270').click();
  await dialog.getByText('60 s', { exact: true }).click();
  await dialog.getByText('Legend', { exact: true }).click();
  const snippet = dialog.getByTestId('share-snippet');
  await expect(snippet).toContainText(
    '/embed/throughput?theme=dark&amp;window=60s&amp;legend=0" width="480" height="270"',
  );
  await expect(dialog.locator('iframe')).toHaveAttribute('src', '/embed/throughput?theme=dark&window=60s&legend=0');
  await expect(dialog.frameLocator('iframe').locator('[data-embed]')).toHaveAttribute('data-theme', 'dark');
  await expect(dialog.getByTestId('share-cost')).toHaveText(/answers in \d+\sms, \d+\skB/);
  expect(page.url()).toBe(before);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('the dialog says before the talk where the address works', async ({ page }) => {
  const dialog = await openShare(page);
  const line = dialog.getByTestId('share-reachability');
  await expect(line).toContainText(`${runningStack().webUrl} works in a deck on this computer`);
  await expect(line).toContainText('does not work: Notion, PowerPoint, Google Slides');
});

test('each way hands out what it says', async ({ page }) => {
  const dialog = await openShare(page, '/orders', 'Orders by weekday and hour');
  const snippet = dialog.getByTestId('share-snippet');
  await dialog.getByRole('tab', { name: 'Link' }).click();
  await expect(snippet).toHaveText(`${runningStack().webUrl}/embed/orders-heatmap`);
  await dialog.getByRole('tab', { name: 'reveal.js' }).click();
  await expect(snippet).toContainText('data-preload data-streamscope');
  await dialog.getByRole('tab', { name: 'CSV' }).click();
  await expect(snippet).toHaveText(`${runningStack().webUrl}/api/panels/orders-heatmap.csv`);
  await dialog.getByRole('tab', { name: 'PNG' }).click();
  await expect(snippet).toContainText('/api/panels/orders-heatmap.png?width=640&height=360');
  const png = await saved(page, () => dialog.getByRole('button', { name: 'Save PNG' }).click());
  expect(pngSize(png)).toEqual([1_280, 720]);
  await dialog.getByRole('tab', { name: 'Frozen HTML' }).click();
  const html = (await saved(page, () => dialog.getByRole('button', { name: 'Save HTML' }).click())).toString('utf8');
  expect(html).toContain('data:image/png;base64,');
  expect(html).toContain('<th>weekday</th>');
  expect(html).not.toMatch(/<script/i);
});

test('frozen keeps this moment, and its address shows it', async ({ page }) => {
  const dialog = await openShare(page);
  await dialog.getByText('Frozen', { exact: true }).click();
  await expect(dialog.getByRole('status').first()).toContainText('Kept at');
  const snippet = dialog.getByTestId('share-snippet');
  await expect(snippet).toContainText(/\?frozen=[\w-]{22}/);
  await expect(dialog.frameLocator('iframe').getByTestId('panel-throughput')).toHaveAttribute('data-state', 'frozen');
});

test('a panel of the page is saved as PNG of twice its size, without its menu', async ({ page }) => {
  await page.goto('/');
  const panel = page.getByTestId('panel-throughput');
  await expect(panel).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
  const box = await panel.boundingBox();
  await panel.getByRole('button', { name: 'Throughput: menu' }).click();
  const png = await saved(page, () => page.getByRole('menuitem', { name: 'PNG' }).click());
  const [width, height] = pngSize(png);
  expect(Math.abs(width - 2 * (box?.width ?? 0))).toBeLessThanOrEqual(2);
  expect(Math.abs(height - 2 * (box?.height ?? 0))).toBeLessThanOrEqual(2);
  expect(png.length).toBeGreaterThan(10_000);
});

test('a panel is had as PNG by its address, in the size and theme that are asked for', async () => {
  const { webUrl } = runningStack();
  const get = async (path: string) => {
    const response = await fetch(`${webUrl}/api/panels/${path}`);
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  };
  const light = await get('throughput.png?width=480&height=270&theme=light');
  const dark = await get('throughput.png?width=480&height=270&theme=dark');
  expect([light.status, dark.status]).toEqual([200, 200]);
  expect(pngSize(light.body)).toEqual([960, 540]);
  expect(light.body.equals(dark.body)).toBe(false);
  expect(pngSize((await get('orders-heatmap.png?tz=UTC')).body)).toEqual([1_280, 720]);
  expect((await get('lag.png?width=9000')).status).toBe(400);
  expect((await get('lag.png?theme=neon')).body.toString()).toContain('"parameter":"theme"');
  expect((await get('nothing.png')).status).toBe(404);
});

test('How computed says definition, source, filters, window, zone, n and age', async ({ page }) => {
  await page.goto('/orders');
  await page.getByRole('button', { name: 'Orders by weekday and hour: menu' }).click();
  await page.getByRole('menuitem', { name: 'How computed' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('dt')).toHaveText([
    ...['Definition', 'Unit', 'Source', 'Filters', 'Window', 'Time zone', 'n', 'As of'],
  ]);
  await expect(dialog).toContainText('order_hour_item');
});

test('oEmbed answers for our embeds alone, and embeds say where', async ({ page }) => {
  const { webUrl } = runningStack();
  const ask = async (search: Record<string, string>) => {
    const response = await fetch(`${webUrl}/api/oembed?${new URLSearchParams(search)}`);
    return { status: response.status, body: await response.json() };
  };
  const { body } = await ask({ url: `${webUrl}/embed/lag?theme=dark`, maxwidth: '480' });
  expect(body).toMatchObject({ version: '1.0', type: 'rich', title: 'Lag', width: 480 });
  expect(body.html).toContain(`src="${webUrl}/embed/lag?theme=dark"`);
  expect((await ask({ url: 'https://evil.example/embed/lag' })).status).toBe(404);
  expect((await ask({ url: `${webUrl}/embed/nothing` })).status).toBe(404);
  expect((await ask({ url: `${webUrl}/embed/lag`, format: 'xml' })).status).toBe(501);
  await page.goto('/embed/lag?theme=dark');
  const link = await page.locator('link[type="application/json+oembed"]').getAttribute('href');
  expect(new URL(link ?? '').searchParams.get('url')).toBe(`${webUrl}/embed/lag?theme=dark`);
});
