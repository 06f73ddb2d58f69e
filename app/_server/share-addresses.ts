import { networkInterfaces } from 'node:os';
import type { ShareAddress } from '@/lib/contracts/share-options';
import { dependencies } from './dependencies';

const answerWithinMs = 400;

/** Addresses under which others may reach this server, each tried; the public one as it is configured. */
export async function shareAddresses(): Promise<readonly ShareAddress[]> {
  const { port, publicUrl } = dependencies().settings;
  const lan = Object.values(networkInterfaces())
    .flat()
    .find((one) => one !== undefined && one.family === 'IPv4' && !one.internal);
  const addresses: ShareAddress[] = [];
  if (lan !== undefined) {
    const origin = `http://${lan.address}:${port}`;
    addresses.push({ kind: 'lan', origin, works: await answers(origin) });
  }
  const tunnel = publicUrl === '' ? null : new URL(publicUrl).origin;
  return [...addresses, { kind: 'tunnel', origin: tunnel, works: tunnel !== null }];
}

async function answers(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/embed.js`, { method: 'HEAD', signal: AbortSignal.timeout(answerWithinMs) });
    return response.ok;
  } catch {
    return false;
  }
}
