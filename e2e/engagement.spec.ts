import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { csvParse } from 'd3-dsv';
import { Pool } from 'pg';
import { produce } from './support/running-stack';
import { untilListening } from './support/until-listening';

const names = {
  'engagement-funnel': 'Views, clicks and ratings',
  'engagement-devices': 'Views by device',
  'engagement-clicks': 'Clicks by type',
  'films-trending': 'Trending films',
  'lists-trending': 'Trending additions to film lists',
} as const;
type PanelId = keyof typeof names;
const ids = Object.keys(names) as PanelId[];

let sql: Pool;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  sql = new Pool({
    connectionString: JSON.parse(readFileSync(process.env.E2E_STACK_FILE!, 'utf8')).databaseUrl,
    max: 2,
  });
  const pace = ['--events-per-second', '0', '--seed', 'engagement-page'];
  await Promise.all([
    produce('engagement', '--mode', 'stream', '--max-events', '3000', ...pace).ended,
    produce('movie-events', '--max-events', '1500', ...pace).ended,
  ]);
  await settled();
});
test.afterAll(() => sql.end());

const stored = async (): Promise<string> =>
  JSON.stringify(
    (
      await sql.query(`SELECT (SELECT sum(count) FROM engagement_cell) AS engagement,
        (SELECT sum(adds) FROM film_minute) AS adds, (SELECT count(*) FROM user_movie) AS films`)
    ).rows[0],
  );

/** Nothing is being stored any more. */
async function settled(): Promise<void> {
  let before = '';
  const unchanged = async () => {
    const now = await stored();
    const same = now === before && !now.includes('null');
    before = now;
    return same;
  };
  await expect.poll(unchanged, { intervals: [2_000], timeout: 60_000 }).toBe(true);
}

const panel = (page: Page, id: PanelId): Locator => page.getByTestId(`panel-${id}`);
const api = async (page: Page, id: PanelId, search = '') =>
  (await page.request.get(`/api/panels/${id}.json${search}`)).json();

/** A day, since an hour may begin within a test: its panels are then empty. */
const day = '?window=24h';

async function open(page: Page): Promise<void> {
  await page.goto(`/engagement${day}`);
  await untilListening(page);
  for (const id of ids) await expect(panel(page, id)).toHaveAttribute('data-state', 'stored', { timeout: 30_000 });
}

test('every panel shows the figure of its API, under a headline made of it', async ({ page }) => {
  await open(page);
  for (const id of ids) {
    const answer = await api(page, id, day);
    const figure = answer.total ?? answer.events;
    expect(figure).toBeGreaterThan(0);
    await expect(panel(page, id)).toHaveAttribute('data-last-value', String(figure));
    await expect(panel(page, id).getByRole('heading')).not.toHaveText(names[id]);
  }
  const { rows } = await api(page, 'films-trending', day);
  const film = panel(page, 'films-trending').getByRole('rowheader').first();
  await expect(film).toContainText(rows[0].title);
  await expect(page.getByTestId('page-sentence')).toContainText(rows[0].title);
});

test('counts are those of plain SQL over the cells and minutes', async ({ page }) => {
  const { rows: kinds } = await sql.query(
    `SELECT k.value AS kind, sum(e.count)::int AS count FROM engagement_cell e JOIN dimension k ON k.id = e.kind GROUP BY 1`,
  );
  const funnel = await api(page, 'engagement-funnel', day);
  const countOf = (kind: string) => kinds.find((row) => row.kind === kind)?.count ?? 0;
  expect(funnel.rows.map((row: { count: number }) => row.count)).toEqual(['view', 'click', 'rating'].map(countOf));
  const { rows: lists } = await sql.query(
    `SELECT coalesce(same_as, film) AS film, sum(adds)::int AS adds FROM film_minute LEFT JOIN film_alias USING (film)
     WHERE source = 3 GROUP BY 1`,
  );
  const answer = await api(page, 'lists-trending', '?window=7d');
  expect(answer.events).toBe(lists.reduce((sum, row) => sum + row.adds, 0));
  for (const row of answer.rows) expect(row.events).toBe(lists.find(({ film }) => film === row.film)?.adds);
});

/** As the CSV writes it; a score and its parts decay between two questions, and are as good as equal. */
function asText(value: unknown, written: string | undefined): string | undefined {
  if (value === null) return '';
  if (typeof value !== 'number' || Number.isInteger(value)) return String(value);
  return Math.abs(Number(written) / value - 1) < 0.02 ? written : String(value);
}

test('the table and the CSV of every panel have the rows of its API', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  for (const id of ids) {
    const { rows } = await api(page, id, day);
    await panel(page, id)
      .getByRole('button', { name: `${names[id]}: menu` })
      .click();
    const href = await page.getByRole('menuitem', { name: 'CSV' }).getAttribute('href');
    await page.getByRole('menuitem', { name: 'Table' }).click();
    const csv = csvParse(await (await page.request.get(href!)).text());
    expect(csv).toHaveLength(rows.length);
    for (const [at, row] of csv.entries())
      for (const name of csv.columns)
        expect(row[name], `${name} of row ${at + 1}`).toEqual(asText(rows[at][name], row[name]));
    const table = page.getByRole('table', { name: `${names[id]} as a table` });
    await expect(table.locator('tbody tr')).toHaveCount(rows.length);
    const first = await table.locator('tbody tr').first().locator('td').allTextContents();
    expect(first).toHaveLength(csv.columns.length);
    const counts = csv.columns.flatMap((name, at) => (/^(count|events|film|views)$/.test(name) ? [[name, at]] : []));
    for (const [name, at] of counts as [string, number][])
      expect(Number(first[at]!.replaceAll(',', ''))).toBe(rows[0][name]);
  }
});

test('the window is switched for all panels, stands in the address and comes back with it', async ({ page }) => {
  await open(page);
  await page.getByRole('radio', { name: '7\u00a0d' }).check({ force: true });
  await expect(page).toHaveURL(/\?window=7d$/);
  await expect(panel(page, 'films-trending')).toContainText(/half-life 7\sd/);
  await expect(panel(page, 'engagement-funnel')).toContainText(/· 7\sd ·/);
  await page.reload();
  await expect(page.getByRole('radio', { name: '7\u00a0d' })).toBeChecked();
  await expect(panel(page, 'lists-trending')).toContainText(/half-life 7\sd/);
  await page.getByRole('radio', { name: '1\u00a0h' }).check({ force: true });
  await expect(page).toHaveURL(/\/engagement$/);
  await page.goBack();
  await expect(page).toHaveURL(/window=7d/);
});

test('a bad parameter is named', async ({ page }) => {
  for (const [id, query, parameter] of [
    ['engagement-funnel', 'tz=Asia/Kolkata', 'tz'],
    ['engagement-devices', 'window=2h', 'window'],
    ['engagement-clicks', 'from=2026-11-01T10:30', 'from'],
    ['films-trending', 'window=28d', 'window'],
    ['lists-trending', 'trend=1h', 'trend'],
  ] as const) {
    const response = await page.request.get(`/api/panels/${id}.json?${query}`);
    expect(response.status()).toBe(400);
    expect((await response.json()).error.parameter).toBe(parameter);
  }
});

test('every embed paints at two sizes without a scrollbar', async ({ page }) => {
  test.setTimeout(120_000);
  for (const id of ids)
    for (const [width, height] of [
      [640, 360],
      [320, 180],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.goto(`/embed/${id}?theme=light&window=24h`);
      await expect(panel(page, id)).toHaveAttribute('data-state', 'stored');
      const overflow = await page.evaluate(() => {
        const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
        return [scrollWidth - clientWidth, scrollHeight - clientHeight];
      });
      expect([id, ...overflow]).toEqual([id, 0, 0]);
    }
});

test('a phone shows the page in one column, and axe finds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  const tops = await Promise.all(ids.map(async (id) => (await panel(page, id).boundingBox())!));
  for (const box of tops) expect([box.x, box.width]).toEqual([16, 358]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
});
