import { useEffect, useState } from 'react';
import type { ShareOptions } from '@/lib/contracts/share-options';

/** What this server can offer; null until it said so, or where it does not. */
export function useShareOptions(): ShareOptions | null {
  const [options, setOptions] = useState<ShareOptions | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetch('/api/share', { signal: stop.signal })
      .then(async (response) => response.ok && setOptions(await response.json()))
      .catch(() => undefined);
    return () => stop.abort();
  }, []);
  return options;
}
