import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { produce, runningStack } from './support/running-stack';

const largestBytes = 250_000;
const windowMs = 300_000;
const rates = { orders: 80, ratings: 60, 'movie-events': 20 } as const;

/** How many bins of the five minutes hold something of every pipeline. */
async function filledBins(): Promise<number> {
  const response = await fetch(`${runningStack().gatewayUrl}/snapshot?stream=all&window=5m`);
  const { bins } = (await response.json()) as { bins: readonly { throughput: Record<string, number | null> }[] };
  return bins.filter(({ throughput }) => Object.values(throughput).every((value) => (value ?? 0) > 0)).length;
}

test('the overview makes the README’s picture, small enough to keep', async ({ page }, testInfo) => {
  const wanted = Boolean(process.env.README_PICTURE);
  test.setTimeout(wanted ? windowMs + 180_000 : 60_000);
  const path = wanted ? fileURLToPath(new URL('overview.png', import.meta.url)) : testInfo.outputPath('overview.png');
  const productions = [
    ...Object.entries(rates).map(([name, rate]) => produce(name, '--events-per-second', String(rate))),
    produce('engagement', '--mode', 'stream', '--events-per-second', '40'),
  ];
  try {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('/');
    await expect(page.getByTestId('panel-throughput')).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
    await expect(page.locator('[data-marks=recharts]')).toHaveCount(5);
    if (wanted)
      await expect.poll(filledBins, { timeout: windowMs + 60_000, intervals: [5_000] }).toBeGreaterThanOrEqual(148);
    await page.screenshot({ path, animations: 'disabled' });
    expect((await stat(path)).size).toBeLessThan(largestBytes);
  } finally {
    await Promise.all(productions.map((production) => production.stop()));
  }
});
