import { isLoopbackHost } from '@/components/prepare/reachability';

/**
 * Why a request that would store something is refused; null = it may. Only pages of ours may ask, on this computer or
 * under the address of PUBLIC_URL: the name in `Host` is checked too, since a foreign name can be made to lead here.
 */
export function refusalOfOrigin(request: Request, publicUrl: string): string | null {
  const host = request.headers.get('host') ?? '';
  const origin = request.headers.get('origin');
  const hostname = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
  const isPublic = publicUrl !== '' && new URL(publicUrl).host === host;
  if (!isLoopbackHost(hostname) && !isPublic)
    return 'This is possible on this computer alone, or under the address that PUBLIC_URL names.';
  if (origin !== null && (!URL.canParse(origin) || new URL(origin).host !== host))
    return 'Only a page of this address may ask for this.';
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return 'Only a page of this address may ask for this.';
  return null;
}
