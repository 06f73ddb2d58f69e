import { dirname } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { callCli } from './support/call-cli';
import { type Production, produceOrders, runningStack } from './support/running-stack';

let production: Production | null = null;
test.afterAll(async () => {
  await production?.stop();
});

/** The stack that is tested, as the command line finds it. */
const stackDirectory = (): string => dirname(process.env.E2E_STACK_FILE ?? '');

/** What the status bar says of the ledger: "balances, 11.9 k read, 0 dead". */
const recordsRead = async (page: Page): Promise<number> => {
  const text = await page.getByTestId('status-ledger').textContent();
  const [, figure = 'NaN', unit = ''] = /([\d.]+)\s?(k|M)? read/u.exec(text ?? '') ?? [];
  return Number(figure) * ({ k: 1_000, M: 1_000_000 }[unit] ?? 1);
};

interface Bin {
  readonly t: number;
  readonly throughput: Readonly<Record<string, number | null>>;
}

/** Moments in the gateway's snapshot with more than nothing. */
async function busyMoments(): Promise<number[]> {
  const { bins } = await (await fetch(`${runningStack().gatewayUrl}/snapshot?stream=orders&window=5m`)).json();
  return (bins as Bin[]).filter(({ throughput }) => (throughput.orders ?? 0) > 0).map(({ t }) => t);
}

test('after a reset the open page starts empty by itself, and fills again with what is new', async ({ page }) => {
  test.setTimeout(180_000);
  production = produceOrders('--events-per-second', '200');
  await page.goto('/');
  const throughput = page.getByTestId('panel-throughput');
  await expect(throughput).toHaveAttribute('data-state', 'live', { timeout: 60_000 });
  await expect.poll(() => recordsRead(page), { timeout: 60_000 }).toBeGreaterThan(1_000);
  const loadedAt = await page.evaluate(() => performance.timeOrigin);
  await production.stop();
  production = null;

  const startedAt = Date.now();
  const { code, stderr } = await callCli(stackDirectory(), ['reset', '--yes']).ended;
  expect([code, stderr]).toEqual([0, expect.stringContaining('all processes work again')]);
  await expect.poll(() => recordsRead(page), { timeout: 30_000 }).toBeLessThan(500);
  await expect(page.getByTestId('page-sentence')).toHaveText('Nothing has flowed yet.', { timeout: 30_000 });
  expect(await busyMoments()).toEqual([]);
  await expect(page.getByText('Reset: everything started empty').first()).toBeAttached();
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
  await page.goto('/orders');
  await expect(page.getByRole('main')).toContainText('No order is stored yet', { timeout: 30_000 });
  await page.goto('/');

  production = produceOrders('--events-per-second', '200');
  await expect(throughput).toHaveAttribute('data-state', 'live', { timeout: 60_000 });
  await expect.poll(busyMoments, { timeout: 60_000 }).not.toEqual([]);
  for (const moment of await busyMoments()) expect(moment).toBeGreaterThan(startedAt);
});
