'use client';

import { type PointerEvent, useState } from 'react';
import type { OverTimeModel, TimeColumn } from '@/components/prepare/ratings-over-time';
import { hatch } from './heatmap-hatch';
import { MarkTooltip } from './mark-tooltip';
import { PlotGrid } from './plot-grid';

/** Up to so many columns stand apart; more of them touch and make an area. */
const mostApart = 48;
const layers = 10;

const percent = (part: number): string => `${part * 100}%`;

/**
 * Columns over time, stacked by rating from the lowest up, in the steps of viridis. What is not known is hatched, what
 * is to come is left free, a zero stands on the baseline. Fills its parent.
 */
export function StackedColumns({ model, label }: { model: OverTimeModel; label: string }) {
  const [pointed, setPointed] = useState<number | null>(null);
  const { columns, best } = model;
  const count = columns.length;
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.pointerType !== 'mouse' || count === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    setPointed(Math.min(count - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * count))));
  };
  const active = pointed === null ? undefined : columns[pointed];
  return (
    <div role="img" aria-label={label} className="@container relative flex h-full min-h-0 flex-col">
      <div
        className="relative mt-4 ml-11 min-h-8 flex-1"
        onPointerMove={onPointer}
        onPointerLeave={() => setPointed(null)}
      >
        <PlotGrid axis={model.axis} />
        {model.unknown.map(({ from, to }) => (
          <div
            key={from}
            className="absolute inset-y-0 opacity-60"
            style={{ ...hatch, left: percent(from / count), width: percent((to - from) / count) }}
          />
        ))}
        <Columns columns={columns} apart={count <= mostApart} />
        {best === null ? null : (
          <span
            aria-hidden
            className="absolute mb-1 -translate-x-1/2 whitespace-nowrap text-12 leading-4"
            style={{
              left: `clamp(24px, ${percent((best.column + 0.5) / count)}, calc(100% - 24px))`,
              bottom: percent(columns[best.column]!.tops[layers - 1]!),
            }}
          >
            {best.value}
          </span>
        )}
        {active === undefined || pointed === null ? null : (
          <>
            <div
              className="pointer-events-none absolute inset-y-0 border border-text"
              style={{ left: percent(pointed / count), width: percent(1 / count) }}
            />
            <MarkTooltip
              title={active.title}
              details={active.details}
              className="top-0 max-w-40"
              style={
                pointed < count / 2
                  ? { left: percent((pointed + 1) / count) }
                  : { right: percent((count - pointed) / count) }
              }
            />
          </>
        )}
      </div>
      <div aria-hidden className="relative ml-11 h-5 shrink-0 text-12 text-muted leading-4">
        {model.ticks.map(({ column, label: text }) => (
          <span
            key={column}
            className="absolute top-1 -translate-x-1/2 whitespace-nowrap before:absolute before:-top-1 before:left-1/2 before:h-1 before:w-px before:bg-line-strong"
            style={{ left: percent((column + (count <= mostApart ? 0.5 : 0)) / count) }}
          >
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

/** One path a layer, in columns and shares of the plot: the browser stretches it to any size. */
function Columns({ columns, apart }: { columns: readonly TimeColumn[]; apart: boolean }) {
  const gap = apart ? 0.06 : 0;
  const path = (layer: number): string =>
    columns
      .map(({ tops }, column) => {
        const from = layer === 0 ? 0 : tops[layer - 1]!;
        const to = tops[layer]!;
        if (to <= from) return '';
        return `M${column + gap} ${round(1 - from)}V${round(1 - to)}H${column + 1 - gap}V${round(1 - from)}Z`;
      })
      .join('');
  return (
    <svg
      aria-hidden="true"
      className="absolute inset-0 size-full"
      viewBox={`0 0 ${columns.length} 1`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
    >
      {Array.from({ length: layers }, (_, layer) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: one layer for each of ten fixed values
          key={layer}
          d={path(layer)}
          fill={`var(--seq-${layer})`}
          {...(apart && { stroke: 'var(--panel)', strokeWidth: 0.5, vectorEffect: 'non-scaling-stroke' })}
        />
      ))}
    </svg>
  );
}

const round = (part: number): number => Math.round(part * 10_000) / 10_000;

/** The steps of the scale from the lowest rating to the highest, and what is hatched. */
export function StackedLegend({ unknown }: { unknown: boolean }) {
  return (
    <span className="flex shrink-0 items-center gap-4 overflow-hidden whitespace-nowrap text-12 text-muted leading-4">
      <span className="flex items-center gap-2">
        0.5
        <span aria-hidden className="flex gap-px">
          {Array.from({ length: layers }, (_, step) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a scale have no other name
            <span key={step} className="h-2 w-[15px]" style={{ background: `var(--seq-${step})` }} />
          ))}
        </span>
        5.0
      </span>
      {unknown ? (
        <span className="flex items-center gap-2">
          <span aria-hidden className="h-2 w-4" style={hatch} />
          nothing stored
        </span>
      ) : null}
    </span>
  );
}
