'use client';

import { type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { LiveSnapshot, LiveView } from '@/lib/contracts/live-frame';
import { LiveContext } from './live-context';
import type { LiveDisplay } from './live-display';
import { LiveStore, type LiveStoreOptions } from './live-store';

/**
 * Gives a page its live data. `initial` is what the server read, so that the first paint holds data; `options` hold
 * from the first render on.
 */
export function LiveProvider({
  view,
  initial,
  options = {},
  children,
}: {
  view: LiveView;
  initial: LiveSnapshot | null;
  options?: LiveStoreOptions;
  children: ReactNode;
}) {
  const [store] = useState(() => new LiveStore(view, initial, options));
  useEffect(() => store.start(), [store]);
  return <LiveContext value={store}>{children}</LiveContext>;
}

export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext);
  if (store === null) throw new Error('useLiveStore needs a LiveProvider above it');
  return store;
}

/** What is displayed now; renders with every frame, up to 10 a second. For tiles and words. */
export function useLive(): LiveDisplay {
  const store = useLiveStore();
  return useSyncExternalStore(store.subscribe, store.getDisplay, store.getDisplay);
}

/** A value derived from the display; renders only when it changes. */
export function useLiveValue<Value extends string | number | boolean | null>(
  select: (display: LiveDisplay) => Value,
): Value {
  const store = useLiveStore();
  const read = () => select(store.getDisplay());
  return useSyncExternalStore(store.subscribe, read, read);
}

/** What is displayed, renewed at most twice a second and in turn with the other charts. For charts. */
export function useLiveInTurn(): LiveDisplay {
  const store = useLiveStore();
  const [display, setDisplay] = useState(store.getDisplay);
  useEffect(() => store.turns.register(() => setDisplay(store.getDisplay())), [store]);
  return display;
}
