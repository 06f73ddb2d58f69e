import type { ReportFigures } from './report-figures';
import { filterWords, type ReportedPanel } from './report-panel';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const style = `
  body { margin: 0 auto; max-width: 960px; padding: 32px 24px; background: #f5f7f9; color: #171b22;
    font: 13px/20px Geist, system-ui, sans-serif; font-variant-numeric: tabular-nums }
  h1 { font-size: 20px; line-height: 28px; font-weight: 500; margin: 0 }
  h2 { font-size: 15px; line-height: 20px; font-weight: 500; margin: 0 }
  p { margin: 0 } .muted { color: #5b616b; font-size: 12px; line-height: 16px }
  section { background: #fff; border: 1px solid #dde0e4; border-radius: 8px; padding: 15px; margin-top: 16px; break-inside: avoid }
  img { display: block; max-width: 100%; height: auto; margin-top: 12px }
  pre { overflow-x: auto; margin: 8px 0 0; font: 12px/20px 'Geist Mono', ui-monospace, monospace }
  table { border-collapse: collapse; width: 100%; margin-top: 8px } th { font-weight: 400; color: #5b616b; font-size: 12px }
  th, td { text-align: right; padding: 4px 0 4px 16px; border-bottom: 1px solid #e8eaed } th:first-child, td:first-child { text-align: left; padding-left: 0 }
`;

const shownLines = 40;

function panelSection(panel: ReportedPanel): string {
  const lines = panel.table.split('\r\n').filter((line) => line !== '');
  const rest = lines.length - 1 - shownLines;
  const rows = [...lines.slice(0, shownLines + 1), ...(rest > 0 ? [`… ${rest} more rows in ${panel.csv}`] : [])];
  const picture =
    panel.png === null
      ? `<p class="muted">No picture: ${escaped(panel.pngProblem ?? '')}</p>`
      : `<img alt="${escaped(panel.title)}" src="data:image/png;base64,${panel.png.bytes.toString('base64')}">`;
  return `<section id="${panel.id}">
<h2>${escaped(panel.title)}</h2>
<p class="muted">${escaped([filterWords(panel.filters), `generated at ${panel.generatedAt}`, `${panel.rows} rows`].filter(Boolean).join(' · '))}</p>
${picture}
<details><summary class="muted">How computed, and the rows</summary><p>${escaped(panel.explanation)}</p><pre>${escaped(rows.join('\n'))}</pre></details>
</section>`;
}

function tableSection(title: string, rows: readonly Readonly<Record<string, unknown>>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const cell = (value: unknown): string =>
    value === null ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return `<section><h2>${escaped(title)}</h2><table>
<tr>${names.map((name) => `<th>${escaped(name.replaceAll('_', ' '))}</th>`).join('')}</tr>
${rows.map((row) => `<tr>${names.map((name) => `<td>${escaped(cell(row[name]))}</td>`).join('')}</tr>`).join('\n')}
</table></section>`;
}

const byStream = (figures: Readonly<Record<string, object>>) =>
  Object.entries(figures).map(([stream, values]) => ({ stream, ...values }));

/** Everything in one file that needs nothing beside it: no script, no address. */
export function reportHtml(report: {
  readonly runId: string;
  readonly generatedAt: string;
  readonly version: string;
  readonly panels: readonly ReportedPanel[];
  readonly figures: ReportFigures;
}): string {
  const { runId, generatedAt, version, panels, figures } = report;
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Streamscope report ${escaped(generatedAt)}</title><style>${style}</style>
<h1>Streamscope report</h1>
<p class="muted">Run ${escaped(runId)} · generated at ${escaped(generatedAt)} · Streamscope ${escaped(version)}</p>
${panels.map(panelSection).join('\n')}
${tableSection('Producers', byStream(figures.producers))}
${tableSection('Consumers', byStream(figures.consumers))}
${tableSection('Topics', figures.topics)}
</html>
`;
}
