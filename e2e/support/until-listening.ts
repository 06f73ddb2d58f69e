import type { Page } from '@playwright/test';

/** The page's script has taken over the server's markup: keys and clicks are heard from now on. */
export async function untilListening(page: Page, selector = 'main button, main a, main input'): Promise<void> {
  await page.waitForFunction((wanted) => {
    const control = document.querySelector(wanted);
    return control !== null && Object.keys(control).some((key) => key.startsWith('__reactProps'));
  }, selector);
  // Idle only once everything is taken over, and what listens for keys has begun to.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}
