import { defineConfig } from '@playwright/test';
import { findSystemBrowser } from './find-browser.mjs';

const executablePath = findSystemBrowser();
const quiet = ['--disable-background-networking', '--disable-quic', '--no-first-run', '--disable-component-update'];

/** One browser on a whole stack of its own, started by the set-up unless E2E_WEB_URL names one that runs. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  snapshotPathTemplate: 'pictures/{arg}{ext}',
  globalSetup: './support/start-browser-stack.ts',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // As for the integration tests; never for those of faults.
  retries: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env.E2E_WEB_URL ?? 'http://127.0.0.1:3000',
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    video: 'off',
    // Recording costs a live page half its frames; a failure is looked at again with --trace on.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      args: ['--no-sandbox', '--disable-sync', ...quiet],
      ...(executablePath === null ? {} : { executablePath }),
    },
  },
});
