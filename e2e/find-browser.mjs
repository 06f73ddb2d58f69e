import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** @param {string} file */
const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A Chromium of this system: CHROMIUM_PATH, the PATH, the usual places; null if there is none. */
export function findSystemBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...applications].find(isProgram) ?? null;
}

/** True if Playwright has downloaded a Chromium of its own. */
async function hasPlaywrightBrowser() {
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath());
}

/**
 * Makes sure that a Chromium is there: the system's, Playwright's, else Playwright's download, else apt as root.
 * Returns where it came from in words. Throws with the way on.
 * @param {string} root of the repository
 */
export async function ensureBrowser(root) {
  const system = findSystemBrowser();
  if (system !== null) return system;
  if (await hasPlaywrightBrowser()) return "Playwright's own";
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { cwd: root, stdio: 'ignore', timeout: 300_000 });
  if (await hasPlaywrightBrowser()) return 'downloaded by Playwright';
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    const quiet = { stdio: /** @type {const} */ ('ignore'), timeout: 300_000 };
    spawnSync('apt-get', ['update', '-qq'], quiet);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { ...quiet, env });
    const installed = findSystemBrowser();
    if (installed !== null) return `${installed}, installed by apt`;
  }
  throw new Error(
    'no Chromium was found and none could be installed. Install Chromium or Chrome, or run "npx playwright install chromium", or set CHROMIUM_PATH.',
  );
}
