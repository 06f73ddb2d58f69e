import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { findPanel } from '@/components/panels/registry';
import { frameTag } from '@/components/prepare/share-snippets';
import { canDraw } from './panel-picture';

/** An answer of type `rich`, as oembed.com has it. */
export interface OembedAnswer {
  readonly version: '1.0';
  readonly type: 'rich';
  readonly provider_name: string;
  readonly provider_url: string;
  readonly title: string;
  readonly html: string;
  readonly width: number;
  readonly height: number;
  readonly thumbnail_url?: string;
  readonly thumbnail_width?: number;
  readonly thumbnail_height?: number;
  readonly cache_age: number;
}

const boardSize = { width: 1280, height: 720 };

/** The frame for an address of a panel of ours, no larger than wanted; null when the address is none. */
export function oembedOf(
  address: string,
  origin: string,
  most: { width: number; height: number },
): OembedAnswer | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const [, id] = /^\/embed\/([\w-]+)$/.exec(url.pathname) ?? [];
  const entry = findPanel(id ?? '');
  if (url.origin !== origin || (entry === undefined && id !== 'board')) return null;
  const title = entry?.title ?? 'Board';
  const size = entry?.defaultSize ?? boardSize;
  const width = Math.min(size.width, most.width);
  const height = Math.min(size.height, most.height);
  const picture = new URLSearchParams([...url.searchParams, ['width', String(width)], ['height', String(height)]]);
  return {
    ...{ version: '1.0', type: 'rich', provider_name: 'Streamscope', provider_url: `${origin}/`, title },
    ...{ html: frameTag({ address: url.href, title, width, height }), width, height },
    ...(canDraw() && {
      thumbnail_url: `${origin}/api/panels/${id}.png?${picture}`,
      ...{ thumbnail_width: width * 2, thumbnail_height: height * 2 },
    }),
    cache_age: 3_600,
  };
}

/** Origin under which this request came, behind a proxy that one's. */
export function originOf(given: Headers): string {
  const host = given.get('x-forwarded-host') ?? given.get('host') ?? 'localhost';
  const protocol = given.get('x-forwarded-proto')?.split(',')[0] ?? 'http';
  const origin = `${protocol}://${host}`;
  return URL.canParse(origin) ? new URL(origin).origin : 'http://localhost';
}

/** Lets whoever pastes the address of an embed find its oEmbed answer. */
export async function oembedLink(path: string, search: URLSearchParams): Promise<Pick<Metadata, 'alternates'>> {
  const origin = originOf(await headers());
  const url = `${origin}${path}${search.size === 0 ? '' : `?${search}`}`;
  return {
    alternates: {
      types: { 'application/json+oembed': `${origin}/api/oembed?${new URLSearchParams({ url, format: 'json' })}` },
    },
  };
}
