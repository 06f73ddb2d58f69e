'use client';

import { Calculator, ChartColumn, Copy, Download, ExternalLink, Table2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { MenuEntry } from '@/components/ui/menu';
import type { OrdersPanelId } from '@/lib/contracts/orders-panels';
import { PanelMenuPlace } from './panel-menu-place';
import { panels } from './registry';

const PanelMenu = dynamic(() => import('./panel-menu').then((module) => module.PanelMenu), {
  ssr: false,
  loading: PanelMenuPlace,
});
const Dialog = dynamic(() => import('@/components/ui/dialog').then((module) => module.Dialog), { ssr: false });

/** What can be done with a stored orders panel; `search` are its filters as the API takes them. */
export function OrdersPanelMenu({
  id,
  search,
  embedSearch,
  asTable,
  onAsTable,
}: {
  id: OrdersPanelId;
  search: string;
  embedSearch: string;
  asTable: boolean;
  onAsTable: (asTable: boolean) => void;
}) {
  const [explained, setExplained] = useState(false);
  const panel = panels[id];
  const address = `/embed/${id}${embedSearch === '' ? '' : `?${embedSearch}`}`;
  const entries: MenuEntry[] = [
    {
      label: asTable ? 'Chart' : 'Table',
      icon: asTable ? <ChartColumn aria-hidden size={14} /> : <Table2 aria-hidden size={14} />,
      onSelect: () => onAsTable(!asTable),
    },
    {
      label: 'CSV',
      icon: <Download aria-hidden size={14} />,
      href: `/api/panels/${id}.csv${search === '' ? '' : `?${search}`}`,
      download: true,
    },
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
