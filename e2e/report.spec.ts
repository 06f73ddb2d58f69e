import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { csvParse } from 'd3-dsv';
import { callCli } from './support/call-cli';
import { pngSize } from './support/png-size';
import { produceOrders, runningStack } from './support/running-stack';

/** Names that slides and documents refer to. */
const promised = [
  'orders_revenue_heatmap_weekday_hour',
  'orders_pareto_revenue_item',
  'orders_boxplot_channel_payment',
  'orders_3d_item_weekday',
];

interface Summary {
  readonly run_id: string;
  readonly generated_at: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly panels: readonly {
    readonly id: string;
    readonly title: string;
    readonly rows: number;
    readonly csv: string;
    readonly png: string | null;
  }[];
  readonly left_out: readonly { readonly id: string }[];
  readonly failed: readonly unknown[];
}

const out = mkdtempSync(join(tmpdir(), 'streamscope-report-'));
test.afterAll(() => rmSync(out, { recursive: true, force: true }));

test('a report holds every stored panel as picture and table, a summary, and a page that stands alone', async () => {
  test.setTimeout(400_000);
  await produceOrders('--max-events', '500', '--events-per-second', '0').ended;
  const { dataDirectory, webUrl } = runningStack();
  const { code, stderr } = await callCli(dataDirectory, ['report', '--out', out]).ended;
  expect([code, stderr.includes('█')], stderr).toEqual([0, true]);

  const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as Summary;
  expect(summary.failed).toEqual([]);
  expect(summary.run_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(summary.versions.streamscope).toMatch(/^\d+\.\d+/);
  const index = await (await fetch(`${webUrl}/api/panels`)).json();
  const stored = index.panels.filter(({ source }: { source: string }) => source === 'stored');
  expect([...summary.panels, ...summary.left_out].map(({ id }) => id).sort()).toEqual(
    stored.map(({ id }: { id: string }) => id).sort(),
  );
  const files = readdirSync(out);
  expect(files).toEqual(expect.arrayContaining(promised.flatMap((name) => [`${name}.png`, `${name}.csv`])));

  const html = readFileSync(join(out, 'report.html'), 'utf8');
  expect(html).not.toMatch(/<script|(?:src|href)="(?!data:|#)/);
  for (const { id, title, rows, csv, png } of summary.panels) {
    const text = readFileSync(join(out, csv), 'utf8');
    const about = text.split('\r\n').filter((line) => line.startsWith('# '));
    expect(about, id).toEqual([
      `# title: ${title}`,
      ...['unit', 'filters', 'generated at'].map((name) => expect.stringMatching(`^# ${name}: `)),
      `# rows: ${rows}`,
    ]);
    expect(csvParse(text.slice(about.join('\r\n').length + 2)).length, id).toBeGreaterThanOrEqual(rows);
    const { defaultSize } = stored.find((one: { id: string }) => one.id === id);
    expect(pngSize(readFileSync(join(out, png ?? 'no picture'))), id).toEqual([
      2 * defaultSize.width,
      2 * defaultSize.height,
    ]);
    expect(html, id).toContain(title.replaceAll('&', '&amp;'));
  }
  expect(html).toContain(summary.run_id);
});
