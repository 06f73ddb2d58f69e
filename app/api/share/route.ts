import { canDraw } from '@/app/_server/panel-picture';
import { shareAddresses } from '@/app/_server/share-addresses';
import type { ShareOptions } from '@/lib/contracts/share-options';

export const dynamic = 'force-dynamic';

/** What the share dialog can offer here. */
export async function GET(): Promise<Response> {
  const options: ShareOptions = { pictures: canDraw(), addresses: await shareAddresses() };
  return Response.json(options, { headers: { 'Cache-Control': 'no-store' } });
}
