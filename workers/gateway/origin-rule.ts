import type { IncomingHttpHeaders } from 'node:http';

export type Refusal = 'null origin' | 'foreign origin' | 'cross-site' | 'untrusted peer';

const firstOf = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value)?.split(',')[0]?.trim().toLowerCase();

/** Host and port of an Origin as a Host header has them; null when it is not an http(s) origin. */
function hostOf(origin: string): { host: string; withPort: string } | null {
  if (!URL.canParse(origin)) return null;
  const url = new URL(origin);
  if (!/^https?:$/.test(url.protocol)) return null;
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return { host: url.host, withPort: `${url.hostname}:${port}` };
}

/**
 * Decides on a handshake (ARCHITECTURE 5); null = let it in. Same origin = the Origin's host is that of
 * `x-forwarded-host` (believed only from a trusted peer, such as the web process's rewrite) or of Host. Without an
 * Origin only a trusted peer may come in, and never a page of another site.
 */
export function refusalOf(request: {
  headers: IncomingHttpHeaders;
  /** The connection comes from loopback or from GATEWAY_TRUSTED_PEERS. */
  peerTrusted: boolean;
  publicOrigins: readonly string[];
}): Refusal | null {
  const { headers, peerTrusted, publicOrigins } = request;
  const origin = firstOf(headers.origin);
  if (origin === undefined) {
    const site = firstOf(headers['sec-fetch-site']);
    if (site === 'cross-site' || site === 'same-site') return 'cross-site';
    return peerTrusted ? null : 'untrusted peer';
  }
  if (origin === 'null') return 'null origin';
  if (publicOrigins.includes(origin)) return null;
  const asked = (peerTrusted ? firstOf(headers['x-forwarded-host']) : undefined) ?? firstOf(headers.host);
  const from = hostOf(origin);
  if (from === null || asked === undefined) return 'foreign origin';
  return asked === from.host || asked === from.withPort ? null : 'foreign origin';
}
