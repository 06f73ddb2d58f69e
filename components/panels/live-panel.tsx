'use client';

import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import { useLiveInTurn, useLiveStore } from '@/components/live/live-provider';
import type { ChartModel } from '@/components/prepare/chart-model';
import { formatClock } from '@/components/prepare/format-clock';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { windowText } from '@/components/prepare/live-window';
import { prepareStages } from '@/components/prepare/prepare-stages';
import { ChartTable } from './chart-table';
import { LiveMenu } from './live-menu';
import { LiveBody, type LivePanelProps, liveEmptiness, liveFrameProps, panelOfThree } from './live-panel-frame';
import { type LiveChartId, liveChartKinds } from './live-panel-kinds';
import { livePanelTitles } from './live-panel-titles';
import { PanelFrame } from './panel-frame';
import { PanelSkeleton } from './panel-skeleton';

const LiveChart = dynamic(() => import('@/components/charts/live-chart').then((module) => module.LiveChart));
const StagesChart = dynamic(() => import('@/components/charts/stages-chart').then((module) => module.StagesChart));
const ExternalPanel = dynamic(() => import('./external-panel').then((module) => module.ExternalPanel));

/** A live panel, on a page or alone. */
export function LivePanel(props: LivePanelProps) {
  if (props.id === 'stages') return <StagesPanel {...props} />;
  if (props.id === 'external') return <ExternalPanel {...props} />;
  return <ChartPanel {...props} id={props.id} />;
}

function ChartPanel({ id, assumedSize = panelOfThree, embed, className }: LivePanelProps & { id: LiveChartId }) {
  const store = useLiveStore();
  const display = useLiveInTurn();
  const [asTable, setAsTable] = useState(embed?.asTable ?? false);
  const previousMax = useRef(0);
  const kind = liveChartKinds[id];
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
      menu={embed ? undefined : <LiveMenu id={id} asTable={asTable} onAsTable={setAsTable} />}
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

function StagesPanel({ id, assumedSize = panelOfThree, embed, className }: LivePanelProps) {
  const store = useLiveStore();
  const display = useLiveInTurn();
  const { state, emptyBody } = liveEmptiness(id, display, livePanelState(display));
  const stages = prepareStages(display);
  return (
    <PanelFrame
      {...liveFrameProps(id, embed, className)}
      subtitle={stages.subtitle}
      state={state}
      emptyBody={emptyBody}
      lastValue={stages.totalMs}
      sequence={display.state.sequence}
      onRetry={() => store.retry()}
      menu={embed ? undefined : <LiveMenu id={id} />}
    >
      <LiveBody head={embed?.head}>
        {state.kind === 'loading' ? <PanelSkeleton /> : <StagesChart stages={stages} assumedSize={assumedSize} />}
      </LiveBody>
    </PanelFrame>
  );
}

/** `last 5 min to 14:32:07 UTC`: a slide has no clock beside it. */
function lastText({ fromMs, toMs }: ChartModel): string {
  return `last ${windowText(toMs - fromMs)} to ${formatClock(toMs)} UTC`;
}
