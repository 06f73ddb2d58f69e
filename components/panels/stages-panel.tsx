'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useLiveInTurn, useLiveStore } from '@/components/live/live-provider';
import { notMeasured } from '@/components/prepare/format-number';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { prepareStages, type StageRow } from '@/components/prepare/prepare-stages';
import { type Column, Table } from '@/components/ui/table';
import { LiveBody, type LivePanelProps, liveEmptiness, liveFrameProps, panelOfThree } from './live-panel-frame';
import { PanelFrame } from './panel-frame';
import { PanelSkeleton } from './panel-skeleton';

const StagesChart = dynamic(() => import('@/components/charts/stages-chart').then((module) => module.StagesChart));

const inMs = (ms: number | null): string => (ms === null ? notMeasured : ms.toFixed(1));

const columns: readonly Column<StageRow>[] = [
  { key: 'stage', title: 'Stage', leading: true, cell: (row) => row.label },
  { key: 'mean', title: 'Mean, ms', align: 'right', cell: (row) => inMs(row.meanMs) },
  { key: 'p95', title: 'p95, ms', align: 'right', cell: (row) => inMs(row.p95Ms) },
];

/** Where the time of an event goes, stage by stage. */
export function StagesPanel({ id, assumedSize = panelOfThree, embed, menu: Menu, className }: LivePanelProps) {
  const store = useLiveStore();
  const display = useLiveInTurn();
  const [asTable, setAsTable] = useState(embed?.asTable ?? false);
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
      menu={Menu && <Menu id={id} asTable={asTable} onAsTable={setAsTable} />}
    >
      <LiveBody head={embed?.head}>
        {state.kind === 'loading' ? (
          <PanelSkeleton />
        ) : asTable ? (
          <Table caption="Stages as a table" columns={columns} rows={stages.rows} rowKey={(row) => row.key} />
        ) : (
          <StagesChart stages={stages} assumedSize={assumedSize} />
        )}
      </LiveBody>
    </PanelFrame>
  );
}
