'use client';

import { useEffect, useState } from 'react';
import { type ComputedFact, computedFacts } from '@/components/prepare/computed-facts';
import { Dialog } from '@/components/ui/dialog';
import { panelTables } from './panel-tables';
import { type PanelId, panels } from './registry';

/** How a panel's figures come about: definition, source, filters, window, zone, n and age. */
export function ComputedDialog({ id, json, onClose }: { id: PanelId; json: string; onClose: () => void }) {
  const panel = panels[id];
  const [facts, setFacts] = useState<readonly ComputedFact[] | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetch(json, { signal: stop.signal })
      .then(async (response) => setFacts(response.ok ? computedFacts(await response.json()) : []))
      .catch(() => undefined);
    return () => stop.abort();
  }, [json]);
  const all: readonly ComputedFact[] = [
    { name: 'Definition', value: panel.explanation },
    { name: 'Unit', value: panel.unit },
    { name: 'Source', value: (panelTables[id] ?? []).join(', ') || 'PostgreSQL', code: panelTables[id] !== undefined },
    ...(facts ?? []),
  ];
  return (
    <Dialog open onOpenChange={onClose} title={panel.title} description="How it is computed">
      <dl className="grid grid-cols-1 gap-x-4 gap-y-2 text-13 tablet:grid-cols-[96px_1fr]">
        {all.map(({ name, value, code }) => (
          <div key={name} className="contents">
            <dt className="text-12 text-muted leading-5">{name}</dt>
            <dd className={code ? 'break-words font-mono text-12 leading-5' : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      {facts === null ? <p className="mt-2 text-12 text-muted">Reading filters and age…</p> : null}
      {facts?.length === 0 ? <p className="mt-2 text-12 text-muted">The panel does not answer now.</p> : null}
    </Dialog>
  );
}
