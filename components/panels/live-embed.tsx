'use client';

import { useCallback } from 'react';
import { useLive, useLiveStore, useLiveValue } from '@/components/live/live-provider';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { type PreparedTile, prepareTiles } from '@/components/prepare/prepare-tiles';
import { EmbedHost } from './embed-host';
import { LivePanel } from './live-panel';
import { type LiveChartId, type LivePanelId, liveChartKinds } from './live-panel-kinds';

/** A live panel alone in a frame: big number above the chart where there is room. */
export function LiveEmbed({ id }: { id: LivePanelId }) {
  const store = useLiveStore();
  const state = useLiveValue((display) => livePanelState(display).kind);
  const onAway = useCallback((away: boolean) => store.setAway(away), [store]);
  return (
    <>
      <EmbedHost panel={id} state={state} onAway={onAway} />
      <LivePanel
        id={id}
        assumedSize={{ width: 608, height: 240 }}
        embed={id === 'stages' ? {} : { head: <BigNumber id={id} />, aside: <SmallNumber id={id} /> }}
      />
    </>
  );
}

function useTile(id: LiveChartId): PreparedTile | undefined {
  const display = useLive();
  return prepareTiles(display, livePanelState(display)).find((one) => one.name === liveChartKinds[id].tile);
}

/** The same figure in the title's line of a frame too low for the big one. */
function SmallNumber({ id }: { id: LiveChartId }) {
  const tile = useTile(id);
  return (
    <span className="shrink-0 whitespace-nowrap font-medium text-13 [@media(min-height:260px)]:hidden">
      {tile?.digits} <span className="font-normal text-12 text-muted">{tile?.unit}</span>
    </span>
  );
}

function BigNumber({ id }: { id: LiveChartId }) {
  const tile = useTile(id);
  if (tile === undefined) return null;
  const { change } = tile;
  return (
    <p className="hidden h-9 shrink-0 items-end gap-1.5 whitespace-nowrap [@media(min-height:260px)]:flex">
      <span className="font-medium text-32">{tile.digits}</span>
      <span className="pb-[3px] text-13 text-muted">{tile.unit}</span>
      {change === null ? null : <span className="pb-[3px] pl-4 text-12 text-muted">{change} in 1 min</span>}
    </p>
  );
}
