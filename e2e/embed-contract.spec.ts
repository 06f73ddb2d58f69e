import { expect, type Page, test } from '@playwright/test';
import { type ForeignPages, foreignPages, post, posted } from './support/foreign-page';
import { panelIds } from './support/panel-ids';
import { type Production, pidOf, produceOrders, runningStack } from './support/running-stack';

const sizes = [
  [320, 180],
  [480, 270],
  [640, 360],
  [960, 540],
  [1280, 720],
] as const;
const shown = /live|idle|stored|empty|frozen/;
const board = 'throughput,lag,orders-heatmap,stages';

test.describe.configure({ timeout: 120_000 });
let production: Production;
let foreign: ForeignPages;

test.beforeAll(async () => {
  production = produceOrders('--events-per-second', '50');
  foreign = await foreignPages();
});
test.afterAll(async () => {
  await production.stop();
  await foreign.close();
});

const capture = async (panel: string, parameters = {}): Promise<{ id: string; path: string }> => {
  const response = await fetch(`${runningStack().webUrl}/api/snapshots`, {
    method: 'POST',
    body: JSON.stringify({ panel, parameters }),
  });
  expect(response.status).toBe(201);
  return response.json();
};

/** Counts every use of storage, in every frame. */
const watchStorage = (page: Page) =>
  page.addInitScript(() => {
    const told = (name: string) => {
      document.documentElement.dataset.stored = name;
    };
    const { getItem, setItem } = Storage.prototype;
    Storage.prototype.getItem = function (key) {
      told('getItem');
      return getItem.call(this, key);
    };
    Storage.prototype.setItem = function (key, value) {
      told('setItem');
      setItem.call(this, key, value);
    };
  });

for (const [theme, bg] of [
  ['light', 'solid'],
  ['dark', 'solid'],
  ['light', 'transparent'],
] as const)
  test(`every panel and a board fit five sizes of a foreign page, ${theme} and ${bg}, without bars, cookies or storage, and say when they are ready`, async ({
    page,
  }) => {
    test.setTimeout(600_000);
    await watchStorage(page);
    const paths = [
      ...panelIds.map((id) => [id, `/embed/${id}?`] as const),
      ['board', `/embed/board?panels=${board}&`] as const,
    ];
    for (const [panel, path] of paths)
      for (const size of sizes) {
        const frame = await foreign.open(page, `${path}theme=${theme}&bg=${bg}`, size);
        const what = `${path} ${size.join('x')}`;
        await expect(frame.locator('figure').first(), what).toHaveAttribute('data-state', shown, { timeout: 30_000 });
        const found = await frame.evaluate(() => {
          const { scrollWidth, scrollHeight, dataset } = document.documentElement;
          const embed = document.querySelector<HTMLElement>('[data-embed]');
          return {
            overflow: [scrollWidth - innerWidth, scrollHeight - innerHeight],
            cutOff: [...document.querySelectorAll('figure')].some(
              (one) => one.getBoundingClientRect().bottom > innerHeight,
            ),
            bars: [...document.querySelectorAll('[data-embed] *')].filter(
              (one) => one instanceof HTMLElement && one.offsetWidth - one.clientWidth > 3 && one.clientWidth > 0,
            ).length,
            theme: embed?.dataset.theme,
            clear: embed !== null && getComputedStyle(embed).backgroundColor === 'rgba(0, 0, 0, 0)',
            warnings: embed?.dataset.embedWarnings,
            stored: dataset.stored,
            cookies: document.cookie,
          };
        });
        expect(found, what).toEqual({
          ...{
            overflow: [0, 0],
            cutOff: false,
            bars: 0,
            theme,
            clear: bg === 'transparent',
            warnings: '',
            cookies: '',
          },
        });
        await expect
          .poll(() => posted(page), what)
          .toContainEqual(expect.objectContaining({ source: 'streamscope', v: 1, type: 'ready', panel }));
      }
    expect(await page.context().cookies()).toEqual([]);
  });

test('Esc and the keys of the pages do nothing in an embed', async ({ page }) => {
  await page.goto('/embed/throughput?theme=light');
  await expect(page.getByTestId('panel-throughput')).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
  await page.evaluate(() => {
    addEventListener('keydown', (event) => {
      setTimeout(() => {
        if (event.defaultPrevented) document.documentElement.dataset.trapped = event.key;
      });
    });
  });
  for (const key of ['Escape', ' ', 't', '?', 'Control+k', 'k', 'f', '0']) await page.keyboard.press(key);
  await page.waitForTimeout(300);
  await expect(page.locator('[role=dialog]')).toHaveCount(0);
  await expect(page.locator('html')).not.toHaveAttribute('data-trapped', /./);
  await expect(page.getByTestId('panel-throughput')).toHaveAttribute('data-state', 'live');
  await expect(page.locator('[data-embed]')).toHaveAttribute('data-theme', 'light');
});

test('a host sets parameters, asks again, leaves and freezes; what it does not know is ignored', async ({ page }) => {
  const frame = await foreign.open(page, '/embed/throughput?theme=light', [640, 360]);
  const panel = frame.getByTestId('panel-throughput');
  await expect(panel).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
  await expect.poll(() => posted(page)).toContainEqual(expect.objectContaining({ type: 'ready' }));
  await post(page, { type: 'set', params: { theme: 'dark', window: '60s', frozen: 'x', unknown: '1' } });
  await expect(frame.locator('[data-embed]')).toHaveAttribute('data-theme', 'dark');
  await expect(panel.locator('figcaption')).toContainText('last 60 s');
  expect(frame.url()).not.toMatch(/frozen|unknown/);
  await expect(frame.locator('[data-embed]')).toHaveAttribute('data-embed-warnings', '');

  const before = (await posted(page)).filter(({ type }) => type === 'ready').length;
  await post(page, { type: 'hello' });
  await expect
    .poll(async () => (await posted(page)).filter(({ type }) => type === 'ready').length)
    .toBeGreaterThan(before);

  await page.evaluate(() => {
    const element = document.querySelector('iframe');
    if (element !== null) element.height = '300';
  });
  await expect.poll(() => posted(page)).toContainEqual(expect.objectContaining({ type: 'size', height: 300 }));

  await post(page, 'slide:stop');
  await page.waitForTimeout(1_000);
  const left = Number(await panel.getAttribute('data-seq'));
  await page.waitForTimeout(2_500);
  expect(Number(await panel.getAttribute('data-seq')) - left).toBeLessThanOrEqual(1);
  await expect(panel.locator('svg path').first()).toBeAttached();
  await post(page, 'slide:start');
  await expect.poll(async () => Number(await panel.getAttribute('data-seq'))).toBeGreaterThan(left + 1);

  for (const noise of [null, 7, 'slide:dance', { type: 'close' }, { type: 'set', params: 'x' }])
    await post(page, noise);
  await expect(panel).toHaveAttribute('data-state', 'live');
  await post(page, { type: 'freeze' });
  await expect(panel).toHaveAttribute('data-state', 'frozen');
  await expect.poll(() => posted(page)).toContainEqual(expect.objectContaining({ type: 'state', state: 'frozen' }));
});

test('only the page around the frame is heard', async ({ page }) => {
  const frame = await foreign.open(page, '/embed/lag?theme=light', [640, 360]);
  await expect(frame.getByTestId('panel-lag')).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
  // From the frame to itself: the source is not its parent.
  await frame.evaluate(() => window.postMessage({ type: 'set', params: { theme: 'dark' } }, '*'));
  await page.waitForTimeout(1_500);
  await expect(frame.locator('[data-embed]')).toHaveAttribute('data-theme', 'light');
});

test('a board holds several panels behind one socket', async ({ page }) => {
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await page.goto(`/embed/board?panels=${board},nothing&cols=2&theme=dark`);
  for (const id of board.split(','))
    await expect(page.getByTestId(`panel-${id}`)).toHaveAttribute('data-state', shown, { timeout: 30_000 });
  await page.waitForTimeout(1_000);
  expect(sockets.filter((url) => url.includes('/socket.io/'))).toHaveLength(1);
  await expect(page.locator('[data-embed=board]')).toHaveAttribute('data-embed-warnings', /no panel with nothing/);
});

test('a frozen embed shows its moment with the gateway stopped, and opens no socket', async ({ page }) => {
  const ids = ['throughput', 'orders-heatmap'] as const;
  const captured = [];
  await page.goto('/embed/throughput');
  await expect(page.getByTestId('panel-throughput')).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
  for (const id of ids) captured.push(await capture(id, id === 'throughput' ? { window: '60s' } : { tz: 'UTC' }));
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  const gateway = pidOf('gateway');
  process.kill(gateway, 'SIGSTOP');
  try {
    for (const [index, id] of ids.entries()) {
      const frame = await foreign.open(page, `${captured[index]?.path}&theme=light`, [640, 360]);
      const panel = frame.getByTestId(`panel-${id}`);
      await expect(panel).toHaveAttribute('data-state', 'frozen');
      await expect(panel).toContainText(/Frozen \d\d:\d\d UTC/);
      await expect(panel).not.toContainText('now');
      await expect(panel.locator(id === 'throughput' ? 'svg path' : 'td').first()).toBeAttached();
    }
  } finally {
    process.kill(gateway, 'SIGCONT');
  }
  expect(sockets).toEqual([]);
});

test('a snapshot is for its panel alone, and what is not kept is said', async ({ page }) => {
  const { id } = await capture('lag');
  await page.goto(`/embed/throughput?frozen=${id}`);
  await expect(page.locator('[data-embed]')).toHaveAttribute('data-embed-warnings', /no snapshot of this panel/);
  await expect(page.getByTestId('panel-throughput')).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
});

test('nobody but our own pages may keep a snapshot', async () => {
  const { webUrl } = runningStack();
  const asked = (headers: Record<string, string>, body = '{"panel":"lag"}') =>
    fetch(`${webUrl}/api/snapshots`, { method: 'POST', headers, body }).then(({ status }) => status);
  expect(await asked({ origin: 'http://evil.example' })).toBe(403);
  expect(await asked({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await asked({}, '{"panel":"nothing"}')).toBe(400);
  expect(await asked({}, '{"panel":"orders-heatmap","parameters":{"window":"2y"}}')).toBe(400);
  expect(await asked({}, 'x'.repeat(10_000))).toBe(400);
});

test('parts of an embed can be left out, its text enlarged, its rows shown', async ({ page }) => {
  await page.goto('/embed/throughput?legend=0&axis=0&scale=2&motion=0&refresh=off&theme=light');
  const embed = page.locator('[data-embed=throughput]');
  await expect(embed.locator('[data-part=axis]').first()).toBeHidden();
  await expect(embed.locator('[data-part=legend]').first()).toBeHidden();
  await expect(embed).toHaveCSS('zoom', '2');
  await expect(page.getByTestId('panel-throughput')).toHaveAttribute('data-state', 'frozen');
  for (const id of ['lag', 'orders-heatmap']) {
    await page.goto(`/embed/${id}?view=table&theme=light`);
    await expect(page.getByTestId(`panel-${id}`).getByRole('table')).toBeVisible();
  }
});
