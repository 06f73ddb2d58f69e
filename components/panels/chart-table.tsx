import type { ChartModel } from '@/components/prepare/chart-model';
import { formatClock } from '@/components/prepare/format-clock';
import { type Column, Table } from '@/components/ui/table';

interface Row {
  readonly timeMs: number;
  readonly index: number;
}

/** The chart's own rows, newest first. */
export function ChartTable({ title, model }: { title: string; model: ChartModel }) {
  const columns: Column<Row>[] = [
    { key: 'time', title: 'Time, UTC', cell: (row) => formatClock(row.timeMs) },
    ...model.series.map(
      (series): Column<Row> => ({
        key: series.key,
        title: series.label,
        align: 'right',
        cell: (row) => model.formatValue(series.values[row.index] ?? null),
      }),
    ),
  ];
  const rows = model.times.map((timeMs, index) => ({ timeMs, index })).reverse();
  return <Table caption={`${title} as a table`} columns={columns} rows={rows} rowKey={(row) => String(row.timeMs)} />;
}
