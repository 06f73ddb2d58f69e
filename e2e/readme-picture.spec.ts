import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { produceOrders } from './support/running-stack';

const largestBytes = 250_000;

test('the overview makes the README’s picture, small enough to keep', async ({ page }, testInfo) => {
  const path = process.env.README_PICTURE
    ? fileURLToPath(new URL('overview.png', import.meta.url))
    : testInfo.outputPath('overview.png');
  const production = produceOrders('--events-per-second', '200');
  try {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('/');
    await expect(page.getByTestId('panel-throughput')).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
    await expect(page.locator('[data-marks=recharts]')).toHaveCount(5);
    await page.screenshot({ path, animations: 'disabled' });
    expect((await stat(path)).size).toBeLessThan(largestBytes);
  } finally {
    await production.stop();
  }
});
