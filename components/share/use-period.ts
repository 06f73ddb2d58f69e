import { useEffect, useEffectEvent } from 'react';
import { panelSearch, type ShareChoice } from '@/components/prepare/share-choice';
import type { PanelToShare } from './share-panel';

/** Where a time is to be locked and none is given, takes the hours that the panel shows now. */
export function usePeriod(
  panel: PanelToShare,
  choice: ShareChoice,
  onPeriod: (period: Pick<ShareChoice, 'from' | 'to'>) => void,
): void {
  const wanted = panel.hasPeriod && choice.time === 'locked' && choice.from === '' && choice.to === '';
  const search = panelSearch(panel, { ...choice, time: 'moving' });
  for (const name of [...search.keys()]) if (!panel.filters.includes(name)) search.delete(name);
  const address = `/api/panels/${panel.id}.json?${search}`;
  const tell = useEffectEvent(onPeriod);
  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    fetch(address, { signal: stop.signal })
      .then(async (response) => {
        const { filters } = (await response.json()) as { filters?: { from?: string | null; to?: string | null } };
        const hour = (text: string | null | undefined) => (text ?? '').slice(0, 16);
        if (filters?.from) tell({ from: hour(filters.from), to: hour(filters.to) });
      })
      .catch(() => undefined);
    return () => stop.abort();
  }, [wanted, address]);
}
