import { escapeHtml } from '@/components/prepare/share-snippets';

export interface FrozenPage {
  readonly title: string;
  readonly subtitle: string;
  /** `data:image/png;base64,…`. */
  readonly picture: string;
  readonly width: number;
  /** Name and value: source, filters, capture time. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const style = `body{font:13px/20px system-ui,sans-serif;color:#171b22;background:#fff;margin:24px auto;max-width:1024px;padding:0 16px}
h1{font-size:20px;line-height:28px;font-weight:500;margin:0}p{color:#5b616b;margin:0 0 16px}img{max-width:100%;height:auto;border:1px solid #dde0e4}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin-top:24px}th,td{padding:6px 16px 6px 0;text-align:left;border-bottom:1px solid #e8eaed}
th{font-weight:400;color:#5b616b}dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:24px 0 0}dt{color:#5b616b}dd{margin:0}`;

/** A panel as one file that asks nobody for anything: picture, facts and rows. */
export function frozenPage({ title, subtitle, picture, width, facts, columns, rows }: FrozenPage): string {
  const cells = (tag: 'td' | 'th', values: readonly string[]) =>
    values.map((value) => `<${tag}>${escapeHtml(value)}</${tag}>`).join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(subtitle)}</p>
<img src="${escapeHtml(picture)}" width="${width}" alt="${escapeHtml(`${title}. ${subtitle}`)}">
<dl>${facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>
<table><thead><tr>${cells('th', columns)}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n')}</tbody></table></body></html>
`;
}
