export interface FrameChoice {
  /** Absolute address of the embed. */
  readonly address: string;
  /** Read aloud by screen readers. */
  readonly title: string;
  readonly width: number;
  readonly height: number;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

/** Text as it may stand in an attribute or an element of HTML. */
export const escapeHtml = (text: string): string => text.replace(/[&"<>]/g, (character) => escapes[character]!);

/** What the browser is to let a frame do; `loopback-network` lets it show an address of this computer. */
export const frameAllow = 'fullscreen; loopback-network; local-network';

/** `<iframe …></iframe>` of an embed. */
export function frameTag({ address, title, width, height }: FrameChoice): string {
  const names = `title="${escapeHtml(title)}" allow="${frameAllow}"`;
  return `<iframe src="${escapeHtml(address)}" width="${width}" height="${height}" ${names} style="border:0"></iframe>`;
}

/** A slide of reveal.js with the frame; loaded ahead, kept while other slides are shown, a picture where it does not answer. */
export function revealSection({ address, title, width, height }: FrameChoice): string {
  const { origin } = new URL(address);
  const frame = `data-src="${escapeHtml(address)}" data-preload data-streamscope`;
  return [
    '<section>',
    `  <h2>${escapeHtml(title)}</h2>`,
    `  <iframe ${frame}`,
    `    width="${width}" height="${height}" title="${escapeHtml(title)}" allow="${frameAllow}" style="border:0"></iframe>`,
    '</section>',
    `<script src="${escapeHtml(origin)}/embed.js" async></script>`,
  ].join('\n');
}

/** Address of the panel as PNG, at two pixels a CSS pixel. */
export function pictureAddress({ address, width, height }: Omit<FrameChoice, 'title'>): string {
  const url = new URL(address);
  url.pathname = `${url.pathname.replace(/^\/embed\//, '/api/panels/')}.png`;
  url.searchParams.set('width', String(width));
  url.searchParams.set('height', String(height));
  return url.href;
}

/** Address of the panel's rows as CSV: of the parameters only those that change the answer. */
export function csvAddress(address: string, filters: readonly string[]): string {
  const url = new URL(address);
  const kept = [...url.searchParams].filter(([name]) => filters.includes(name));
  const search = kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`;
  return `${url.origin}${url.pathname.replace(/^\/embed\//, '/api/panels/')}.csv${search}`;
}
