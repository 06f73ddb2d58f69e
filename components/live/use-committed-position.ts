'use client';

import { useContext, useSyncExternalStore } from 'react';
import { LiveContext } from './live-context';
import type { LiveDisplay } from './live-display';

const positionOf = (display: LiveDisplay): string =>
  (display.state.gauges?.positions ?? []).reduce((sum, { nextOffset }) => sum + BigInt(nextOffset), 0n).toString();

const nothing = () => () => undefined;

/**
 * Says that the page's stream changed: another text after every commit that the gateway has told of. Null where the
 * page has no live data.
 */
export function useCommittedPosition(): string | null {
  const store = useContext(LiveContext);
  const read = () => (store === null ? null : positionOf(store.getDisplay()));
  return useSyncExternalStore(store?.subscribe ?? nothing, read, read);
}
