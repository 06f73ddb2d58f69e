'use client';

import { ChartLine } from 'lucide-react';
import { useLiveValue } from '@/components/live/live-provider';
import { shownView } from '@/components/prepare/shown-streams';
import { addressOfView, defaultView } from '@/components/prepare/view-search';
import { type LivePanelId, ownStream } from './live-panel-kinds';
import { RegisteredPanelMenu, tableEntry } from './registered-panel-menu';

export interface LiveMenuProps {
  readonly id: LivePanelId;
  readonly asTable: boolean;
  readonly onAsTable: (asTable: boolean) => void;
}

/** What can be done with a live panel; alone it shows the stream and the window it shows here. */
export function LivePanelMenu({ id, asTable, onAsTable }: LiveMenuProps) {
  const search = useLiveValue((display) =>
    addressOfView({ ...shownView(display), ...(ownStream[id] !== undefined && { stream: defaultView.stream }) }),
  );
  const table = tableEntry(asTable, onAsTable, <ChartLine aria-hidden size={14} />);
  const asked = search.replace(/^\?/, '');
  return <RegisteredPanelMenu id={id} search={asked} embedSearch={asked} table={table} />;
}
