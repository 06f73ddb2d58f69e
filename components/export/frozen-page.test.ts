import { expect, it } from 'vitest';
import { frozenPage } from './frozen-page';
import { fileName } from './save-file';

const page = frozenPage({
  title: 'Half <b>the</b> revenue',
  subtitle: 'n = 3 & more',
  picture: 'data:image/png;base64,AAAA',
  width: 640,
  facts: [['Captured', '2026-11-27T03:15:00Z']],
  columns: ['item', 'revenue'],
  rows: [['<script>alert(1)</script>', '12.50']],
});

it('is one file without a script, whatever the data hold', () => {
  expect(page).not.toMatch(/<script|<b>|https?:/);
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).toContain("default-src 'none'");
});

it('holds the picture, the facts and the rows', () => {
  expect(page).toContain(
    '<img src="data:image/png;base64,AAAA" width="640" alt="Half &lt;b&gt;the&lt;/b&gt; revenue. n = 3 &amp; more">',
  );
  expect(page).toContain('<dt>Captured</dt><dd>2026-11-27T03:15:00Z</dd>');
  expect(page).toContain('<th>item</th><th>revenue</th>');
});

it('is named by panel and time', () =>
  expect(fileName('lag', Date.UTC(2026, 10, 27, 3, 15), 'png')).toBe('lag-2026-11-27T03-15-00Z.png'));
