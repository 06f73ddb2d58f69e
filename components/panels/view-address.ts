'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { useLiveStore } from '@/components/live/live-provider';
import { addressOfView, readLiveView } from '@/components/prepare/view-search';
import type { LiveView } from '@/lib/contracts/live-frame';

/**
 * The view in the page's address: a change is a new step of the browser's history, and the back button, an edited
 * address and a link lead to the view they name. Returns how a view is chosen.
 */
export function useViewAddress(): (view: LiveView) => void {
  const store = useLiveStore();
  const pathname = usePathname();
  const search = useSearchParams();
  const { stream, window } = readLiveView(search);
  useEffect(() => {
    const { view } = store.getDisplay().state;
    if (view.stream !== stream || view.window !== window) store.setView({ stream, window });
  }, [store, stream, window]);
  return (view) => history.pushState(null, '', pathname + addressOfView(view));
}
