'use client';

import dynamic from 'next/dynamic';
import { useLiveInTurn } from '@/components/live/live-provider';
import { notMeasured } from '@/components/prepare/format-number';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { prepareStages, type StageRow } from '@/components/prepare/prepare-stages';
import { type Column, Table } from '@/components/ui/table';
import { LiveFigure } from './live-figure';
import { type LivePanelProps, liveEmptiness, panelOfThree } from './live-panel-frame';

const StagesChart = dynamic(() => import('@/components/charts/stages-chart').then((module) => module.StagesChart));

const inMs = (ms: number | null): string => (ms === null ? notMeasured : ms.toFixed(1));

const columns: readonly Column<StageRow>[] = [
  { key: 'stage', title: 'Stage', leading: true, cell: (row) => row.label },
  { key: 'mean', title: 'Mean, ms', align: 'right', cell: (row) => inMs(row.meanMs) },
  { key: 'p95', title: 'p95, ms', align: 'right', cell: (row) => inMs(row.p95Ms) },
];

/** Where the time of an event goes, stage by stage. */
export function StagesPanel(panel: LivePanelProps) {
  const display = useLiveInTurn();
  const stages = prepareStages(display);
  return (
    <LiveFigure
      {...{ panel, display }}
      {...liveEmptiness(panel.id, display, livePanelState(display))}
      subtitle={stages.subtitle}
      lastValue={stages.totalMs}
      chart={<StagesChart stages={stages} assumedSize={panel.assumedSize ?? panelOfThree} />}
      table={<Table caption="Stages as a table" columns={columns} rows={stages.rows} rowKey={(row) => row.key} />}
    />
  );
}
