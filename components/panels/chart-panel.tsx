'use client';

import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import { useLiveInTurn, useLiveStore } from '@/components/live/live-provider';
import type { ChartModel } from '@/components/prepare/chart-model';
import { formatClock } from '@/components/prepare/format-clock';
import type { LiveChartKind } from '@/components/prepare/live-chart-kind';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { windowText } from '@/components/prepare/live-window';
import { ChartTable } from './chart-table';
import { LiveBody, type LivePanelProps, liveEmptiness, liveFrameProps, panelOfThree } from './live-panel-frame';
import { livePanelTitles } from './live-panel-titles';
import { PanelFrame } from './panel-frame';
import { PanelSkeleton } from './panel-skeleton';

const LiveChart = dynamic(() => import('@/components/charts/live-chart').then((module) => module.LiveChart));

/** A live chart, or its rows. */
export function ChartPanel({
  id,
  kind,
  assumedSize = panelOfThree,
  embed,
  menu: Menu,
  className,
}: LivePanelProps & { kind: LiveChartKind }) {
  const store = useLiveStore();
  const display = useLiveInTurn();
  const [asTable, setAsTable] = useState(embed?.asTable ?? false);
  const previousMax = useRef(0);
  const { state, emptyBody } = liveEmptiness(id, display, livePanelState(display, kind.fedBy));
  const { model, subtitle, lastValue } = kind.prepare(display, state, previousMax.current);
  useEffect(() => {
    previousMax.current = model.axis.max;
  });
  return (
    <PanelFrame
      {...liveFrameProps(id, embed, className)}
      subtitle={embed ? `${subtitle} · ${lastText(model)}` : subtitle}
      state={state}
      emptyBody={emptyBody}
      lastValue={lastValue}
      sequence={display.state.sequence}
      onRetry={() => store.retry()}
      menu={Menu && <Menu id={id} asTable={asTable} onAsTable={setAsTable} />}
    >
      <LiveBody head={embed?.head}>
        {state.kind === 'loading' ? (
          <PanelSkeleton />
        ) : asTable ? (
          <ChartTable title={livePanelTitles[id].title} model={model} />
        ) : (
          <LiveChart id={id} model={model} assumedSize={assumedSize} />
        )}
      </LiveBody>
    </PanelFrame>
  );
}

/** `last 5 min to 14:32:07 UTC`: a slide has no clock beside it. */
function lastText({ fromMs, toMs }: ChartModel): string {
  return `last ${windowText(toMs - fromMs)} to ${formatClock(toMs)} UTC`;
}
