'use client';

import dynamic from 'next/dynamic';
import { type ComponentProps, type ComponentType, useCallback } from 'react';
import { LiveProvider, useLive, useLiveStore, useLiveValue } from '@/components/live/live-provider';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { prepareTiles } from '@/components/prepare/prepare-tiles';
import { BigNumber, type Figure, SmallNumber } from './embed-figure';
import { EmbedHost } from './embed-host';
import { LivePanel } from './live-panel';
import { type LiveChartId, type LivePanelId, tileOfChart } from './live-panel-kinds';

const RmseFigure = dynamic(() => import('./rmse-figure').then((module) => module.RmseFigure));

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
  const figures =
    id === 'rmse'
      ? { head: <RmseFigure as={BigNumber} />, aside: <RmseFigure as={SmallNumber} /> }
      : isChart(id)
        ? { head: <TileFigure id={id} as={BigNumber} />, aside: <TileFigure id={id} as={SmallNumber} /> }
        : {};
  return <LivePanel id={id} assumedSize={{ width: 608, height: 240 }} embed={{ ...figures, asTable }} />;
}

const isChart = (id: LivePanelId): id is LiveChartId => Object.hasOwn(tileOfChart, id);

function TileFigure({ id, as: Shown }: { id: LiveChartId; as: ComponentType<Figure> }) {
  const display = useLive();
  const tile = prepareTiles(display, livePanelState(display)).find(({ name }) => name === tileOfChart[id]);
  return tile === undefined ? null : <Shown {...tile} />;
}
