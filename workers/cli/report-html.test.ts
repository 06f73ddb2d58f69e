import { describe, expect, it } from 'vitest';
import type { ReportFigures } from './report-figures';
import { reportHtml } from './report-html';
import { filterWords, type ReportedPanel } from './report-panel';

const panel: ReportedPanel = {
  ...{ id: 'orders-pareto', title: 'Revenue <by> item', unit: 'EUR', explanation: 'Sums & shares.' },
  ...{ generatedAt: '2026-11-27T00:00:00.000Z', filters: { tz: 'UTC', channel: [], item: ['a"b', 'c'] } },
  ...{
    rows: 60,
    csv: 'orders.csv',
    table: ['rank,item', ...Array.from({ length: 60 }, (_, n) => `${n},<b>`)].join('\r\n'),
  },
  ...{ png: { file: 'orders.png', bytes: Buffer.from('picture') }, pngProblem: null },
};
const figures: ReportFigures = {
  versions: { node: '20', postgresql: '18' },
  producers: { orders: { sent_ok: 3, ack_p95_ms: null } },
  consumers: { orders: { committed: 3, errors: { NOT_JSON: 1 } } },
  topics: [],
};
const about = { runId: 'r', generatedAt: '2026-11-27T00:00:01.000Z', version: '1' };

describe('the report as one file', () => {
  it('needs nothing beside it and runs nothing', () => {
    const html = reportHtml({ ...about, panels: [panel], figures });
    expect(html).toContain(`data:image/png;base64,${Buffer.from('picture').toString('base64')}`);
    expect(html).not.toMatch(/<script|https?:\/\/|<link/);
  });

  it('shows what is stored as text only', () => {
    const html = reportHtml({ ...about, panels: [panel], figures });
    expect(html).toContain('Revenue &lt;by&gt; item');
    expect(html).toContain('item a&quot;b or c');
    expect(html).not.toContain('<b>');
  });

  it('says how many rows it leaves out, and why a picture is missing', () => {
    const pngProblem = 'No browser was found.';
    const html = reportHtml({ ...about, panels: [{ ...panel, png: null, pngProblem }], figures });
    expect(html).toContain('… 20 more rows in orders.csv');
    expect(html).toContain('No picture: No browser was found.');
  });
});

describe('filters in words', () => {
  it('leave out what is not set', () => {
    expect(filterWords({ from: null, tz: 'UTC', channel: [], item: ['a', 'b'] })).toBe('tz UTC, item a or b');
  });
});
