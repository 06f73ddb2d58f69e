'use client';

import dynamic from 'next/dynamic';
import { type LiveChartId, type LivePanelId, tileOfChart } from './live-panel-kinds';
import { chartOf, type LoadedPanel, specialPanels } from './load-live-panels';

/** A frame loads no more than its kind of panel needs. */
const livePanels: Readonly<Record<LivePanelId, LoadedPanel>> = {
  ...specialPanels,
  throughput: dynamic(() =>
    chartOf(import('@/components/prepare/prepare-throughput').then((file) => file.throughputKind)),
  ),
  'ack-latency': dynamic(() => chartOf(import('@/components/prepare/prepare-latency').then((file) => file.ackKind))),
  'end-to-end-latency': dynamic(() =>
    chartOf(import('@/components/prepare/prepare-latency').then((file) => file.endToEndKind)),
  ),
  lag: dynamic(() => chartOf(import('@/components/prepare/prepare-lag').then((file) => file.lagKind))),
  errors: dynamic(() => chartOf(import('@/components/prepare/prepare-errors').then((file) => file.errorsKind))),
};

const RmseFigure = dynamic(() => import('./rmse-figure').then((module) => module.RmseFigure));
const TileFigure = dynamic(() => import('./tile-figure').then((module) => module.TileFigure));

/** A live panel as embeds show it: its newest figure stands large above a chart; a table says it in its first row. */
export function LiveEmbedPanel({ id, asTable }: { id: LivePanelId; asTable: boolean }) {
  const Panel = livePanels[id];
  const figures = asTable ? {} : figuresOf(id);
  return <Panel id={id} assumedSize={{ width: 608, height: 240 }} embed={{ ...figures, asTable }} />;
}

function figuresOf(id: LivePanelId) {
  if (!isChart(id)) return {};
  const name = tileOfChart[id];
  if (name === null) return { head: <RmseFigure large />, aside: <RmseFigure large={false} /> };
  return { head: <TileFigure name={name} large />, aside: <TileFigure name={name} large={false} /> };
}

const isChart = (id: LivePanelId): id is LiveChartId => Object.hasOwn(tileOfChart, id);
