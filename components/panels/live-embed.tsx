'use client';

import { useCallback } from 'react';
import { useLive, useLiveStore, useLiveValue } from '@/components/live/live-provider';
import { formatChange } from '@/components/prepare/format-number';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { prepareTiles } from '@/components/prepare/prepare-tiles';
import { EmbedHost } from './embed-host';
import { LivePanel } from './live-panel';
import { type LivePanelId, liveChartKinds } from './live-panel-kinds';

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
        embed={{ title: null, head: id === 'stages' ? null : <BigNumber id={id} /> }}
      />
    </>
  );
}

function BigNumber({ id }: { id: Exclude<LivePanelId, 'stages'> }) {
  const display = useLive();
  const tiles = prepareTiles(display, livePanelState(display));
  const tile = tiles.find((one) => one.name === liveChartKinds[id].tile);
  if (tile === undefined) return null;
  const previous = display.state.gauges?.tiles[tile.name].previous ?? null;
  const change = formatChange(tile.value, previous);
  return (
    <p className="hidden h-9 shrink-0 items-end gap-1.5 whitespace-nowrap [@media(min-height:260px)]:flex">
      <span className="font-medium text-32">{tile.digits}</span>
      <span className="pb-[3px] text-13 text-muted">{tile.unit}</span>
      {change === null ? null : <span className="pb-[3px] pl-4 text-12 text-muted">{change} in 1 min</span>}
    </p>
  );
}
