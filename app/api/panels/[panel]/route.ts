import { createHash } from 'node:crypto';
import { panelCsv } from '@/app/_server/panel-csv';
import { describePanelError } from '@/app/_server/panel-error';
import { readLivePanel } from '@/app/_server/panel-live';
import { drawPanel } from '@/app/_server/panel-picture';
import { csvColumnsOf, csvRowsOf, isStoredPanel, readStoredPanel, storedPanelIds } from '@/app/_server/stored-panels';
import { isLivePanel, type LivePanelId, livePanelIds } from '@/components/panels/live-panel-kinds';
import { findPanel } from '@/components/panels/registry';
import type { PanelError } from '@/lib/contracts/stored-answer';

export const dynamic = 'force-dynamic';

/** `/api/panels/<id>.json|.csv|.png` with the page's own query parameters. */
export async function GET(request: Request, context: { params: Promise<{ panel: string }> }): Promise<Response> {
  const file = (await context.params).panel;
  const [, id = '', format] = /^(.+)\.(json|csv|png)$/.exec(file) ?? [];
  if (format === 'png' && (id === 'board' || findPanel(id) !== undefined))
    return picture(id, new URL(request.url).searchParams);
  if (isLivePanel(id)) return live(id, format === 'csv', new URL(request.url).searchParams);
  if (!isStoredPanel(id)) return failure(404, unknownPanel(file));
  try {
    const answer = await readStoredPanel(id, new URL(request.url).searchParams, { strictNames: true });
    const tag = `"${createHash('sha1')
      .update(JSON.stringify({ ...answer, generatedAt: '', format }))
      .digest('base64url')}"`;
    const headers = { ETag: tag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' };
    if (isKnown(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers });
    if (format === 'json') return Response.json(answer, { headers });
    return csvResponse(id, csvColumnsOf(id), csvRowsOf(id, answer), headers);
  } catch (error) {
    const { status, body } = describePanelError(error);
    return failure(status, body);
  }
}

/** Drawn anew for each request: a panel is another one with every second. */
async function picture(id: string, search: URLSearchParams): Promise<Response> {
  try {
    const png = await drawPanel(id, search);
    const headers = { 'Content-Type': 'image/png', 'Cache-Control': 'no-store' };
    return new Response(new Uint8Array(png), {
      headers: { ...headers, 'Content-Disposition': `inline; filename="${id}.png"` },
    });
  } catch (error) {
    const { status, body } = describePanelError(error);
    return failure(status, body);
  }
}

/** A live panel is another one with every second: nothing to keep, nothing to compare. */
async function live(id: LivePanelId, asCsv: boolean, search: URLSearchParams): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' };
  try {
    const answer = await readLivePanel(id, search);
    return asCsv ? csvResponse(id, answer.columns, answer.rows, headers) : Response.json(answer, { headers });
  } catch (error) {
    const { status, body } = describePanelError(error);
    return failure(status, body);
  }
}

const csvResponse = (
  id: string,
  columns: readonly string[],
  rows: readonly object[],
  headers: Record<string, string>,
): Response =>
  new Response(panelCsv(columns, rows), {
    headers: {
      ...headers,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${id}.csv"`,
    },
  });

const isKnown = (ifNoneMatch: string | null, tag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((known) => known.trim().replace(/^W\//, '') === tag);

const unknownPanel = (file: string): PanelError => ({
  error: {
    code: 'UNKNOWN_PANEL',
    parameter: null,
    message: `There is no ${file.slice(0, 80)}; there are ${[...storedPanelIds, ...livePanelIds]
      .map((id) => `${id}.json and ${id}.csv`)
      .join(', ')}.`,
  },
});

const failure = (status: number, body: PanelError): Response =>
  Response.json(body, {
    status,
    headers: { 'Cache-Control': 'no-store', ...(status === 503 && { 'Retry-After': '5' }) },
  });
