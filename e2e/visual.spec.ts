import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { Pool } from 'pg';
import { panelIds } from './support/panel-ids';
import { runningStack } from './support/running-stack';

/** What stored panels answered once, with what they were asked: kept in the repository, so that pictures can be compared. */
const answers = JSON.parse(
  readFileSync(fileURLToPath(new URL('./fixtures/stored-answers.json', import.meta.url)), 'utf8'),
) as Record<string, { parameters: object; answer: object }>;
const capturedAt = new Date('2026-11-27T12:00:00Z');
const live = panelIds.slice(0, panelIds.indexOf('orders-heatmap'));

let sql: Pool;
test.beforeAll(async () => {
  sql = new Pool({ connectionString: runningStack().databaseUrl, max: 1 });
  for (const [panel, { parameters, answer }] of Object.entries(answers))
    await sql.query(
      `INSERT INTO snapshot (id, panel, parameters, answer, captured_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET parameters = excluded.parameters, answer = excluded.answer`,
      [idOf(panel), panel, JSON.stringify(parameters), JSON.stringify(answer), capturedAt],
    );
});
test.afterAll(async () => {
  await sql.query('DELETE FROM snapshot WHERE id = ANY($1)', [Object.keys(answers).map(idOf)]);
  await sql.end();
});

const idOf = (panel: string): string => panel.padEnd(22, '-');

async function open(page: Page, panel: string, theme: string): Promise<void> {
  await page.setViewportSize({ width: 640, height: 360 });
  // Drawn without a graphics card, so that bars look alike everywhere: their isometric twin.
  await page.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
      return kind.startsWith('webgl') ? null : Reflect.apply(getContext, this, [kind, ...more]);
    } as typeof getContext;
  });
  await page.goto(`/embed/${panel}?frozen=${idOf(panel)}&theme=${theme}&motion=0`);
  await expect(page.getByTestId(`panel-${panel}`)).toHaveAttribute('data-state', 'frozen');
  await expect(page.locator('[data-embed][data-settled]')).toBeAttached();
}

test('there is an answer of every stored panel', () => {
  expect(Object.keys(answers).toSorted()).toEqual(panelIds.filter((id) => !live.includes(id)).toSorted());
});

/** Whose colours stand for numbers: they have steps of their own in the dark. */
const alsoDark = ['orders-heatmap', 'orders-3d', 'ratings-over-time', 'orders-boxplot'];

for (const panel of Object.keys(answers))
  for (const theme of alsoDark.includes(panel) ? ['light', 'dark'] : ['light'])
    test(`${panel} looks as it did, ${theme}`, async ({ page }) => {
      await open(page, panel, theme);
      await expect(page).toHaveScreenshot(`${panel}-${theme}.png`, { maxDiffPixelRatio: 0.02 });
    });
