'use client';

import dynamic from 'next/dynamic';
import { useEffect, useRef } from 'react';
import { useLiveInTurn } from '@/components/live/live-provider';
import type { ChartModel } from '@/components/prepare/chart-model';
import { formatClock } from '@/components/prepare/format-clock';
import type { LiveChartKind } from '@/components/prepare/live-chart-kind';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { windowText } from '@/components/prepare/live-window';
import { ChartTable } from './chart-table';
import { LiveFigure } from './live-figure';
import { type LivePanelProps, liveEmptiness, panelOfThree } from './live-panel-frame';
import { livePanelTitles } from './live-panel-titles';

const LiveChart = dynamic(() => import('@/components/charts/live-chart').then((module) => module.LiveChart));

/** A live chart, or its rows. */
export function ChartPanel({ kind, ...panel }: LivePanelProps & { kind: LiveChartKind }) {
  const { id, assumedSize = panelOfThree, embed } = panel;
  const display = useLiveInTurn();
  const previousMax = useRef(0);
  const { state, emptyBody } = liveEmptiness(id, display, livePanelState(display, kind.fedBy));
  const { model, subtitle, lastValue } = kind.prepare(display, state, previousMax.current);
  useEffect(() => {
    previousMax.current = model.axis.max;
  });
  return (
    <LiveFigure
      {...{ panel, display, state, emptyBody, lastValue }}
      subtitle={embed ? `${subtitle} · ${lastText(model)}` : subtitle}
      chart={<LiveChart id={id} model={model} assumedSize={assumedSize} />}
      table={<ChartTable title={livePanelTitles[id].title} model={model} />}
    />
  );
}

/** `last 5 min to 14:32:07 UTC`: a slide has no clock beside it. */
function lastText({ fromMs, toMs }: ChartModel): string {
  return `last ${windowText(toMs - fromMs)} to ${formatClock(toMs)} UTC`;
}
