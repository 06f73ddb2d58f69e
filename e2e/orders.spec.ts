import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { csvParse } from 'd3-dsv';
import { Pool } from 'pg';
import { produceOrders } from './support/running-stack';
import { untilListening } from './support/until-listening';

interface Row {
  weekday: number;
  hour: number;
  orders: number;
  quantity: number;
  revenue: string;
}

const produced = 3_000;
let sql: Pool;

test.beforeAll(async () => {
  sql = new Pool({
    connectionString: JSON.parse(readFileSync(process.env.E2E_STACK_FILE!, 'utf8')).databaseUrl,
    max: 2,
  });
  const before = await storedOrders();
  await produceOrders('--max-events', String(produced), '--events-per-second', '0', '--seed', 'orders-page').ended;
  await expect.poll(storedOrders, { timeout: 30_000 }).toBeGreaterThanOrEqual(before + produced);
  await settled();
});
test.afterAll(() => sql.end());

const storedOrders = async (): Promise<number> =>
  Number((await sql.query('SELECT coalesce(sum(orders), 0) AS n FROM order_cell')).rows[0].n);

/** Nothing is being stored any more: producers of other files have ended. */
async function settled(): Promise<void> {
  let before = await storedOrders();
  const unchanged = async () => {
    const now = await storedOrders();
    const same = now === before;
    before = now;
    return same;
  };
  await expect.poll(unchanged, { intervals: [1_000], timeout: 30_000 }).toBe(true);
}

/** Sums over order_cell by plain SQL, grouped and ordered by `keys` (as k1, k2); `where` may name the dimensions. */
async function sums(keys: readonly string[], where: string): Promise<Record<string, string>[]> {
  const named = keys.map((key, index) => `${key} AS k${index + 1},`).join(' ');
  const places = keys.map((_, index) => index + 1).join(', ');
  const { rows } = await sql.query(`
    SELECT ${named} sum(orders) AS orders, sum(quantity) AS quantity, round(sum(revenue) / 10000, 4) AS revenue
    FROM (SELECT hour, orders, quantity, revenue, i.value AS item, ch.value AS channel, p.value AS payment, cu.value AS currency
      FROM order_cell c JOIN dimension i ON i.id = c.item JOIN dimension ch ON ch.id = c.channel
      JOIN dimension p ON p.id = c.payment JOIN dimension cu ON cu.id = c.currency) named
    WHERE ${where} ${keys.length === 0 ? '' : `GROUP BY ${places} ORDER BY ${places}`}`);
  return rows;
}

const panel = (page: Page, id: string): Locator => page.getByTestId(`panel-orders-${id}`);
const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Orders by weekday and hour' });
const api = async (page: Page, file: string) => (await page.request.get(`/api/panels/orders-${file}`)).json();

async function open(page: Page, search = ''): Promise<void> {
  await page.goto(`/orders${search}`);
  await untilListening(page);
  await expect(panel(page, 'heatmap')).toHaveAttribute('data-state', 'stored');
}

const shownTotal = async (page: Page): Promise<number> =>
  Number(await panel(page, 'heatmap').getAttribute('data-last-value'));

test('the totals on the page are those of the API and of plain SQL over the cells', async ({ page }) => {
  await open(page);
  const heatmap = await api(page, 'heatmap.json');
  const [stored] = await sums([], `currency = '${heatmap.filters.currency}'`);
  expect(heatmap.total).toEqual({
    orders: Number(stored!.orders),
    quantity: Number(stored!.quantity),
    revenue: stored!.revenue,
  });
  expect((await api(page, 'pareto.json')).total).toEqual(heatmap.total);
  expect(await shownTotal(page)).toBe(Number(stored!.revenue));
  const n = Number(stored!.orders).toLocaleString('en-US');
  await expect(panel(page, 'heatmap')).toContainText(`n = ${n} orders`);
});

test('each cell is what PostgreSQL itself finds on the clock of the chosen zone', async ({ page }) => {
  const zone = 'America/New_York';
  await open(page, `?tz=${zone}&currency=EUR&metric=orders`);
  const local = `hour AT TIME ZONE '${zone}'`;
  const expected = await sums([`extract(isodow FROM ${local})`, `extract(hour FROM ${local})`], "currency = 'EUR'");
  const { rows } = await api(page, `heatmap.json?tz=${zone}&currency=EUR`);
  expect(rows.map((row: Row) => [row.weekday, row.hour, row.orders, row.revenue])).toEqual(
    expected.map((row) => [Number(row.k1), Number(row.k2), Number(row.orders), row.revenue]),
  );
  const shown = await grid(page)
    .locator('[data-kind=value]')
    .evaluateAll((cells) =>
      cells.map((cell) => [cell.getAttribute('data-cell'), Number(cell.getAttribute('data-value'))]),
    );
  const withOrders = shown.filter(([, value]) => value !== 0);
  expect(withOrders).toEqual(rows.map((row: Row) => [`${row.weekday}-${row.hour}`, row.orders]));
});

test('items stand by revenue, and their shares end at the whole', async ({ page }) => {
  await open(page);
  const { rows, filters } = await api(page, 'pareto.json');
  const expected = await sums(['item'], `currency = '${filters.currency}'`);
  const byRevenue = expected.sort((a, b) => Number(b.revenue) - Number(a.revenue) || (a.k1! < b.k1! ? -1 : 1));
  expect(rows.map((row: { item: string; revenue: string }) => [row.item, row.revenue])).toEqual(
    byRevenue.map((row) => [row.k1, row.revenue]),
  );
  expect(rows.at(-1).cumulativeShare).toBe(1);
  await expect(panel(page, 'pareto').getByRole('rowheader').first()).toHaveText(rows[0].item);
});

test('filters live in the address, count together and can be taken away', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Channel: any' }).click();
  const choices = page.getByRole('dialog', { name: 'Channel' });
  await choices.getByLabel('web').check();
  await choices.getByLabel('store').check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Payment: any' }).click();
  await page.getByRole('dialog', { name: 'Payment' }).getByLabel('card').check();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\?(?=.*channel=web)(?=.*channel=store)(?=.*payment=card)/);
  const { filters } = await api(page, 'heatmap.json');
  const [stored] = await sums(
    [],
    `channel IN ('web', 'store') AND payment = 'card' AND currency = '${filters.currency}'`,
  );
  await expect.poll(() => shownTotal(page)).toBe(Number(stored!.revenue));

  await page.reload();
  await expect(page.getByRole('button', { name: /^Channel: (web, store|store, web)$/ })).toBeVisible();
  expect(await shownTotal(page)).toBe(Number(stored!.revenue));
  await page.getByTestId('clear-filters').click();
  await expect(page).toHaveURL(/\/orders$/);
  await page.goBack();
  await expect(page).toHaveURL(/payment=card/);
});

test('the keyboard walks the matrix, which is one stop', async ({ page }) => {
  await open(page);
  const stops = grid(page).locator('[tabindex="0"]');
  await expect(stops).toHaveCount(1);
  await stops.focus();
  await page.keyboard.press('Control+Home');
  await expect(grid(page).locator('[data-cell="1-0"]')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const cell = grid(page).locator('[data-cell="2-1"]');
  await expect(cell).toBeFocused();
  await expect(cell).toHaveAccessibleName(/^Tuesday 01:00–02:00 UTC: Revenue/);
  await expect(page.getByTestId('heatmap-tooltip')).toContainText('Tuesday 01:00–02:00 UTC');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await expect(grid(page).locator('[data-cell="1-23"]')).toBeFocused();
  await expect(stops).toHaveCount(1);
});

for (const [id, name] of [
  ['heatmap', 'Orders by weekday and hour'],
  ['pareto', 'Revenue by item'],
] as const)
  test(`the table of ${id} has the rows of its CSV`, async ({ page }) => {
    await open(page, '?channel=web');
    const menu = panel(page, id).getByRole('button', { name: `${name}: menu` });
    await menu.click();
    const href = await page.getByRole('menuitem', { name: 'CSV' }).getAttribute('href');
    await page.getByRole('menuitem', { name: 'Table' }).click();
    const csv = csvParse(await (await page.request.get(href!)).text());
    const shown = await page
      .getByRole('table', { name: `${name} as a table` })
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')));
    expect(shown).toHaveLength(csv.length);
    const digits = (text: string | undefined) => Number(text?.replace(/[^\d.]/g, ''));
    for (const [index, row] of csv.entries()) {
      const [first, second, orders, pieces, revenue] = shown[index]!;
      expect([digits(orders), digits(pieces), digits(revenue)]).toEqual([
        Number(row.orders),
        Number(row.quantity),
        Number(row.revenue),
      ]);
      if (id === 'pareto') expect([first, second]).toEqual([row.rank, row.item]);
      else expect(second).toBe(`${row.hour!.padStart(2, '0')}:00`);
    }
  });

test('a bad parameter is named: 400 by the API, a sentence on the page', async ({ page }) => {
  for (const [query, parameter] of [
    ['tz=Asia/Kolkata', 'tz'],
    ['channel=nope', 'channel'],
    ['from=2026-11-01T10:30', 'from'],
    ['chanel=web', 'chanel'],
  ] as const) {
    const response = await page.request.get(`/api/panels/orders-heatmap.json?${query}`);
    expect(response.status()).toBe(400);
    expect((await response.json()).error.parameter).toBe(parameter);
  }
  await page.goto('/orders?channel=nope');
  await expect(panel(page, 'heatmap')).toHaveAttribute('data-state', 'error');
  await expect(panel(page, 'heatmap')).toContainText('No stored order has the channel "nope".');
  await page.getByTestId('clear-filters').click();
  await expect(panel(page, 'heatmap')).toHaveAttribute('data-state', 'stored');
});

test('filters that nothing matches leave an empty panel that says so', async ({ page }) => {
  await page.goto('/orders?channel=phone&payment=cash');
  await expect(panel(page, 'heatmap')).toHaveAttribute('data-state', 'empty');
  await expect(page.getByTestId('page-sentence')).toHaveText('No order matches these filters.');
  await expect(panel(page, 'pareto')).toContainText('Widen the period or clear a filter.');
});

test('what is stored while the page is open appears, and an answer that stays away grows old', async ({ page }) => {
  await open(page, '?metric=orders');
  const before = await shownTotal(page);
  await produceOrders('--max-events', '300', '--events-per-second', '0').ended;
  await expect.poll(() => shownTotal(page)).toBeGreaterThan(before);
  await page.route('**/api/panels/**', (route) => route.abort());
  await expect(panel(page, 'heatmap')).toHaveAttribute('data-state', 'stale');
  await page.unroute('**/api/panels/**');
  await expect(panel(page, 'heatmap')).toHaveAttribute('data-state', 'stored');
});

test('a phone shows the matrix turned, without scrolling sideways, and axe finds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const columns = grid(page).getByRole('columnheader');
  await expect(columns).toHaveText([/^Mon/, /^Tue/, /^Wed/, /^Thu/, /^Fri/, /^Sat/, /^Sun/]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole('button', { name: 'Filters' }).click();
  const dialog = page.getByRole('dialog', { name: 'Filters' });
  await dialog.locator('summary', { hasText: 'Channel' }).click();
  await dialog.getByLabel('web', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/channel=web/);
  await expect(page.getByRole('button', { name: '1 filter' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
});
