'use client';

import { Calculator, Download, ImageDown, Maximize, Share2, Table2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useRef, useState } from 'react';
import type { MenuEntry } from '@/components/ui/menu';
import { DrawingNote } from './drawing-note';
import { PanelMenu } from './panel-menu';
import { type PanelId, panels } from './registry';

const ComputedDialog = dynamic(() => import('./computed-dialog').then((module) => module.ComputedDialog), {
  ssr: false,
});
const ShareDialog = dynamic(() => import('@/components/share/share-dialog').then((module) => module.ShareDialog), {
  ssr: false,
});

/** The entry that turns a panel into its table and back; `chart` is the icon of the way back. */
export const tableEntry = (asTable: boolean, onAsTable: (asTable: boolean) => void, chart: ReactNode): MenuEntry => ({
  label: asTable ? 'Chart' : 'Table',
  icon: asTable ? chart : <Table2 aria-hidden size={14} />,
  onSelect: () => onAsTable(!asTable),
});

/** What can be done with every panel. */
export function RegisteredPanelMenu({
  id,
  search,
  embedSearch,
  table,
}: {
  id: PanelId;
  /** The filters as the API takes them. */
  search: string;
  /** Filters and look, as the panel's embed takes them. */
  embedSearch: string;
  /** Absent for a panel without rows. */
  table?: MenuEntry;
}) {
  const [open, setOpen] = useState<'share' | 'computed' | null>(null);
  const [drawing, setDrawing] = useState<'now' | 'failed' | null>(null);
  const place = useRef<HTMLSpanElement>(null);
  const figure = () => place.current?.closest('figure') ?? null;
  const panel = panels[id];
  const api = (ending: string) => `/api/panels/${id}.${ending}${search === '' ? '' : `?${search}`}`;
  const entries: MenuEntry[] = [
    { label: 'Share', icon: <Share2 aria-hidden size={14} />, onSelect: () => setOpen('share') },
    { label: 'CSV', icon: <Download aria-hidden size={14} />, href: api('csv'), download: true },
    { label: 'PNG', icon: <ImageDown aria-hidden size={14} />, onSelect: () => void picture() },
    ...(table === undefined ? [] : [table]),
    { label: 'How computed', icon: <Calculator aria-hidden size={14} />, onSelect: () => setOpen('computed') },
    {
      label: 'Fullscreen',
      icon: <Maximize aria-hidden size={14} />,
      onSelect: () => void figure()?.requestFullscreen(),
    },
  ];
  const picture = async () => {
    const drawn = figure();
    if (drawn === null) return;
    setDrawing('now');
    try {
      const { savePicture } = await import('@/components/export/save-panel');
      await savePicture(id, drawn);
      setDrawing(null);
    } catch {
      setDrawing('failed');
    }
  };
  const close = () => setOpen(null);
  return (
    <span ref={place} data-export="off" className="contents [figure:fullscreen_&]:hidden">
      <PanelMenu title={panel.title} entries={entries} />
      {drawing === null ? null : <DrawingNote failed={drawing === 'failed'} onRead={() => setDrawing(null)} />}
      {open === 'share' ? <ShareDialog id={id} search={embedSearch} onClose={close} /> : null}
      {open === 'computed' ? <ComputedDialog id={id} json={api('json')} onClose={close} /> : null}
    </span>
  );
}
