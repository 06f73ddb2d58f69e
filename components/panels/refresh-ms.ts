import type { Refresh } from '@/components/prepare/embed-parameters';

/** The pace that an embed's address asks for; none: as fast as there is something new. */
export function refreshMs(refresh: Refresh): { readonly everyMs?: number } {
  return refresh === 'live' || refresh === 'off' ? {} : { everyMs: Number.parseInt(refresh, 10) * 1_000 };
}
