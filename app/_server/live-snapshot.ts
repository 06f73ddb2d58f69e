import { readSettings } from '@/lib/config/settings';
import { webSettings } from '@/lib/config/web-settings';
import type { LiveSnapshot, LiveView } from '@/lib/contracts/live-frame';

const answerWithinMs = 1_500;

/** The view as the gateway holds it now, for a first paint with data; null when the gateway does not answer in time. */
export async function readLiveSnapshot(view: LiveView): Promise<LiveSnapshot | null> {
  const { gatewayUrl } = readSettings({ gatewayUrl: webSettings.gatewayUrl });
  const query = new URLSearchParams({ stream: view.stream, window: view.window });
  try {
    const response = await fetch(`${gatewayUrl}/snapshot?${query}`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(answerWithinMs),
    });
    if (!response.ok) return null;
    const snapshot = (await response.json()) as LiveSnapshot;
    return snapshot.v === 1 ? snapshot : null;
  } catch {
    return null;
  }
}
