import type { HeatmapCell } from '@/components/prepare/orders-heatmap';

/** Which hours of the week the filter holds, and how one is picked. */
export interface CellPicks {
  readonly any: boolean;
  readonly isPicked: (cell: HeatmapCell) => boolean;
  readonly onPick: ((cell: HeatmapCell) => void) | undefined;
}

export const noCellPicks: CellPicks = { any: false, isPicked: () => false, onPick: undefined };
