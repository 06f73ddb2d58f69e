import type { Page } from '@playwright/test';

/** The page's script has taken over the server's markup: keys and clicks are heard from now on. */
export async function untilListening(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const control = document.querySelector('main button, main a, main input');
    return control !== null && Object.keys(control).some((key) => key.startsWith('__reactProps'));
  });
  // Idle only once everything is taken over, and what listens for keys has begun to.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}
