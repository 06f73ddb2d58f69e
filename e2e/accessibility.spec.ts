import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { panelIds } from './support/panel-ids';
import { type Production, produceOrders } from './support/running-stack';
import { untilListening } from './support/until-listening';

let production: Production | null = null;
test.afterAll(async () => {
  await production?.stop();
});

/** Rules that are broken, each with the elements that break it. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
}

// First of all files, so that the stack of `npm test` has stored nothing yet.
test('a stack that never stored anything shows three commands with copy buttons', async ({ page }) => {
  await page.goto('/');
  const ledger = page.getByTestId('status-ledger');
  await expect(ledger).toContainText('read');
  test.skip(!(await ledger.textContent())?.includes(', 0 read'), 'this stack has stored orders before');
  const steps = page.getByTestId('first-steps');
  await expect(steps.getByRole('listitem')).toHaveCount(3);
  await expect(steps.getByRole('button', { name: /^Copy / })).toHaveCount(3);
  expect(await violationsOn(page)).toEqual([]);
});

test('charts replace the three commands once orders flow', async ({ page }) => {
  production = produceOrders('--events-per-second', '50');
  await page.goto('/');
  await expect(page.getByTestId('panel-throughput')).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
});

const routes = ['/', '/orders', '/status', '/no-such-page', ...panelIds.map((id) => `/embed/${id}`)];

for (const route of routes) {
  test(`axe finds nothing on ${route} in either theme`, async ({ page }) => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(route);
      await expect(page.locator('h1, h2').first()).toBeVisible();
      await expect(page.locator('[data-marks=first]')).toHaveCount(0);
      expect(await violationsOn(page), colorScheme).toEqual([]);
    }
  });
}

test('the keyboard alone reaches pages, panels and actions', async ({ page }) => {
  await page.goto('/');
  await untilListening(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'To the content' })).toBeFocused();
  expect(await focusable(page)).toEqual([]);

  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Find a page, a panel or an action')).toBeFocused();
  await page.keyboard.type('status');
  await expect(page.getByRole('option', { name: /Status/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/status$/);
  await page.goBack();

  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const menu = page.getByRole('button', { name: 'Throughput: menu' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Share' })).toBeFocused();
  await page.keyboard.type('ta');
  await expect(page.getByRole('menuitem', { name: 'Table' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: 'Throughput as a table' })).toBeVisible();
});

/** Bound for one round of Tab over a page. */
const mostSteps = 150;

/** Controls that Tab does not reach within one round. */
async function focusable(page: Page): Promise<readonly string[]> {
  // Counts in a name change while Tab goes round, and an event that grows too old takes its filter with it.
  const plain = (name: string) => name.replace(/[\d,]+/g, '');
  const shown = async () =>
    (
      await page
        .locator('header a:visible, header button:visible, main button:visible, main select:visible')
        .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''))
    ).map(plain);
  const wanted = await shown();
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: one } = document;
      return one?.getAttribute('aria-label') ?? one?.textContent ?? '';
    });
  const reached = new Set<string>();
  const first = await focused();
  // Charts and events take focus too; how many there are differs, so the round ends where it began.
  for (let step = 0, name = first; step < mostSteps && (step === 0 || name !== first); step += 1) {
    reached.add(name);
    await page.keyboard.press('Tab');
    name = await focused();
  }
  const named = new Set([...reached].map(plain));
  const still = new Set(await shown());
  return wanted.filter((name) => still.has(name) && !named.has(name));
}

test('the theme is switched by its key and remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await untilListening(page);
  await page.keyboard.press('t');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});
