'use client';

import { formatAge } from '@/components/prepare/format-age';
import type { ExternalRow, PreparedExternal } from '@/components/prepare/prepare-external';
import type { TimeTick } from '@/components/prepare/time-axis';
import { type Size, useElementSize } from './use-element-size';

const axisPx = 20;
const leastRowPx = 24;
/** From here on the name stands above the course. */
const tallRowPx = 44;
const mostRowPx = 96;
const namePx = 16;
const valuePx = 116;
const leastTickPx = 44;
/** A reading younger than this is the present. */
const presentMs = 15_000;

/** A row a metric: name, its course on a scale of its own, newest value, and its age when it is not of now. */
export function ExternalChart({ external, assumedSize }: { external: PreparedExternal; assumedSize: Size }) {
  const [ref, measured] = useElementSize<HTMLDivElement>();
  const { width, height } = measured ?? assumedSize;
  const { rows, fromMs, toMs } = external;
  const room = Math.max(1, Math.floor((height - axisPx) / leastRowPx));
  const shown = rows.length > room ? rows.slice(0, room - 1) : rows;
  const lines = Math.max(1, Math.min(rows.length, room));
  const rowPx = Math.min(mostRowPx, Math.floor((height - axisPx) / lines));
  const tall = rowPx >= tallRowPx;
  const left = tall ? 0 : Math.round(width * 0.38);
  const plot = { left, width: Math.max(40, width - left - (tall ? 0 : valuePx)) };
  return (
    <div ref={ref} role="img" aria-label={external.summary} className="absolute inset-0 overflow-hidden text-12">
      {shown.map((row) => (
        <div key={row.name} data-external={row.name} className="relative" style={{ height: rowPx }}>
          <div className="flex items-center justify-between gap-3" style={{ height: tall ? namePx : rowPx }}>
            <span
              className="truncate font-mono"
              style={tall ? undefined : { width: plot.left - 12, flexShrink: 0 }}
              title={row.name}
            >
              {row.name}
            </span>
            <span className="whitespace-nowrap text-muted">
              {row.ageMs > presentMs ? `${formatAge(row.ageMs)} ago` : ''}
              <span className="ml-2 font-medium text-text">{row.newestText}</span>
            </span>
          </div>
          <span className="absolute bottom-1" style={{ left: plot.left }}>
            <Course row={row} fromMs={fromMs} toMs={toMs} width={plot.width} height={rowPx - (tall ? namePx : 0) - 4} />
          </span>
        </div>
      ))}
      {shown.length < rows.length ? (
        <p className="flex items-center text-muted" style={{ height: rowPx }}>
          and {rows.length - shown.length} more, in the table
        </p>
      ) : null}
      <TimeAxis fromMs={fromMs} toMs={toMs} ticks={external.ticks} plot={plot} width={width} top={rowPx * lines} />
    </div>
  );
}

interface Plot {
  readonly left: number;
  readonly width: number;
}

function TimeAxis(props: {
  fromMs: number;
  toMs: number;
  ticks: readonly TimeTick[];
  plot: Plot;
  width: number;
  top: number;
}) {
  const { fromMs, toMs, ticks, plot } = props;
  const fits = plot.width / (ticks.length - 1) >= leastTickPx;
  return (
    <svg aria-hidden width={props.width} height={axisPx} className="absolute left-0" style={{ top: props.top }}>
      <line x1={plot.left} x2={plot.left + plot.width} y1={0.5} y2={0.5} stroke="var(--line-strong)" />
      {ticks.map((tick, index) => {
        const last = index === ticks.length - 1;
        const x = plot.left + ((tick.timeMs - fromMs) / (toMs - fromMs)) * plot.width;
        return (
          <g key={tick.label}>
            <line x1={x} x2={x} y1={0} y2={4} stroke="var(--line-strong)" />
            {fits || index === 0 || last ? (
              <text x={x} y={17} textAnchor={last ? 'end' : index === 0 ? 'start' : 'middle'} fill="var(--text-muted)">
                {tick.label}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}

/** Lines through the readings; the newest has a dot. */
function Course(props: { row: ExternalRow; fromMs: number; toMs: number; width: number; height: number }) {
  const { row, fromMs, toMs, width, height } = props;
  const values = row.points.map((point) => point.value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const x = (timeMs: number) => 3 + ((timeMs - fromMs) / (toMs - fromMs)) * (width - 6);
  const y = (value: number) => (high === low ? height / 2 : 4 + (1 - (value - low) / (high - low)) * (height - 8));
  const newest = row.points.at(-1);
  return (
    <svg aria-hidden width={width} height={height} className="block">
      {row.runs.map((run) => (
        <Run key={run[0]?.timeMs} at={run.map((point) => ({ x: x(point.timeMs), y: y(point.value) }))} />
      ))}
      {newest === undefined ? null : (
        <circle cx={x(newest.timeMs)} cy={y(newest.value)} r={2.5} fill="var(--series-6)" />
      )}
    </svg>
  );
}

/** Readings that follow each other; one alone is a point. */
function Run({ at }: { at: readonly { readonly x: number; readonly y: number }[] }) {
  const [first, second] = at;
  if (first !== undefined && second === undefined)
    return <circle cx={first.x} cy={first.y} r={1.75} fill="var(--series-6)" />;
  return (
    <path
      d={at.map((point, index) => `${index === 0 ? 'M' : 'L'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join('')}
      fill="none"
      stroke="var(--series-6)"
      strokeWidth={1.5}
      strokeLinejoin="round"
    />
  );
}
