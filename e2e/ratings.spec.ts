import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { csvParse } from 'd3-dsv';
import { Pool } from 'pg';
import { produce } from './support/running-stack';
import { untilListening } from './support/until-listening';

const ids = ['ratings-distribution', 'ratings-over-time', 'ratings-genres', 'films-top'] as const;
const names = {
  'ratings-distribution': 'Distribution of ratings',
  'ratings-over-time': 'Ratings over time',
  'ratings-genres': 'Genre bias',
  'films-top': 'Top films',
};
const produced = 12_000;
let sql: Pool;

const storedRatings = async (): Promise<number> =>
  Number((await sql.query('SELECT coalesce(sum(count), 0) AS n FROM rating_cell WHERE source = 1')).rows[0].n);
const panel = (page: Page, id: string): Locator => page.getByTestId(`panel-${id}`);
const api = async (page: Page, file: string) => (await page.request.get(`/api/panels/${file}`)).json();
const digits = (text: string | undefined) => Number(text?.replace('\u2212', '-').replace(/[^\d.-]/g, ''));

async function open(page: Page, search = ''): Promise<void> {
  await page.goto(`/ratings${search}`);
  await untilListening(page);
  for (const id of ids) await expect(panel(page, id)).toHaveAttribute('data-state', 'stored');
}

test.beforeAll(() => {
  const { databaseUrl } = JSON.parse(readFileSync(process.env.E2E_STACK_FILE!, 'utf8'));
  sql = new Pool({ connectionString: databaseUrl, max: 2 });
});
test.afterAll(() => sql.end());

test('before the first rating every panel says that nothing is stored and what fills it', async ({ page }) => {
  test.skip((await storedRatings()) > 0, 'others have produced ratings on this stack');
  await page.goto('/ratings');
  await expect(page.getByTestId('page-sentence')).toHaveText('No rating is stored yet.');
  for (const id of ids) {
    await expect(panel(page, id)).toHaveAttribute('data-state', 'empty');
    await expect(panel(page, id)).toContainText('No rating is stored yet');
    await expect(panel(page, id)).toContainText('npx streamscope produce ratings');
  }
  await expect(panel(page, 'rmse')).toContainText('Nobody publishes rmse yet');
});

test.describe('with ratings of few users', () => {
  test.beforeAll(async () => {
    test.setTimeout(120_000);
    const before = await storedRatings();
    const count = ['--max-events', String(produced), '--events-per-second', '0'];
    await produce('ratings', ...count, '--users', '300', '--seed', 'ratings-page').ended;
    await expect.poll(storedRatings, { timeout: 60_000 }).toBeGreaterThanOrEqual(before + produced);
  });

  test('the numbers of each panel are those of plain SQL', async ({ page }) => {
    await open(page);
    const { rows, total } = await api(page, 'ratings-distribution.json?window=all');
    expect(total).toBe(await storedRatings());
    const counted = await sql.query(
      'SELECT rating, sum(count)::int AS n FROM rating_cell WHERE source = 1 GROUP BY 1 ORDER BY 1',
    );
    expect(rows.map((row: { count: number }) => row.count).filter(Boolean)).toEqual(counted.rows.map(({ n }) => n));
    const n = total.toLocaleString('en-US');
    await expect(panel(page, 'ratings-distribution')).toContainText(`n = ${n}`);
    await expect(panel(page, 'ratings-over-time')).toContainText(`n = ${n}`);

    const genres = await api(page, 'ratings-genres.json');
    const users = await sql.query('SELECT count(*)::int AS n FROM user_genre WHERE ratings >= 20');
    expect(genres.users).toBe(users.rows[0].n);
    expect(genres.rows.reduce((sum: number, row: { leading: number }) => sum + row.leading, 0)).toBe(genres.users);

    const films = await api(page, 'films-top.json?minimum=20&limit=100');
    const qualifying = await sql.query('SELECT film FROM film_stat WHERE source = 1 AND ratings >= 20');
    expect(films.qualifying).toBe(qualifying.rowCount);
    expect(films.rows.map((row: { shrunkenMean: number }) => row.shrunkenMean)).toEqual(
      films.rows.map((row: { shrunkenMean: number }) => row.shrunkenMean).sort((a: number, b: number) => b - a),
    );
  });

  test('the model of the generator fits what the generator makes', async ({ page }) => {
    await open(page);
    const { rows } = await api(page, 'ratings-genres.json');
    const outside = rows.filter((row: { leadingOutside: boolean }) => row.leadingOutside).length;
    // One of twenty by chance; six would be far from it.
    expect(outside).toBeLessThanOrEqual(5);
    await expect(page.getByTestId('page-sentence')).toContainText(/ratings (fit|do not fit) the model/);
  });

  for (const id of ids)
    test(`the table of ${id} has the rows of its CSV and of its API`, async ({ page }) => {
      await open(page);
      await panel(page, id)
        .getByRole('button', { name: `${names[id]}: menu` })
        .click();
      const href = await page.getByRole('menuitem', { name: 'CSV' }).getAttribute('href');
      await page.getByRole('menuitem', { name: 'Table' }).click();
      const csv = csvParse(await (await page.request.get(href!)).text());
      const { rows } = await api(page, href!.replace('/api/panels/', '').replace('.csv', '.json'));
      const shown = await page
        .getByRole('table', { name: `${names[id]} as a table` })
        .locator('tbody tr')
        .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')));
      expect(csv).toHaveLength(rows.length);
      expect(shown).toHaveLength(rows.length);
      for (const [index, row] of csv.entries()) {
        const cells = shown[index]!;
        expect(Number(row[csv.columns[1]!]) || row[csv.columns[1]!]).toEqual(
          Number(rows[index][csv.columns[1]!]) || String(rows[index][csv.columns[1]!]),
        );
        if (id === 'ratings-distribution')
          expect([cells[0], digits(cells[1])]).toEqual([row.rating, Number(row.count)]);
        if (id === 'ratings-over-time')
          expect(cells.slice(1).map((text) => (text === '–' ? '' : String(digits(text))))).toEqual(
            csv.columns.slice(4).map((column) => row[column]),
          );
        if (id === 'ratings-genres')
          expect([digits(cells[1]), digits(cells[4])]).toEqual([Number(row.leading), Number(row.top)]);
        if (id === 'films-top')
          expect([cells[0], cells[1], digits(cells[4])]).toEqual([row.rank, row.title, Number(row.ratings)]);
      }
    });

  test('filters live in the address, and ask only the panels that know them', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Ratings a film: at least 20' }).click();
    await page.getByLabel('at least 50', { exact: true }).check();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/minimum=50/);
    await expect(panel(page, 'films-top')).toContainText('at least 50 ratings');
    await page.getByRole('button', { name: /^Period: / }).click();
    await page.getByLabel('Everything stored').check();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/window=all/);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Period: Everything stored' })).toBeVisible();
    await page.getByTestId('clear-filters').click();
    await expect(page).toHaveURL(/\/ratings$/);
  });

  test('a bad parameter is named: 400 by the API, a sentence on the page', async ({ page }) => {
    for (const [query, parameter] of [
      ['ratings-over-time.json?tz=Asia/Kolkata', 'tz'],
      ['ratings-distribution.json?tz=Asia/Kolkata', 'tz'],
      ['ratings-distribution.json?window=all&from=2026-01-01', 'window'],
      ['films-top.json?minimum=0', 'minimum'],
      ['films-top.json?genre=Nope', 'genre'],
      ['ratings-genres.json?tz=UTC', 'tz'],
    ] as const) {
      const response = await page.request.get(`/api/panels/${query}`);
      expect(response.status()).toBe(400);
      expect((await response.json()).error.parameter).toBe(parameter);
    }
    await page.goto('/ratings?tz=Asia/Kolkata');
    await expect(panel(page, 'ratings-over-time')).toHaveAttribute('data-state', 'error');
    await expect(panel(page, 'ratings-over-time')).toContainText('Asia/Kolkata is not a whole number of hours');
  });

  test('a period without ratings is empty and says how many lie outside', async ({ page }) => {
    await page.goto('/ratings?from=2001-01-01&to=2001-02-01');
    await expect(panel(page, 'ratings-distribution')).toHaveAttribute('data-state', 'empty');
    await expect(panel(page, 'ratings-over-time')).toContainText('stored outside it. Choose another period.');
    await expect(page.getByTestId('page-sentence')).toHaveText('No rating bears a time of this period.');
  });

  for (const id of ids)
    test(`${id} paints in a frame of a slide, and in a small one`, async ({ page }) => {
      for (const [width, height] of [
        [640, 360],
        [320, 180],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.goto(`/embed/${id}`);
        await expect(panel(page, id)).toHaveAttribute('data-state', 'stored');
        await expect(
          page.getByRole(id.endsWith('genres') || id === 'films-top' ? 'table' : 'img').first(),
        ).toBeVisible();
        const size = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.scrollHeight,
        ]);
        expect(size).toEqual([width, height]);
      }
    });

  test('a phone shows all of it in one column, and axe finds nothing', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
  });
});
