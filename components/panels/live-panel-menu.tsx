'use client';

import { Calculator, ChartLine, Copy, ExternalLink, Table2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { MenuEntry } from '@/components/ui/menu';
import type { LivePanelId } from './live-panel-kinds';
import { PanelMenuPlace } from './panel-menu-place';
import { panels } from './registry';

const PanelMenu = dynamic(() => import('./panel-menu').then((module) => module.PanelMenu), {
  ssr: false,
  loading: PanelMenuPlace,
});
const Dialog = dynamic(() => import('@/components/ui/dialog').then((module) => module.Dialog), { ssr: false });

/** What can be done with a live panel. */
export function LivePanelMenu({
  id,
  asTable = false,
  onAsTable,
}: {
  id: LivePanelId;
  asTable?: boolean;
  onAsTable?: (asTable: boolean) => void;
}) {
  const [explained, setExplained] = useState(false);
  const panel = panels[id];
  const address = `/embed/${id}`;
  const entries: MenuEntry[] = [
    ...(onAsTable === undefined
      ? []
      : [
          {
            label: asTable ? 'Chart' : 'Table',
            icon: asTable ? <ChartLine aria-hidden size={14} /> : <Table2 aria-hidden size={14} />,
            onSelect: () => onAsTable(!asTable),
          },
        ]),
    { label: 'How computed', icon: <Calculator aria-hidden size={14} />, onSelect: () => setExplained(true) },
    { label: 'Open alone', icon: <ExternalLink aria-hidden size={14} />, href: address },
    {
      label: 'Copy address for a slide',
      icon: <Copy aria-hidden size={14} />,
      onSelect: () => void navigator.clipboard.writeText(new URL(address, location.href).href),
    },
  ];
  return (
    <>
      <PanelMenu title={panel.title} entries={entries} />
      {explained ? (
        <Dialog open onOpenChange={setExplained} title={panel.title} description={`In ${panel.unit}`}>
          <p className="text-13">{panel.explanation}</p>
        </Dialog>
      ) : null}
    </>
  );
}
