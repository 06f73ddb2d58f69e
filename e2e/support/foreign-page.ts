import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from '@playwright/test';
import { runningStack } from './running-stack';

export type FrameSize = readonly [width: number, height: number];

/** A page of somebody else with one frame of ours; it keeps what the frame posts in `window.posted`. */
export interface ForeignPages {
  open(page: Page, path: string, size: FrameSize): Promise<Frame>;
  close(): Promise<void>;
}

const ground = '#b0c4de';

/** Such a page by itself. */
export function foreignHtml(path: string, [width, height]: FrameSize): string {
  return `<!doctype html><title>foreign</title><body style="margin:0;background:${ground}">
    <script>window.posted=[];addEventListener('message',(event)=>posted.push(event.data))</script>
    <iframe src="${runningStack().webUrl}${path}" width="${width}" height="${height}" style="border:0"></iframe>`;
}

/** The page's first frame. */
export function frameOf(page: Page): Frame {
  const frame = page.frames().find((one) => one.parentFrame() !== null);
  if (frame === undefined) throw new Error('the page holds no frame');
  return frame;
}

/** Serves such pages on another port, which is another origin. */
export async function foreignPages(): Promise<ForeignPages> {
  const server: Server = createServer((request, response) => {
    const { searchParams: asked } = new URL(request.url ?? '/', 'http://x');
    const size = [Number(asked.get('width')), Number(asked.get('height'))] as const;
    response.setHeader('content-type', 'text/html').end(foreignHtml(asked.get('path') ?? '/', size));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    async open(page, path, [width, height]) {
      const { port } = server.address() as AddressInfo;
      const search = new URLSearchParams({ path, width: String(width), height: String(height) });
      await page.goto(`http://127.0.0.1:${port}/?${search}`);
      return frameOf(page);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface Posted {
  readonly source: string;
  readonly type: string;
  readonly panel: string;
  readonly state: string;
  readonly height: number;
}

/** What the frame has posted so far. */
export const posted = (page: Page): Promise<readonly Posted[]> =>
  page.evaluate(() => (window as unknown as { posted: Posted[] }).posted);

/** Posts to the frame as its host does. */
export const post = (page: Page, message: unknown): Promise<void> =>
  page.evaluate((data) => document.querySelector('iframe')?.contentWindow?.postMessage(data, '*'), message);
