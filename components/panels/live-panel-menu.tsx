'use client';

import { ChartLine } from 'lucide-react';
import type { LivePanelId } from './live-panel-kinds';
import { RegisteredPanelMenu, tableEntry } from './registered-panel-menu';

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
  const entries = onAsTable === undefined ? [] : [tableEntry(asTable, onAsTable, <ChartLine aria-hidden size={14} />)];
  return <RegisteredPanelMenu id={id} address={`/embed/${id}`} entries={entries} />;
}
