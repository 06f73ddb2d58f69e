'use client';

import { ChartColumn } from 'lucide-react';
import type { StoredPanelId } from '@/lib/contracts/stored-panels';
import { RegisteredPanelMenu, tableEntry } from './registered-panel-menu';

/** What can be done with a stored panel; `search` are its filters as the API takes them. */
export function StoredPanelMenu({
  asTable,
  onAsTable,
  ...panel
}: {
  id: StoredPanelId;
  search: string;
  embedSearch: string;
  asTable: boolean;
  onAsTable: (asTable: boolean) => void;
}) {
  const table = tableEntry(asTable, onAsTable, <ChartColumn aria-hidden size={14} />);
  return <RegisteredPanelMenu {...panel} table={table} />;
}
