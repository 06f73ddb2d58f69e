import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { programFolders } from '../config/program-folders';
import { findBrowser } from './find-browser';
import { PictureBrowser } from './picture-browser';
import { PictureTimeout } from './picture-errors';

// A browser starts slowly on a busy machine.
vi.setConfig({ testTimeout: 300_000 });
const executablePath = findBrowser({ given: '', folders: programFolders() });
const foreignHits: string[] = [];
let ours: Server;
let foreign: Server;

const addressOf = (server: Server, path = '/') => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

/** Width and height in the header of a PNG. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

beforeAll(async () => {
  foreign = createServer((request, response) => {
    foreignHits.push(request.url ?? '');
    response.end();
  });
  await listen(foreign);
  ours = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    const mark = request.url === '/never' ? '' : 'data-settled';
    response.end(`<body style="background:#abc" ${mark}><img src="${addressOf(foreign, '/image')}">`);
  });
  await listen(ours);
});
afterAll(() => {
  ours.close();
  foreign.close();
});

it.skipIf(executablePath === null)(
  'draws pages at two pixels a pixel, more of them than it draws at once',
  async () => {
    const browser = new PictureBrowser({ executablePath: executablePath!, mostPages: 2, timeoutMs: 120_000 });
    const request = { address: addressOf(ours), width: 320, height: 180 };
    const pictures = await Promise.all([1, 2, 3, 4].map(() => browser.draw(request)));
    expect(pictures.map(sizeOf)).toEqual([1, 2, 3, 4].map(() => [640, 360]));
    expect(foreignHits).toEqual([]);
    await browser.close();
  },
);

it.skipIf(executablePath === null)('gives up on a page that never settles, and draws the next one', async () => {
  const browser = new PictureBrowser({ executablePath: executablePath!, mostPages: 1, timeoutMs: 120_000 });
  const size = { width: 320, height: 180 };
  await browser.draw({ ...size, address: addressOf(ours) });
  const never = new PictureBrowser({ executablePath: executablePath!, mostPages: 1, timeoutMs: 3_000 });
  const refused = expect(never.draw({ ...size, address: addressOf(ours, '/never') })).rejects.toThrow(PictureTimeout);
  const waiting = expect(never.draw({ ...size, address: addressOf(ours) })).rejects.toThrow(PictureTimeout);
  await Promise.all([refused, waiting]);
  expect(sizeOf(await browser.draw({ ...size, address: addressOf(ours) }))).toEqual([640, 360]);
  await Promise.all([browser.close(), never.close()]);
});

it.skipIf(executablePath === null)('starts another browser after the one before ended', async () => {
  const browser = new PictureBrowser({ executablePath: executablePath!, idleMs: 50, timeoutMs: 120_000 });
  const request = { address: addressOf(ours), width: 200, height: 100 };
  await browser.draw(request);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(sizeOf(await browser.draw(request))).toEqual([400, 200]);
  await browser.close();
});

it('finds no browser where there is none', () => {
  expect(findBrowser({ given: '/nowhere/chromium', folders: [] })).toBeNull();
});
