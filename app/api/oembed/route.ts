import { oembedOf, originOf } from '@/app/_server/oembed';

export const dynamic = 'force-dynamic';

/** `/api/oembed?url=&format=json&maxwidth=&maxheight=`: 404 for what is no embed of ours, 501 for another format. */
export function GET(request: Request): Response {
  const search = new URL(request.url).searchParams;
  const format = search.get('format') ?? 'json';
  if (format !== 'json') return refusal(501, 'Only format=json is answered.');
  const most = { width: limit(search.get('maxwidth')), height: limit(search.get('maxheight')) };
  if (Number.isNaN(most.width) || Number.isNaN(most.height))
    return refusal(400, 'maxwidth and maxheight must be whole numbers of pixels.');
  const answer = oembedOf(search.get('url') ?? '', originOf(request.headers), most);
  if (answer === null) return refusal(404, 'url must be the address of an embed of this server.');
  return Response.json(answer, { headers: { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' } });
}

const limit = (given: string | null): number =>
  given === null ? Number.POSITIVE_INFINITY : /^[1-9]\d{0,4}$/.test(given) ? Number(given) : Number.NaN;

const refusal = (status: number, message: string): Response =>
  Response.json({ error: { message } }, { status, headers: { 'Cache-Control': 'no-store' } });
