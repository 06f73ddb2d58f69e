'use client';

import { useSyncExternalStore } from 'react';

/** The moment pointed at, shared by all charts of a page. `source` is the chart under the pointer, or the keys. */
export interface Cursor {
  readonly timeMs: number;
  readonly source: string | 'keys';
}

let cursor: Cursor | null = null;
const listeners = new Set<() => void>();

export function setCursor(next: Cursor | null): void {
  if (next?.timeMs === cursor?.timeMs && next?.source === cursor?.source) return;
  cursor = next;
  for (const listener of listeners) listener();
}

export const getCursor = (): Cursor | null => cursor;

export function useCursor(): Cursor | null {
  return useSyncExternalStore(subscribe, getCursor, () => null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
