'use client';

import { Calculator, Copy, ExternalLink, Table2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import type { MenuEntry } from '@/components/ui/menu';
import { PanelMenuPlace } from './panel-menu-place';
import { type PanelId, panels } from './registry';

const PanelMenu = dynamic(() => import('./panel-menu').then((module) => module.PanelMenu), {
  ssr: false,
  loading: PanelMenuPlace,
});
const Dialog = dynamic(() => import('@/components/ui/dialog').then((module) => module.Dialog), { ssr: false });

/** The entry that turns a panel into its table and back; `chart` is the icon of the way back. */
export const tableEntry = (asTable: boolean, onAsTable: (asTable: boolean) => void, chart: ReactNode): MenuEntry => ({
  label: asTable ? 'Chart' : 'Table',
  icon: asTable ? chart : <Table2 aria-hidden size={14} />,
  onSelect: () => onAsTable(!asTable),
});

/** What can be done with every panel, behind the `entries` of its own; `address` is that of its embed. */
export function RegisteredPanelMenu({
  id,
  address,
  entries,
}: {
  id: PanelId;
  address: string;
  entries: readonly MenuEntry[];
}) {
  const [explained, setExplained] = useState(false);
  const panel = panels[id];
  const all: MenuEntry[] = [
    ...entries,
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
      <PanelMenu title={panel.title} entries={all} />
      {explained ? (
        <Dialog open onOpenChange={setExplained} title={panel.title} description={`In ${panel.unit}`}>
          <p className="text-13">{panel.explanation}</p>
        </Dialog>
      ) : null}
    </>
  );
}
