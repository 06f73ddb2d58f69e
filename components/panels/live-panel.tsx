'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { LiveChart } from '@/components/charts/live-chart';
import { StagesChart } from '@/components/charts/stages-chart';
import type { Size } from '@/components/charts/use-element-size';
import { useLiveInTurn, useLiveStore } from '@/components/live/live-provider';
import type { ChartModel } from '@/components/prepare/chart-model';
import { formatClock } from '@/components/prepare/format-clock';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { windowText } from '@/components/prepare/live-window';
import { prepareStages } from '@/components/prepare/prepare-stages';
import { ChartTable } from './chart-table';
import { type LiveChartId, type LivePanelId, liveChartKinds } from './live-panel-kinds';
import { LivePanelMenu } from './live-panel-menu';
import { PanelFrame, type PanelFrameProps } from './panel-frame';
import { PanelSkeleton } from './panel-skeleton';
import { panels } from './registry';

export interface LivePanelProps {
  readonly id: LivePanelId;
  readonly assumedSize?: Size;
  /** Set in an embed: no menu; `head` stands between title and chart, `aside` in the title's line. */
  readonly embed?: { readonly head?: ReactNode; readonly aside?: ReactNode };
  readonly className?: string;
}

const panelOfThree: Size = { width: 421, height: 164 };

/** A live panel, on a page or alone. */
export function LivePanel(props: LivePanelProps) {
  return props.id === 'stages' ? <StagesPanel {...props} /> : <ChartPanel {...props} id={props.id} />;
}

function ChartPanel({ id, assumedSize = panelOfThree, embed, className }: LivePanelProps & { id: LiveChartId }) {
  const store = useLiveStore();
  const display = useLiveInTurn();
  const [asTable, setAsTable] = useState(false);
  const previousMax = useRef(0);
  const kind = liveChartKinds[id];
  const state = livePanelState(display, kind.fedBy);
  const { model, subtitle, lastValue } = kind.prepare(display, state, previousMax.current);
  useEffect(() => {
    previousMax.current = model.axis.max;
  });
  return (
    <PanelFrame
      {...frameProps(id, embed, className)}
      subtitle={embed ? `${subtitle} · ${lastText(model)}` : subtitle}
      state={state}
      lastValue={lastValue}
      sequence={display.state.sequence}
      onRetry={() => store.retry()}
      menu={embed ? undefined : <LivePanelMenu id={id} asTable={asTable} onAsTable={setAsTable} />}
    >
      <Body head={embed?.head}>
        {state.kind === 'loading' ? (
          <PanelSkeleton />
        ) : asTable ? (
          <ChartTable title={panels[id].title} model={model} />
        ) : (
          <LiveChart id={id} model={model} assumedSize={assumedSize} />
        )}
      </Body>
    </PanelFrame>
  );
}

function StagesPanel({ id, assumedSize = panelOfThree, embed, className }: LivePanelProps) {
  const store = useLiveStore();
  const display = useLiveInTurn();
  const state = livePanelState(display);
  const stages = prepareStages(display);
  return (
    <PanelFrame
      {...frameProps(id, embed, className)}
      subtitle={stages.subtitle}
      state={state}
      lastValue={stages.totalMs}
      sequence={display.state.sequence}
      onRetry={() => store.retry()}
      menu={embed ? undefined : <LivePanelMenu id={id} />}
    >
      <Body head={embed?.head}>
        {state.kind === 'loading' ? <PanelSkeleton /> : <StagesChart stages={stages} assumedSize={assumedSize} />}
      </Body>
    </PanelFrame>
  );
}

function Body({ head, children }: { head?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex h-full flex-col">
      {head}
      <div className="relative min-h-0 flex-1">{children}</div>
    </div>
  );
}

/** `last 5 min to 14:32:07 UTC`: a slide has no clock beside it. */
function lastText({ fromMs, toMs }: ChartModel): string {
  return `last ${windowText(toMs - fromMs)} to ${formatClock(toMs)} UTC`;
}

function frameProps(
  id: LivePanelId,
  embed: LivePanelProps['embed'],
  className: string | undefined,
): Pick<PanelFrameProps, 'id' | 'title' | 'extras' | 'embedded' | 'className'> {
  return {
    id,
    title: panels[id].title,
    extras: embed?.aside,
    embedded: embed !== undefined,
    ...(className !== undefined && { className }),
  };
}
