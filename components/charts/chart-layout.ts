import type { ChartModel, ChartSeries } from '@/components/prepare/chart-model';
import { pushApart } from '@/components/prepare/push-apart';
import type { Size } from './use-element-size';

/** Where the parts of a chart stand, in px of the whole drawing. */
export interface ChartLayout extends Size {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly plotWidth: number;
  readonly plotHeight: number;
  /** The legend stands above the plot, outside the drawing's axes. */
  readonly legendAbove: boolean;
  /** No room for a legend at all. */
  readonly legendHidden: boolean;
  readonly x: (timeMs: number) => number;
  readonly y: (value: number) => number;
}

const characterPx = 6.7;
const markersPx = 16;
const ticksPx = 20;
const legendRowPx = 20;
/** Least distance of two end labels. */
const labelPx = 16;
/** Below this width the end labels become two columns above the plot. */
const narrowPx = 400;
const lowPx = 96;
/** A line that ended longer ago, in points, has no label at its end. */
const newestPoints = 3;

export function chartLayout(model: ChartModel, size: Size): ChartLayout {
  const tickCharacters = Math.max(2, ...model.axis.ticks.map((tick) => tick.label.length));
  const left = Math.round(Math.min(60, Math.max(28, tickCharacters * characterPx + 10)));
  const narrow = size.width < narrowPx;
  const legendRows = Math.ceil(model.series.length / 2);
  const plotPx = size.height - markersPx - ticksPx;
  const noRoom = narrow
    ? size.height < lowPx + legendRows * legendRowPx
    : plotPx < (model.series.length - 1) * labelPx + 8;
  const legendHidden = model.series.length === 0 || noRoom;
  const legendAbove = narrow && !legendHidden;
  const top = markersPx + (legendAbove ? legendRows * legendRowPx + 4 : 0);
  const gutter = narrow || legendHidden ? 8 : Math.round(gutterWidth(model));
  const right = Math.max(left + 40, size.width - gutter);
  const bottom = Math.max(top + 16, size.height - ticksPx);
  const plotWidth = right - left;
  const plotHeight = bottom - top;
  return {
    ...size,
    left,
    top,
    right,
    bottom,
    plotWidth,
    plotHeight,
    legendAbove,
    legendHidden,
    x: (timeMs) => left + ((timeMs - model.fromMs) / (model.toMs - model.fromMs)) * plotWidth,
    y: (value) => {
      const { min, max } = model.axis;
      return bottom - ((Math.min(max, Math.max(min, value)) - min) / (max - min)) * plotHeight;
    },
  };
}

function gutterWidth(model: ChartModel): number {
  const label = Math.max(...model.series.map((one) => one.label.length)) * characterPx;
  const value = Math.max(...model.series.map((one) => model.formatValue(one.latest).length), 4) * 7;
  return 12 + 12 + 5 + label + 14 + value;
}

export interface PlacedLabel {
  readonly series: ChartSeries;
  /** Middle of the text. */
  readonly y: number;
  /** End of the line, null where the series has no newest value. */
  readonly end: { readonly x: number; readonly y: number } | null;
}

/** End labels beside the last points, pushed apart to 16; a stack's legend as a list that ends at the baseline. */
export function placeLabels(model: ChartModel, layout: ChartLayout): readonly PlacedLabel[] {
  const { series, legend } = model;
  if (legend === 'stack') {
    const rowPx = series.every((one) => one.kind === 'bar') ? 20 : 16;
    const first = rowPx === 20 ? layout.top + 8 : layout.bottom - 8 - (series.length - 1) * rowPx;
    return series.map((one, index) => ({ series: one, y: first + index * rowPx, end: null }));
  }
  const oldest = model.times.length - (model.newestPoints ?? newestPoints);
  const ends = series.map((one) => {
    const last = one.values.findLastIndex((candidate) => candidate !== null);
    const value = one.values[last];
    if (one.latest === null || value === null || value === undefined || last < oldest) return null;
    return { x: layout.x(model.times[last] ?? model.toMs), y: layout.y(value) };
  });
  const wanted = ends.map((end, index) => end?.y ?? layout.bottom - 8 - (series.length - 1 - index) * 16);
  const placed = pushApart(wanted, labelPx, layout.top + 4, layout.bottom - 4);
  return series.map((one, index) => ({ series: one, y: placed[index] ?? 0, end: ends[index] ?? null }));
}

/** Time under a point of the drawing, held within the window and set on the nearest measured time. */
export function timeAt(model: ChartModel, layout: ChartLayout, x: number): number | null {
  const share = (x - layout.left) / layout.plotWidth;
  if (share < -0.02 || share > 1.02) return null;
  return nearestTime(model, model.fromMs + Math.min(1, Math.max(0, share)) * (model.toMs - model.fromMs));
}

export function nearestTime(model: ChartModel, timeMs: number): number | null {
  let best: number | null = null;
  for (const time of model.times) {
    if (best === null || Math.abs(time - timeMs) < Math.abs(best - timeMs)) best = time;
  }
  return best;
}
