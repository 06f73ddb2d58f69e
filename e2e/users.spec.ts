import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { csvParse } from 'd3-dsv';
import { Pool } from 'pg';
import { produce, sendValues } from './support/running-stack';
import { oddUser as odd, toldLists } from './support/told-lists';
import { untilListening } from './support/until-listening';

let sql: Pool;

test.beforeAll(async () => {
  sql = new Pool({
    connectionString: JSON.parse(readFileSync(process.env.E2E_STACK_FILE!, 'utf8')).databaseUrl,
    max: 2,
  });
  await produce('movie-events', '--max-events', '3000', '--events-per-second', '0', '--seed', 'users-page').ended;
  for (const [user, values] of toldLists(new Date())) await sendValues('user-movie-events', values, user);
  await expect.poll(stored, { timeout: 60_000 }).toEqual([
    [odd, 1, 1],
    ['spec-ann', 3, 2],
  ]);
  await settled();
});
test.afterAll(() => sql.end());

const stored = async (): Promise<unknown[]> =>
  (
    await sql.query('SELECT user_id, films, rated FROM user_stat WHERE user_id = ANY($1) ORDER BY films', [
      [odd, 'spec-ann'],
    ])
  ).rows.map(({ user_id, films, rated }) => [user_id, films, rated]);

/** Nothing is being stored any more: producers of other files have ended. */
async function settled(): Promise<void> {
  let before = '';
  const unchanged = async () => {
    const now = String(
      (await sql.query('SELECT sum(films) || $1 || max(last_event_at) AS n FROM user_stat', [' '])).rows[0].n,
    );
    const same = now === before;
    before = now;
    return same;
  };
  await expect.poll(unchanged, { intervals: [1_500], timeout: 60_000 }).toBe(true);
}

const panel = (page: Page, id: string): Locator => page.getByTestId(`panel-${id}`);
const api = async (page: Page, file: string) => (await page.request.get(`/api/panels/${file}`)).json();
const names = (page: Page): Promise<string[]> =>
  page.getByRole('table', { name: 'Users', exact: true }).locator('tbody tr td:first-child').allTextContents();
const sqlUsers = async (order: string, limit = 15, offset = 0): Promise<string[]> =>
  (await sql.query(`SELECT user_id FROM user_stat ${order} LIMIT $1 OFFSET $2`, [limit, offset])).rows.map(
    (row) => row.user_id,
  );

async function open(page: Page, address: string, id = 'user-summary'): Promise<void> {
  await page.goto(address);
  await untilListening(page);
  await expect(page.getByTestId(id === 'users-list' ? `panel-${id}` : 'figure-films')).toBeVisible();
}

test('the totals of all lists, and the users with most films, are those of plain SQL', async ({ page }) => {
  await open(page, '/users', 'users-list');
  const { rows } = await sql.query(
    'SELECT count(*)::int AS users, sum(films)::int AS films, sum(minutes)::int AS minutes FROM user_stat',
  );
  const shown = async (id: string) => Number(await page.getByTestId(`figure-${id}`).getAttribute('data-value'));
  expect([await shown('users'), await shown('films'), await shown('watch-time')]).toEqual(Object.values(rows[0]));
  expect(await names(page)).toEqual(await sqlUsers('ORDER BY films DESC, user_id DESC'));
});

test('heads order, pages turn there and back, and all of it stands in the address', async ({ page }) => {
  await open(page, '/users', 'users-list');
  await page.getByRole('button', { name: 'Watch time' }).click();
  await expect(page).toHaveURL(/sort=watch-time/);
  const order = 'ORDER BY minutes DESC, user_id DESC';
  await expect.poll(() => names(page)).toEqual(await sqlUsers(order));
  await expect(page.getByRole('columnheader', { name: 'Watch time' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect.poll(() => names(page)).toEqual(await sqlUsers(order, 15, 15));
  await expect(page.getByTestId('places')).toContainText('16–30 of');
  await page.reload();
  expect(await names(page)).toEqual(await sqlUsers(order, 15, 15));
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect.poll(() => names(page)).toEqual(await sqlUsers(order));
  await page.getByRole('button', { name: 'Watch time' }).click();
  await expect.poll(() => names(page)).toEqual(await sqlUsers('ORDER BY minutes, user_id'));
  await page.goBack();
  await expect.poll(() => names(page)).toEqual(await sqlUsers(order));
});

test('with the keyboard alone: search, open, compare', async ({ page }) => {
  await open(page, '/users', 'users-list');
  await page.getByRole('searchbox', { name: 'Id of the user begins with' }).focus();
  await page.keyboard.type('spec-');
  await expect(page).toHaveURL(/prefix=spec-/);
  await expect.poll(() => names(page)).toEqual(['spec-ann']);
  const link = page.getByRole('link', { name: 'spec-ann' });
  for (let stop = 0; stop < 40 && !(await link.evaluate((one) => one === document.activeElement)); stop++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/users\/spec-ann$/);
  await expect(page.getByTestId('page-sentence')).toHaveText('User spec-ann watched 3 films in 6\u00a0h.');
  await page.getByRole('button', { name: 'Compare with: nobody' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Compare with: id begins with' })).toBeFocused();
  await page.keyboard.type('Ünï');
  await expect(page.getByRole('dialog').getByRole('button', { name: odd })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/with=/);
  await expect(page.getByTestId('figure-common')).toHaveAttribute('data-value', '1');
});

test('a list shows what its events left: deleted films gone, ratings as they are now', async ({ page }) => {
  await open(page, '/users/spec-ann');
  const value = (id: string) => page.getByTestId(`figure-${id}`).getAttribute('data-value');
  expect([await value('films'), await value('watch-time'), await value('rated'), await value('mean')]).toEqual([
    '3',
    '378',
    '2',
    '8.75',
  ]);
  const bar = (id: string, key: string) => panel(page, id).locator(`[data-column="${key}"]`);
  await expect(bar('user-months', '2026-01')).toHaveAttribute('data-value', '1');
  await expect(bar('user-months', '2026-02')).toHaveAttribute('data-value', '0');
  await expect(bar('user-months', '2026-03')).toHaveAttribute('data-value', '2');
  await expect(bar('user-ratings', '9.5')).toHaveAttribute('data-value', '50');
  await expect(bar('user-ratings', '1.0')).toHaveAttribute('data-value', '0');
  await expect(panel(page, 'user-affinities-director').getByRole('row', { name: /A\. Hitch/ })).toContainText('8.75');
  await page.locator('label', { hasText: 'Watch time' }).click();
  await expect(page).toHaveURL(/measure=watch-time/);
  await expect(panel(page, 'user-months')).toContainText('Hours by month');
});

test('beside another: ticks where it has data, named in every subtitle, taken away again', async ({ page }) => {
  await open(page, `/users/spec-ann?with=${encodeURIComponent(odd)}`);
  for (const id of [
    'user-months',
    'user-ratings',
    'user-affinities-director',
    'user-affinities-actor',
    'user-affinities-genre',
  ])
    if ((await panel(page, id).getAttribute('data-state')) === 'stored')
      await expect(panel(page, id)).toContainText(`tick = user ${odd}`);
  const months = panel(page, 'user-months');
  await expect(months.locator('[data-column="2026-01"]')).toHaveAttribute('data-other', '');
  await expect(months.locator('[data-column="2026-03"]')).toHaveAttribute('data-other', '1');
  await expect(months.locator('[data-column="2026-04"]')).toHaveAttribute('data-other', '0');
  await page.getByRole('button', { name: 'Clear compare with' }).click();
  await expect(page).toHaveURL(/\/users\/spec-ann$/);
  await expect(months).not.toContainText('tick');
});

test('a user of an odd id has a page; one of whom nothing is stored has another, with a search', async ({ page }) => {
  await open(page, `/users/${encodeURIComponent(odd)}`);
  await expect(page.getByTestId('page-sentence')).toContainText(`User ${odd} watched 1 film`);
  const response = await page.goto('/users/nobody%20here');
  expect(response?.status()).toBe(404);
  await expect(page.getByTestId('page-sentence')).toHaveText('No film list of a user “nobody here” is stored.');
  await page.getByRole('searchbox').fill('spec-');
  await page.getByRole('button', { name: /spec-ann/ }).click();
  await expect(page).toHaveURL(/\/users\/spec-ann$/);
  await page.goto('/users/spec-ann?with=nobody');
  await expect(page.getByText('No film list of a user "nobody" is stored.').first()).toBeVisible();
});

test('a bad parameter is named with 400', async ({ page }) => {
  for (const [query, parameter] of [
    ['user-summary.json?user=nobody', 'user'],
    ['user-months.json?user=spec-ann&with=spec-ann', 'with'],
    ['user-affinities.json?user=spec-ann&kind=colour', 'kind'],
    ['users-list.json?sort=age', 'sort'],
    ['users-list.json?after=x', 'after'],
    ['user-ratings.json?user=spec-ann&wiht=7', 'wiht'],
  ] as const) {
    const response = await page.request.get(`/api/panels/${query}`);
    expect(response.status(), query).toBe(400);
    expect((await response.json()).error.parameter).toBe(parameter);
  }
});

for (const [id, first, title] of [
  ['users-list', 'user', 'Users'],
  ['user-months', 'month', 'Films by month'],
  ['user-ratings', 'rating', 'Distribution of ratings'],
] as const)
  test(`the table of ${id} and its CSV hold what the API answers`, async ({ page }) => {
    await page.goto(id === 'users-list' ? '/users' : '/users/user-1');
    await expect(panel(page, id)).toHaveAttribute('data-state', 'stored');
    await panel(page, id)
      .getByRole('button', { name: `${title}: menu` })
      .click();
    const href = (await page.getByRole('menuitem', { name: 'CSV' }).getAttribute('href'))!;
    await page.getByRole('menuitem', { name: 'Table' }).click();
    const csv = csvParse(await (await page.request.get(href)).text());
    const { rows } = await api(page, href.replace('/api/panels/', '').replace('.csv', '.json'));
    expect(csv.map((row) => [row[first], row.films])).toEqual(
      rows.map((row: Record<string, unknown>) => [String(row[first]), String(row.films)]),
    );
    const shown = await page
      .getByRole('table', { name: `${title} as a table` })
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')));
    expect(shown.map(([name, films]) => [name, Number(films?.replaceAll(',', ''))])).toEqual(
      rows.map((row: Record<string, unknown>) => [
        id === 'user-ratings' ? Number(row[first]).toFixed(1) : String(row[first]),
        row.films,
      ]),
    );
  });

test('embeds paint what is asked for, also where nobody is named', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 360 });
  for (const id of ['user-summary', 'user-months', 'user-ratings', 'user-affinities', 'user-newest'])
    for (const search of ['?user=spec-ann', '']) {
      await page.goto(`/embed/${id}${search}`);
      await expect(panel(page, id), id + search).toHaveAttribute('data-state', /stored|empty/);
      await expect(panel(page, id)).toContainText(search === '' ? /user/i : /spec-ann|newest|Hitch/);
    }
});

test('a phone fits both pages, and axe finds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const address of ['/users', `/users/spec-ann?with=${encodeURIComponent(odd)}`, '/users/nobody']) {
    await page.goto(address);
    await expect(page.getByTestId('page-sentence')).toBeVisible();
    await expect(page.locator('main table, main form').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBe(390);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`),
      address,
    ).toEqual([]);
  }
});
