'use client';

import { useEffect, useRef } from 'react';
import { formatDuration } from '@/components/prepare/format-duration';
import type { PreparedStages, StageRow } from '@/components/prepare/prepare-stages';
import { type ValueAxis, valueAxis } from '@/components/prepare/value-axis';
import { type Size, useElementSize } from './use-element-size';

/** Rows of a waterfall: each bar starts where the one before ended; whisker to p95; the sum below a hairline. */
export function StagesChart({ stages, assumedSize }: { stages: PreparedStages; assumedSize: Size }) {
  const previousMax = useRef(0);
  const [ref, measured] = useElementSize<HTMLDivElement>();
  const { width, height } = measured ?? assumedSize;
  const rowPx = Math.min(40, Math.max(14, (height - 20) / (stages.rows.length + 1)));
  const labelPx = width < 300 ? 132 : 149;
  const valuePx = 60;
  const left = labelPx;
  const right = Math.max(left + 1, width - valuePx);
  const highest = Math.max(stages.totalMs ?? 0, ...stages.rows.map((row) => (row.fromMs ?? 0) + (row.p95Ms ?? 0)));
  const axis = valueAxis({ highest, least: 4, unit: 'ms', previousMax: previousMax.current });
  useEffect(() => {
    previousMax.current = axis.max;
  });
  const x = (value: number) => left + (Math.min(value, axis.max) / axis.max) * (right - left);
  const bottom = rowPx * (stages.rows.length + 1);
  const summary = `Event to screen ${formatDuration(stages.totalMs)}: ${stages.rows
    .map((row) => `${row.label} ${formatDuration(row.meanMs)}`)
    .join(', ')}.`;
  return (
    <div ref={ref} role="img" aria-label={summary} className="absolute inset-0 overflow-hidden">
      <svg aria-hidden className="absolute inset-0" viewBox={`0 0 ${width} ${height}`}>
        {readableTicks(axis, right - left).map((tick) => (
          <g key={tick.value}>
            <line
              x1={x(tick.value)}
              x2={x(tick.value)}
              y1={0}
              y2={bottom}
              stroke={tick.value === 0 ? 'var(--line-strong)' : 'var(--grid)'}
            />
            <text x={x(tick.value)} y={bottom + 14} textAnchor="middle" fill="var(--text-muted)">
              {tick.label}
            </text>
          </g>
        ))}
        {stages.rows.map((row, index) => (
          <Stage
            key={row.key}
            row={row}
            y={index * rowPx + rowPx / 2}
            rowPx={rowPx}
            x={x}
            width={width}
            max={axis.max}
          />
        ))}
        <line x1={0} x2={width} y1={bottom - rowPx} y2={bottom - rowPx} stroke="var(--line)" />
        <text x={0} y={bottom - rowPx / 2} dy="0.35em" fill="var(--text)">
          Event → screen
        </text>
        {stages.totalMs === null ? null : (
          <rect
            x={x(0)}
            y={bottom - rowPx / 2 - 6}
            width={x(stages.totalMs) - x(0)}
            height={12}
            fill="var(--text-muted)"
          />
        )}
        <text x={width} y={bottom - rowPx / 2} dy="0.35em" textAnchor="end" fill="var(--text)" fontWeight={500}>
          {formatDuration(stages.totalMs)}
        </text>
      </svg>
    </div>
  );
}

const leastTickPx = 60;

/** Every tick, or every second one where their words would touch. */
function readableTicks(axis: ValueAxis, width: number): ValueAxis['ticks'] {
  const every = Math.ceil((leastTickPx * (axis.ticks.length - 1)) / width);
  return axis.ticks.filter((_, index) => index % every === 0);
}

function Stage({
  row,
  y,
  rowPx,
  x,
  width,
  max,
}: {
  row: StageRow;
  y: number;
  rowPx: number;
  x: (value: number) => number;
  width: number;
  max: number;
}) {
  const from = row.fromMs;
  const end = from === null || row.meanMs === null ? null : from + row.meanMs;
  const whisker = from === null || row.p95Ms === null ? null : from + row.p95Ms;
  return (
    <g>
      <text x={0} y={y} dy="0.35em" fill="var(--text)">
        {row.label}
      </text>
      {from === null || end === null ? null : (
        <>
          <rect x={x(from)} y={y - 6} width={Math.max(1, x(end) - x(from))} height={12} fill="var(--accent)" />
          <line
            x1={x(end)}
            x2={x(end)}
            y1={y + 6}
            y2={y + rowPx - 6}
            stroke="var(--line-strong)"
            strokeDasharray="1 2"
          />
          {whisker === null || whisker <= end ? null : (
            <path
              d={`M${x(end)} ${y}H${x(whisker)}${whisker > max ? '' : `m0 -4v8`}`}
              stroke="var(--text-muted)"
              fill="none"
            />
          )}
        </>
      )}
      <text x={width} y={y} dy="0.35em" textAnchor="end" fill="var(--text)" fontWeight={500}>
        {formatDuration(row.meanMs)}
      </text>
    </g>
  );
}
