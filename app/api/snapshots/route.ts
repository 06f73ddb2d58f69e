import { z } from 'zod';
import { captureSnapshot } from '@/app/_server/capture-snapshot';
import { dependencies } from '@/app/_server/dependencies';
import { describePanelError } from '@/app/_server/panel-error';
import { refusalOfOrigin } from '@/app/_server/same-origin';
import { snapshotRate } from '@/app/_server/snapshot-rate';
import type { PanelError } from '@/lib/contracts/stored-answer';

export const dynamic = 'force-dynamic';

const mostBytes = 8_192;
const body = z.object({
  panel: z.string().max(60),
  parameters: z
    .record(z.string().max(60), z.union([z.string().max(200), z.array(z.string().max(200)).max(100)]))
    .default({}),
});

/**
 * Keeps what a panel answers now, as `{panel, parameters}` asks: 201 with the address of its embed. Only for pages of
 * ours; so many a minute (429), so many in all (the oldest goes).
 */
export async function POST(request: Request): Promise<Response> {
  const refusal = refusalOfOrigin(request, dependencies().settings.publicUrl);
  if (refusal !== null) return failure(403, 'FOREIGN_ORIGIN', refusal);
  const text = await request.text();
  const parsed = text.length > mostBytes ? null : body.safeParse(jsonOf(text));
  if (!parsed?.success)
    return failure(400, 'BAD_BODY', 'The body must be JSON: {"panel": id, "parameters": {name: value}}.');
  const waitMs = snapshotRate().take();
  if (waitMs > 0)
    return failure(429, 'TOO_MANY', 'Too many snapshots in a minute; try again soon.', {
      'Retry-After': String(Math.ceil(waitMs / 1_000)),
    });
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(parsed.data.parameters))
    for (const value of [values].flat()) search.append(name, value);
  try {
    const captured = await captureSnapshot(parsed.data.panel, search);
    return Response.json(captured, { status: 201, headers: { 'Cache-Control': 'no-store' } });
  } catch (error) {
    const { status, body: problem } = describePanelError(error);
    return Response.json(problem, { status, headers: { 'Cache-Control': 'no-store' } });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const failure = (status: number, code: string, message: string, headers: Record<string, string> = {}): Response =>
  Response.json({ error: { code, parameter: null, message } } satisfies PanelError, {
    status,
    headers: { 'Cache-Control': 'no-store', ...headers },
  });
