import type { Browser, BrowserContext } from 'playwright-core';
import { PictureTimeout } from './picture-errors';

export interface PictureRequest {
  /** A page of ours; nothing of another origin is loaded for it. */
  readonly address: string;
  /** CSS pixels; the picture has twice as many. */
  readonly width: number;
  readonly height: number;
}

export interface PictureBrowserOptions {
  readonly executablePath: string;
  /** Pages drawn at once; others wait. */
  readonly mostPages?: number;
  /** For waiting for a turn, and again for drawing; the start of the browser comes on top. */
  readonly timeoutMs?: number;
  /** The browser ends when nothing was drawn for so long. */
  readonly idleMs?: number;
}

/** Present once the page has drawn what it shows. */
const settled = '[data-settled]';
const mostWaiting = 20;
const mostStartMs = 120_000;
const quiet = ['--disable-background-networking', '--disable-quic', '--no-first-run', '--disable-component-update'];

/** One Chromium that draws pages as PNG; started by the first picture, ended when idle. */
export class PictureBrowser {
  readonly #options: Required<PictureBrowserOptions>;
  readonly #waiting: (() => void)[] = [];
  #drawing = 0;
  #browser: Promise<Browser> | null = null;
  #idle: ReturnType<typeof setTimeout> | null = null;

  constructor(options: PictureBrowserOptions) {
    this.#options = { mostPages: 2, timeoutMs: 60_000, idleMs: 60_000, ...options };
  }

  /** The page as PNG at two pixels a CSS pixel. Throws `PictureTimeout`. */
  async draw(request: PictureRequest): Promise<Buffer> {
    await this.#takeTurn();
    try {
      return await this.#drawNow(request);
    } finally {
      this.#leaveTurn();
    }
  }

  /** Ends the browser; the next picture starts another. */
  async close(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    const browser = this.#browser;
    this.#browser = null;
    await (await browser?.catch(() => null))?.close();
  }

  async #drawNow({ address, width, height }: PictureRequest): Promise<Buffer> {
    const browser = await this.#open();
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 2 });
    try {
      await refuseOthers(context, new URL(address).origin);
      const page = await context.newPage();
      const timeout = this.#options.timeoutMs;
      page.setDefaultTimeout(timeout);
      await page.goto(address, { timeout });
      await page.waitForSelector(settled, { state: 'attached' });
      return await page.screenshot({ type: 'png', omitBackground: true });
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') throw new PictureTimeout('the page did not settle');
      throw error;
    } finally {
      await context.close().catch(() => undefined);
    }
  }

  #open(): Promise<Browser> {
    if (this.#browser !== null) return this.#browser;
    const opened = launch(this.#options.executablePath);
    this.#browser = opened;
    const forget = () => {
      if (this.#browser === opened) this.#browser = null;
    };
    opened.then((browser) => browser.once('disconnected', forget), forget);
    return opened;
  }

  async #takeTurn(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    if (this.#drawing < this.#options.mostPages) {
      this.#drawing += 1;
      return;
    }
    if (this.#waiting.length >= mostWaiting) throw new PictureTimeout('too many pictures are wanted at once');
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1);
        reject(new PictureTimeout('too many pictures are wanted at once'));
      }, this.#options.timeoutMs);
      const turn = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.push(turn);
    });
  }

  /** The turn goes to the one who waits longest. */
  #leaveTurn(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next();
      return;
    }
    this.#drawing -= 1;
    if (this.#drawing > 0) return;
    this.#idle = setTimeout(() => void this.close(), this.#options.idleMs);
    this.#idle.unref();
  }
}

async function launch(executablePath: string): Promise<Browser> {
  // Large, and needed by the first picture alone.
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath,
    timeout: mostStartMs,
    args: [...quiet, '--disable-sync'],
    // Chromium refuses its sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
  });
}

async function refuseOthers(context: BrowserContext, origin: string): Promise<void> {
  await context.route('**/*', (route) => {
    const url = route.request().url();
    return url.startsWith('data:') || url.startsWith('blob:') || new URL(url).origin === origin
      ? route.continue()
      : route.abort();
  });
}
