import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { type Production, produceAllStreams, runningStack, sendValues } from './support/running-stack';
import { untilListening } from './support/until-listening';

test.describe.configure({ mode: 'serial' });

const entries = [
  { stream: 'all', name: 'All', address: '/' },
  { stream: 'orders', name: 'Orders', address: '/?stream=orders' },
  { stream: 'ratings', name: 'Ratings', address: '/?stream=ratings' },
  { stream: 'engagement', name: 'Engagement', address: '/?stream=engagement' },
  { stream: 'movie-events', name: 'Films', address: '/?stream=movie-events' },
  { stream: 'metrics', name: 'Metrics', address: '/?stream=metrics' },
] as const;
const pipelines = ['orders', 'ratings', 'engagement', 'movie-events'] as const;

let production: Production | null = null;

test.afterAll(async () => {
  await production?.stop();
});

const panel = (page: Page, id: string): Locator => page.getByTestId(`panel-${id}`);
const figure = async (page: Page, id: string): Promise<number> =>
  Number((await page.getByTestId(`tile-${id}`).getAttribute('data-value')) || Number.NaN);

/** Rules that are broken, each with the elements that break it. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
}

const choose = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Stream' }).getByText(name, { exact: true }).click();

test('panels that nobody feeds say so, with the command that feeds them', async ({ page }) => {
  for (const [id, sentence, command] of [
    ['external', 'Nobody publishes metrics of their own yet', /^Copy .*--topic metrics$/],
    ['rmse', 'Nobody publishes rmse yet', /^Copy npx streamscope produce ratings/],
  ] as const) {
    await page.goto(`/embed/${id}`);
    await expect(panel(page, id)).toHaveAttribute('data-state', /live|idle|empty/, { timeout: 30_000 });
    const state = await panel(page, id).getAttribute('data-state');
    test.skip(state !== 'empty', 'somebody has fed this stack within the last minutes');
    await expect(panel(page, id)).toContainText(sentence);
    await expect(panel(page, id).getByRole('button', { name: command })).toBeVisible();
  }
});

test('all four event streams and the metrics move at once, and All is the sum of the four', async ({ page }) => {
  production = produceAllStreams();
  await page.goto('/');
  await expect(page.getByTestId('page-sentence')).toContainText('Four streams flow', { timeout: 60_000 });
  await expect(panel(page, 'throughput')).toHaveAttribute('data-state', 'live');
  await expect.poll(async () => await sumsOf(await sharedSeconds()), { timeout: 30_000 }).toBe('equal');
  await untilListening(page);
  await page.getByRole('button', { name: 'Throughput: menu' }).click();
  await page.getByRole('menuitem', { name: 'Table' }).click();
  const columns = page.getByRole('table', { name: 'Throughput as a table' }).getByRole('columnheader');
  await expect(columns).toHaveText(['Time, UTC', 'Orders', 'Ratings', 'Engagement', 'Films']);
});

type Seconds = readonly { readonly t: number; readonly throughput: number | null }[];

/** Seconds that every view has settled, by view. */
async function sharedSeconds(): Promise<ReadonlyMap<string, Seconds>> {
  const snapshots = await Promise.all(
    ['all', ...pipelines].map(async (stream) => {
      const response = await fetch(`${runningStack().gatewayUrl}/snapshot?stream=${stream}&window=60s`);
      return [stream, (await response.json()) as { sentAtMs: number; seconds: Seconds }] as const;
    }),
  );
  const until = Math.min(...snapshots.map(([, snapshot]) => snapshot.sentAtMs)) - 5_000;
  const recent = (seconds: Seconds) => seconds.filter(({ t }) => t >= until - 10_000 && t < until);
  return new Map(snapshots.map(([stream, snapshot]) => [stream, recent(snapshot.seconds)]));
}

/** `equal` when in ten seconds in a row every pipeline stored something and All is their sum. */
async function sumsOf(seconds: ReadonlyMap<string, Seconds>): Promise<string> {
  const all = seconds.get('all') ?? [];
  if (all.length !== 10) return `${all.length} seconds`;
  for (const { t, throughput } of all) {
    const parts = pipelines.map((name) => seconds.get(name)?.find((second) => second.t === t)?.throughput ?? null);
    if (parts.some((part) => part === null)) return `${t}: ${parts.join(' + ')}`;
    const sum = parts.reduce<number>((total, part) => total + (part ?? 0), 0);
    if (sum === 0 || sum !== throughput) return `${t}: ${parts.join(' + ')} is not ${throughput}`;
  }
  for (const name of pipelines)
    if (!seconds.get(name)?.some((second) => (second.throughput ?? 0) > 0)) return `nothing of ${name}`;
  return 'equal';
}

for (const { stream, name, address } of entries) {
  test(`the entry ${name} moves, and fits a screen and a phone`, async ({ page }) => {
    await page.goto(address);
    await expect(page.getByRole('radio', { name, exact: true })).toBeChecked();
    await expect(panel(page, 'throughput')).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
    for (const id of ['throughput', 'end-to-end'])
      await expect.poll(() => figure(page, id), { timeout: 20_000 }).toBeGreaterThan(0);
    if (stream !== 'metrics') await expect.poll(() => figure(page, 'ack')).toBeGreaterThan(0);
    await expect(page.getByTestId('tile-lag')).toHaveAttribute('data-value', /^\d+$/);
    await expect(page.getByTestId('tile-errors')).toHaveAttribute('data-value', '0');
    const size = () =>
      page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
    expect(await size()).toEqual([1440, 900]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(async () => (await size())[0]).toBe(390);
    const radio = await page.getByRole('radio', { name: 'Metrics' }).locator('..').boundingBox();
    expect((radio?.x ?? 0) + (radio?.width ?? 0)).toBeLessThanOrEqual(374);
  });
}

test('the switch is in the address: links, reload and the back button lead to the entry they name', async ({
  page,
}) => {
  const checked = (name: string) => expect(page.getByRole('radio', { name, exact: true })).toBeChecked();
  await page.goto('/');
  await untilListening(page);
  await checked('All');
  const loadedAt = await page.evaluate(() => performance.timeOrigin);
  await choose(page, 'Ratings');
  await expect(page).toHaveURL(/\/\?stream=ratings$/);
  await expect(panel(page, 'rmse')).toBeVisible();
  await page.getByRole('combobox', { name: 'Window' }).selectOption('15m');
  await expect(page).toHaveURL(/\/\?stream=ratings&window=15m$/);
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/\/$/);
  await checked('All');
  await expect(panel(page, 'ack-latency')).toBeVisible();
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
  await page.goForward();
  await checked('Ratings');
  await page.reload();
  await checked('Ratings');
  await expect(panel(page, 'rmse')).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await checked('All');
  await page.goto('/?stream=shops&window=2h');
  await checked('All');
});

test('an embed shows the stream its address names, and its menu gives that address', async ({ page }) => {
  await page.goto('/?stream=movie-events&window=15m');
  await untilListening(page);
  await page.getByRole('button', { name: 'Lag: menu' }).click();
  await page.getByRole('menuitem', { name: 'Share' }).click();
  const alone = page.getByRole('link', { name: 'Open in a tab' });
  await expect(alone).toHaveAttribute('href', '/embed/lag?stream=movie-events&window=15m');
  await page.goto('/embed/throughput?stream=movie-events');
  const embed = panel(page, 'throughput');
  await expect(embed).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
  await expect(embed.locator('[role=img][aria-label]')).toHaveAttribute('aria-label', /^Throughput: Films \S/);
});

test('the error of the model is charted, with an rmse of somebody else beside it', async ({ page }) => {
  await page.goto('/?stream=ratings');
  await untilListening(page);
  await expect.poll(async () => Number(await panel(page, 'rmse').getAttribute('data-last-value'))).toBeGreaterThan(0);
  const chart = panel(page, 'rmse').locator('[role=img][aria-label]');
  await expect(chart).toHaveAttribute('aria-label', /^RMSE: Model \d\.\d{3}, Baseline \d\.\d{3}\.$/);
  await sendValues('metrics', [
    { metric: 'rmse', value: 0.8715, timestamp: Date.now(), labels: { model: 'als' } },
    { metric: 'spark.batch.seconds', value: 12.5, timestamp: Date.now() },
  ]);
  await expect(chart).toHaveAttribute('aria-label', /, als 0\.87[12]\.$/, { timeout: 20_000 });
  await choose(page, 'Metrics');
  const external = panel(page, 'external');
  await expect(external).toHaveAttribute('data-last-value', '2');
  await expect(external.locator('[data-external="rmse{model=als}"]')).toContainText('0.87');
  await expect(external.locator('[data-external="spark.batch.seconds"]')).toContainText('12.5');
});

test('what is treated specially is counted on the status page', async ({ page }) => {
  const timestamp = new Date().toISOString();
  const user = `nobody-${Date.now()}`;
  await sendValues('user-movie-events', [
    { event_type: 'DELETE', user_id: user, timestamp, movie: { imdb_id: 'tt0000001' } },
  ]);
  await expect(async () => {
    await page.goto('/status');
    const row = page.getByTestId('fold-notes').getByRole('row', { name: /^Films Delete of a film that/ });
    await expect(row).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  expect(await violationsOn(page)).toEqual([]);
});

// Last, with the producers at rest: what they have sent still stands in every chart.
for (const { name, address } of entries) {
  test(`axe finds nothing on the entry ${name}, dark and light`, async ({ page }) => {
    await production?.stop();
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(address);
      await expect(panel(page, 'throughput')).toHaveAttribute('data-state', /live|idle/, { timeout: 30_000 });
      await expect(page.locator('[data-marks=first]')).toHaveCount(0);
      expect(await violationsOn(page)).toEqual([]);
    }
  });
}
