'use client';

import type { ChartModel } from '@/components/prepare/chart-model';
import { formatClock } from '@/components/prepare/format-clock';
import { type ChartLayout, nearestTime, timeAt } from './chart-layout';
import { setCursor, useCursor } from './shared-cursor';

/** The moment pointed at, on this chart; with a tooltip when it is this chart that is pointed at. */
export function CursorLayer({ id, model, layout }: { id: string; model: ChartModel; layout: ChartLayout }) {
  const cursor = useCursor();
  const timeMs = cursor === null ? null : nearestTime(model, cursor.timeMs);
  const visible =
    cursor !== null && timeMs !== null && cursor.timeMs >= model.fromMs - 1 && cursor.timeMs <= model.toMs + 1;
  return (
    <div
      className="absolute inset-0"
      aria-hidden
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const time = timeAt(model, layout, event.clientX - box.left);
        setCursor(time === null ? null : { timeMs: time, source: id });
      }}
      onPointerLeave={() => setCursor(null)}
    >
      {visible ? (
        <>
          <CursorLine model={model} layout={layout} timeMs={timeMs} />
          {cursor.source === id || cursor.source === 'keys' ? (
            <ChartTooltip model={model} layout={layout} timeMs={timeMs} />
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function CursorLine({ model, layout, timeMs }: { model: ChartModel; layout: ChartLayout; timeMs: number }) {
  const index = model.times.indexOf(timeMs);
  const x = layout.x(timeMs);
  return (
    <svg aria-hidden className="absolute inset-0" width={layout.width} height={layout.height}>
      <line x1={x} x2={x} y1={layout.top} y2={layout.bottom} stroke="var(--text)" data-cursor />
      {model.series.map((series) => {
        const value = series.values[index] ?? null;
        return series.kind !== 'line' || value === null ? null : (
          <circle
            key={series.key}
            cx={x}
            cy={layout.y(value)}
            r={3.5}
            fill={series.color}
            stroke="var(--panel)"
            strokeWidth={1.5}
          />
        );
      })}
    </svg>
  );
}

function ChartTooltip({ model, layout, timeMs }: { model: ChartModel; layout: ChartLayout; timeMs: number }) {
  const index = model.times.indexOf(timeMs);
  const x = layout.x(timeMs);
  const onLeft = x > layout.left + layout.plotWidth / 2;
  return (
    <div
      className="pointer-events-none absolute top-2 z-10 rounded-8 border border-line-strong bg-raised px-3 py-2 text-12 text-text"
      style={onLeft ? { right: layout.width - x + 8 } : { left: x + 8 }}
      data-tooltip
    >
      <p className="whitespace-nowrap text-muted">{formatClock(timeMs)} UTC</p>
      {model.series.map((series) => (
        <p key={series.key} className="flex justify-between gap-4 whitespace-nowrap">
          <span>{series.label}</span>
          <span className="font-medium">{model.formatValue(series.values[index] ?? null)}</span>
        </p>
      ))}
    </div>
  );
}
