'use client';

import { type ComponentProps, useCallback } from 'react';
import { LiveProvider, useLive, useLiveStore, useLiveValue } from '@/components/live/live-provider';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { formatError } from '@/components/prepare/prepare-rmse';
import { type PreparedTile, prepareTiles } from '@/components/prepare/prepare-tiles';
import { EmbedHost } from './embed-host';
import { LivePanel } from './live-panel';
import { type LiveChartId, type LivePanelId, liveChartKinds } from './live-panel-kinds';
import { livePanelTitles } from './live-panel-titles';

export interface LiveEmbedProps extends Omit<ComponentProps<typeof LiveProvider>, 'children'> {
  readonly id: LivePanelId;
  readonly asTable: boolean;
}

/** A live panel alone in a frame, speaking with the page around it. */
export function LiveEmbed({ id, asTable, ...live }: LiveEmbedProps) {
  return (
    <LiveProvider {...live}>
      <SpeakingEmbed id={id} asTable={asTable} />
    </LiveProvider>
  );
}

function SpeakingEmbed({ id, asTable }: Pick<LiveEmbedProps, 'id' | 'asTable'>) {
  const store = useLiveStore();
  const state = useLiveValue((display) => livePanelState(display).kind);
  const onAway = useCallback((away: boolean) => store.setAway(away), [store]);
  return (
    <>
      <EmbedHost panel={id} state={state} onAway={onAway} onFreeze={() => store.hold()} />
      <LiveEmbedPanel key={String(asTable)} id={id} asTable={asTable} />
    </>
  );
}

/** A live panel as embeds show it: big number above the chart where there is room. */
export function LiveEmbedPanel({ id, asTable }: { id: LivePanelId; asTable: boolean }) {
  const figures = hasFigure(id) ? { head: <BigNumber id={id} />, aside: <SmallNumber id={id} /> } : {};
  return <LivePanel id={id} assumedSize={{ width: 608, height: 240 }} embed={{ ...figures, asTable }} />;
}

const hasFigure = (id: LivePanelId): id is LiveChartId => Object.hasOwn(liveChartKinds, id);

type Figure = Pick<PreparedTile, 'digits' | 'unit' | 'change'>;

function useFigure(id: LiveChartId): Figure | undefined {
  const display = useLive();
  const state = livePanelState(display);
  const kind = liveChartKinds[id];
  if (kind.tile === null)
    return {
      digits: formatError(kind.prepare(display, state, 0).lastValue),
      unit: livePanelTitles[id].unit,
      change: null,
    };
  return prepareTiles(display, state).find((one) => one.name === kind.tile);
}

/** The same figure in the title's line of a frame too low for the big one. */
function SmallNumber({ id }: { id: LiveChartId }) {
  const figure = useFigure(id);
  return (
    <span className="shrink-0 whitespace-nowrap font-medium text-13 [@container_embed_(max-width:199px)]:hidden [@container_embed_(min-height:260px)]:hidden">
      {figure?.digits} <span className="font-normal text-12 text-muted">{figure?.unit}</span>
    </span>
  );
}

function BigNumber({ id }: { id: LiveChartId }) {
  const figure = useFigure(id);
  if (figure === undefined) return null;
  const { digits, unit, change } = figure;
  return (
    <p className="hidden h-9 shrink-0 items-end gap-1.5 whitespace-nowrap [@container_embed_(min-height:260px)]:flex">
      <span className="font-medium text-32">{digits}</span>
      <span className="pb-[3px] text-13 text-muted">{unit}</span>
      {change === null ? null : <span className="pb-[3px] pl-4 text-12 text-muted">{change} in 1 min</span>}
    </p>
  );
}
