import { useEffect, useState } from 'react';
import type { CapturedSnapshot } from '@/lib/contracts/share-options';
import type { PanelError } from '@/lib/contracts/stored-answer';

export type Captured =
  | { readonly state: 'none' | 'capturing' }
  | { readonly state: 'captured'; readonly snapshot: CapturedSnapshot }
  | { readonly state: 'refused'; readonly sentence: string };

/** Keeps a snapshot of the panel while one is `wanted`; another question makes another. */
export function useSnapshot(panel: string, search: string, wanted: boolean): Captured {
  const [captured, setCaptured] = useState<Captured>({ state: 'none' });
  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    setCaptured({ state: 'capturing' });
    capture(panel, new URLSearchParams(search), stop.signal).then(
      (next) => stop.signal.aborted || setCaptured(next),
      () => stop.signal.aborted || setCaptured({ state: 'refused', sentence: 'The server does not answer.' }),
    );
    return () => stop.abort();
  }, [panel, search, wanted]);
  return wanted ? captured : { state: 'none' };
}

async function capture(panel: string, search: URLSearchParams, signal: AbortSignal): Promise<Captured> {
  const parameters = Object.fromEntries([...new Set(search.keys())].map((name) => [name, search.getAll(name)]));
  const single = Object.fromEntries(
    Object.entries(parameters).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
  const response = await fetch('/api/snapshots', {
    ...{ method: 'POST', signal, headers: { 'Content-Type': 'application/json' } },
    body: JSON.stringify({ panel, parameters: single }),
  });
  const body: unknown = await response.json();
  if (response.ok) return { state: 'captured', snapshot: body as CapturedSnapshot };
  return { state: 'refused', sentence: (body as PanelError).error.message };
}
