'use client';

import dynamic from 'next/dynamic';
import { useLiveInTurn } from '@/components/live/live-provider';
import { formatAge } from '@/components/prepare/format-age';
import { formatCount } from '@/components/prepare/format-number';
import { livePanelState } from '@/components/prepare/live-panel-state';
import { type ExternalRow, prepareExternal } from '@/components/prepare/prepare-external';
import { type Column, Table } from '@/components/ui/table';
import { LiveFigure } from './live-figure';
import { type LivePanelProps, liveEmptiness, panelOfThree } from './live-panel-frame';

const ExternalChart = dynamic(() =>
  import('@/components/charts/external-chart').then((module) => module.ExternalChart),
);

const columns: readonly Column<ExternalRow>[] = [
  { key: 'name', title: 'Metric', leading: true, cell: (row) => <span className="font-mono text-12">{row.name}</span> },
  { key: 'newest', title: 'Newest', align: 'right', cell: (row) => row.newestText },
  { key: 'age', title: 'Age', align: 'right', cell: (row) => formatAge(row.ageMs) },
  { key: 'low', title: 'Least', align: 'right', cell: (row) => row.lowText },
  { key: 'high', title: 'Most', align: 'right', cell: (row) => row.highText },
  { key: 'readings', title: 'Readings', align: 'right', cell: (row) => formatCount(row.points.length) },
];

/** An embed's word mark stands where the axis ends. */
const aboveWordMark = '[@container_embed_(min-width:400px)_and_(min-height:240px)]:pb-5';

/** Metrics that others write to the topic `metrics`, under their own names. */
export function ExternalPanel(panel: LivePanelProps) {
  const display = useLiveInTurn();
  const { state, emptyBody } = liveEmptiness(panel.id, display, livePanelState(display));
  const external = prepareExternal(display, state);
  return (
    <LiveFigure
      {...{ panel, display, state, emptyBody }}
      subtitle={external.subtitle}
      lastValue={external.rows.length}
      bodyClass={panel.embed && aboveWordMark}
      chart={<ExternalChart external={external} assumedSize={panel.assumedSize ?? panelOfThree} />}
      table={
        <Table
          caption="External metrics as a table"
          columns={columns}
          rows={external.rows}
          rowKey={(row) => row.name}
        />
      }
    />
  );
}
