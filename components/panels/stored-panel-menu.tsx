'use client';

import { ChartColumn, Download } from 'lucide-react';
import type { StoredPanelId } from '@/lib/contracts/stored-panels';
import { RegisteredPanelMenu, tableEntry } from './registered-panel-menu';

/** What can be done with a stored panel; `search` are its filters as the API takes them. */
export function StoredPanelMenu({
  id,
  search,
  embedSearch,
  asTable,
  onAsTable,
}: {
  id: StoredPanelId;
  search: string;
  embedSearch: string;
  asTable: boolean;
  onAsTable: (asTable: boolean) => void;
}) {
  const csv = {
    label: 'CSV',
    icon: <Download aria-hidden size={14} />,
    href: `/api/panels/${id}.csv${search === '' ? '' : `?${search}`}`,
    download: true,
  };
  return (
    <RegisteredPanelMenu
      id={id}
      address={`/embed/${id}${embedSearch === '' ? '' : `?${embedSearch}`}`}
      entries={[tableEntry(asTable, onAsTable, <ChartColumn aria-hidden size={14} />), csv]}
    />
  );
}
