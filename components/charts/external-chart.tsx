'use client';

import { formatAge } from '@/components/prepare/format-age';
import type { ExternalRow, PreparedExternal } from '@/components/prepare/prepare-external';
import { liveTicks } from '@/components/prepare/time-axis';
import { type Size, useElementSize } from './use-element-size';

const axisPx = 20;
const leastRowPx = 24;
const mostRowPx = 56;
const valuePx = 116;
/** A reading younger than this is the present. */
const presentMs = 15_000;
const mostDots = 40;

/** A row a metric: name, its course on a scale of its own, newest value, and its age when it is not of now. */
export function ExternalChart({ external, assumedSize }: { external: PreparedExternal; assumedSize: Size }) {
  const [ref, measured] = useElementSize<HTMLDivElement>();
  const { width, height } = measured ?? assumedSize;
  const { rows, fromMs, toMs } = external;
  const room = Math.max(1, Math.floor((height - axisPx) / leastRowPx));
  const shown = rows.length > room ? rows.slice(0, room - 1) : rows;
  const rowPx = Math.min(mostRowPx, Math.floor((height - axisPx) / Math.max(1, Math.min(rows.length, room))));
  const namePx = Math.round(Math.min(240, width * 0.32));
  const plotPx = Math.max(40, width - namePx - valuePx);
  const bottom = rowPx * Math.min(rows.length, room);
  return (
    <div ref={ref} role="img" aria-label={external.summary} className="absolute inset-0 overflow-hidden text-12">
      {shown.map((row) => (
        <div key={row.name} data-external={row.name} className="flex items-center" style={{ height: rowPx }}>
          <span className="truncate pr-3 font-mono" style={{ width: namePx }} title={row.name}>
            {row.name}
          </span>
          <Course row={row} fromMs={fromMs} toMs={toMs} width={plotPx} height={rowPx - 4} />
          <span className="flex-1 whitespace-nowrap text-right text-muted">
            {row.ageMs > presentMs ? `${formatAge(row.ageMs)} ago` : ''}
            <span className="ml-2 font-medium text-text">{row.newestText}</span>
          </span>
        </div>
      ))}
      {shown.length < rows.length ? (
        <p className="flex items-center text-muted" style={{ height: rowPx }}>
          and {rows.length - shown.length} more, in the table
        </p>
      ) : null}
      <svg aria-hidden width={width} height={axisPx} className="absolute left-0" style={{ top: bottom }}>
        <line x1={namePx} x2={namePx + plotPx} y1={0.5} y2={0.5} stroke="var(--line-strong)" />
        {liveTicks(toMs, toMs - fromMs, { sparse: plotPx < 220 }).map((tick) => {
          const x = namePx + ((tick.timeMs - fromMs) / (toMs - fromMs)) * plotPx;
          return (
            <g key={tick.label}>
              <line x1={x} x2={x} y1={0} y2={4} stroke="var(--line-strong)" />
              <text x={x} y={17} textAnchor={tick.timeMs >= toMs ? 'end' : 'middle'} fill="var(--text-muted)">
                {tick.label}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** Steps from reading to reading; few readings are marked. */
function Course({
  row,
  fromMs,
  toMs,
  width,
  height,
}: {
  row: ExternalRow;
  fromMs: number;
  toMs: number;
  width: number;
  height: number;
}) {
  const values = row.points.map((point) => point.value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const x = (timeMs: number) => 3 + ((timeMs - fromMs) / (toMs - fromMs)) * (width - 6);
  const y = (value: number) => (high === low ? height / 2 : 4 + (1 - (value - low) / (high - low)) * (height - 8));
  const at = row.points.map((point) => ({ x: x(point.timeMs), y: y(point.value) }));
  const path = at.map((point, index) => (index === 0 ? `M${point.x} ${point.y}` : `H${point.x}V${point.y}`)).join('');
  const marked = at.length <= mostDots ? at : at.slice(-1);
  return (
    <svg aria-hidden width={width} height={height} className="shrink-0">
      <path d={path} fill="none" stroke="var(--series-6)" strokeWidth={1.5} strokeLinejoin="round" />
      {marked.map((point, index) => (
        <circle
          key={`${point.x} ${point.y}`}
          cx={point.x}
          cy={point.y}
          r={index === marked.length - 1 ? 2.5 : 1.75}
          fill="var(--series-6)"
        />
      ))}
    </svg>
  );
}
