import { type Browser, chromium, expect, type Locator, type Page, test } from '@playwright/test';
import { csvParse } from 'd3-dsv';
import { findSystemBrowser } from './find-browser.mjs';
import { produceOrders } from './support/running-stack';
import { untilListening } from './support/until-listening';

type Chart = 'heatmap' | 'pareto' | 'boxplot' | '3d';
const charts: readonly Chart[] = ['heatmap', 'pareto', 'boxplot', '3d'];

const panel = (page: Page, id: Chart): Locator => page.getByTestId(`panel-orders-${id}`);
const api = async (page: Page, file: string) => (await page.request.get(`/api/panels/orders-${file}`)).json();
const shown = async (page: Page, id: Chart): Promise<number> =>
  Number(await panel(page, id).getAttribute('data-last-value'));

test.beforeAll(
  () => produceOrders('--max-events', '3000', '--events-per-second', '0', '--seed', 'orders-linked').ended,
);

async function open(page: Page, search = ''): Promise<void> {
  await page.goto(`/orders${search}`);
  await untilListening(page);
  for (const id of charts) await expect(panel(page, id)).toHaveAttribute('data-state', 'stored');
}

/** Chart and API agree on the sums under a filter; producers may still be running in other files. */
async function agree(page: Page, id: Chart, query: string): Promise<void> {
  await expect(async () => {
    const { total } = await api(page, `${id}.json?${query}`);
    const expected = {
      heatmap: Number(total.revenue),
      boxplot: total.orders,
      '3d': total.quantity,
      pareto: Number.NaN,
    };
    expect(await shown(page, id)).toBe(expected[id]);
  }).toPass({ timeout: 20_000 });
}

test('a heat cell filters weekday and hour of the others, and stays in sight itself', async ({ page }) => {
  await open(page);
  const cell = panel(page, 'heatmap').getByRole('gridcell', { name: /^Friday 19:00/ });
  await cell.click();
  await expect(page).toHaveURL(/weekday=5/);
  await expect(page).toHaveURL(/hour=19/);
  await expect(page.getByRole('button', { name: 'Weekday: Friday' })).toBeVisible();
  await expect(page.getByTestId('clear-filters')).toHaveText('Clear 2 filters');
  await agree(page, 'boxplot', 'weekday=5&hour=19');
  await agree(page, '3d', 'hour=19');
  await agree(page, 'heatmap', '');
  await expect(cell).toHaveAttribute('aria-selected', 'true');

  await page.goBack();
  await expect(page).toHaveURL(/\/orders$/);
  await agree(page, 'boxplot', '');
});

test('a Pareto bar filters its item; the other bars stay, not in filter', async ({ page }) => {
  await open(page);
  const { rows } = await api(page, 'pareto.json');
  const first = rows[0].item as string;
  await panel(page, 'pareto')
    .getByRole('button', { name: `${first}:` })
    .click();
  await expect(page).toHaveURL(/item=/);
  await agree(page, 'heatmap', new URLSearchParams({ item: first }).toString());
  await agree(page, 'boxplot', new URLSearchParams({ item: first }).toString());
  await expect(panel(page, 'pareto').locator('tr[data-in-filter=false]').first()).toBeVisible();
  await expect(panel(page, 'pareto').getByRole('button', { pressed: true })).toHaveAccessibleName(
    new RegExp(`^${first}:`),
  );
  await page.getByRole('button', { name: 'Clear item' }).click();
  await expect(page).toHaveURL(/\/orders$/);
});

test('a box filters channel and payment; the others stay dashed', async ({ page }) => {
  await open(page);
  await panel(page, 'boxplot')
    .getByRole('button', { name: /^Web, Card:/ })
    .click();
  await expect(page).toHaveURL(/channel=web/);
  await expect(page).toHaveURL(/payment=card/);
  await agree(page, 'heatmap', 'channel=web&payment=card');
  await agree(page, '3d', 'channel=web&payment=card');
  await expect(panel(page, 'boxplot').locator('[data-box="web blik"]')).toHaveAttribute('data-in-filter', 'false');
  await expect(panel(page, 'boxplot').locator('[data-box="web card"]')).toHaveAttribute('data-in-filter', 'true');
});

test('the address alone brings all filters back', async ({ page }) => {
  await open(page, '?channel=web&weekday=5&weekday=6&hour=19');
  await expect(page.getByRole('button', { name: 'Weekday: Friday, Saturday' })).toBeVisible();
  await expect(page.getByTestId('clear-filters')).toHaveText('Clear 3 filters');
  await agree(page, 'heatmap', 'channel=web');
  await agree(page, 'boxplot', 'channel=web&weekday=5&weekday=6&hour=19');
  const response = await page.request.get('/api/panels/orders-heatmap.json?weekday=8');
  expect([response.status(), (await response.json()).error.parameter]).toEqual([400, 'weekday']);
});

for (const [id, name] of [
  ['boxplot', 'Order value by channel and payment'],
  ['3d', 'Item, weekday and quantity'],
] as const)
  test(`the table of ${id} has the rows of its CSV`, async ({ page }) => {
    await open(page, '?channel=web');
    await panel(page, id)
      .getByRole('button', { name: `${name}: menu` })
      .click();
    const href = await page.getByRole('menuitem', { name: 'CSV' }).getAttribute('href');
    await page.getByRole('menuitem', { name: 'Table' }).click();
    const csv = csvParse(await (await page.request.get(href!)).text());
    const rows = page.getByRole('table', { name: `${name} as a table` }).locator('tbody tr');
    await expect(rows).toHaveCount(csv.length);
    const counts = csv.map((row) => Number(row.orders).toLocaleString('en-US'));
    for (const [index, count] of counts.entries()) await expect(rows.nth(index)).toContainText(count);
  });

const bars = (page: Page): Locator => panel(page, '3d').locator('[data-renderer]');

test('the bars are drawn by WebGL where there is any, and picked in the flat table as well', async ({ page }) => {
  await open(page);
  await panel(page, '3d').scrollIntoViewIfNeeded();
  await expect(bars(page)).toHaveAttribute('data-renderer', 'webgl', { timeout: 30_000 });
  expect(Number(await bars(page).getAttribute('data-triangles'))).toBeGreaterThan(0);
  await panel(page, '3d').getByText('2D', { exact: true }).filter({ visible: true }).click();
  await expect(page).toHaveURL(/draw=2d/);
  await panel(page, '3d')
    .getByRole('gridcell', { name: /, Monday/ })
    .first()
    .click();
  await expect(page).toHaveURL(/weekday=1/);
  await expect(page).toHaveURL(/item=/);
});

test.describe('without WebGL', () => {
  let browser: Browser;
  test.beforeAll(async () => {
    const executablePath = findSystemBrowser();
    browser = await chromium.launch({
      args: ['--no-sandbox', '--disable-3d-apis'],
      ...(executablePath === null ? {} : { executablePath }),
    });
  });
  test.afterAll(() => browser.close());

  test('every bar is there as SVG, by its name, and the keyboard alone picks and gives back', async ({ baseURL }) => {
    const page = await browser.newPage({ baseURL: baseURL! });
    await open(page);
    const { rows } = await api(page, '3d.json');
    const items = new Set(rows.map((row: { item: string }) => row.item));
    await expect(bars(page)).toHaveAttribute('data-renderer', 'svg');
    const all = panel(page, '3d').locator('[data-bar]');
    await expect(all).toHaveCount(items.size * 7);
    await expect(all.first()).toHaveAccessibleName(/^.+, Monday: Pieces .*Revenue /);
    await expect(panel(page, '3d').locator('[data-bar][tabindex="0"]')).toHaveCount(1);

    await panel(page, '3d').locator('[data-bar][tabindex="0"]').focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    const bar = page.locator('[data-bar]:focus');
    await expect(bar).toHaveAccessibleName(/Monday/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/weekday=1/);
    await expect(panel(page, '3d').locator('[data-bar][data-in-filter=true]')).toHaveCount(1);
    await page.keyboard.press('Space');
    await expect(page).toHaveURL(/\/orders$/);
  });

  test('the keyboard alone picks in the other charts', async ({ baseURL }) => {
    const page = await browser.newPage({ baseURL: baseURL! });
    await open(page);
    await panel(page, 'heatmap').locator('[data-cell][tabindex="0"]').filter({ visible: true }).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/weekday=1/);
    await expect(page).toHaveURL(/hour=0/);
    await page.getByTestId('clear-filters').click();
    for (const [id, query] of [
      ['pareto', /item=/],
      ['boxplot', /payment=/],
    ] as const) {
      await panel(page, id).locator('[data-row][tabindex="0"]').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
      await expect(page).toHaveURL(query);
      await page.goBack();
      await expect(page).toHaveURL(/\/orders$/);
    }
  });
});
