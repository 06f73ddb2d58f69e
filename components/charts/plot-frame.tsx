import { useId } from 'react';
import type { ChartModel } from '@/components/prepare/chart-model';
import type { ChartLayout } from './chart-layout';

/** Words of ticks closer than this would touch. */
const leastTickPx = 18;

/** Behind the data: grid, baseline, ticks, and the hatch over what was not measured. */
export function PlotFrame({ model, layout }: { model: ChartModel; layout: ChartLayout }) {
  const hatchId = useId();
  const { left, right, top, bottom, plotHeight } = layout;
  const every = Math.ceil((leastTickPx * (model.axis.ticks.length - 1)) / plotHeight);
  const ticks = layout.plotWidth < 220 ? model.sparseTicks : model.ticks;
  return (
    <>
      <defs>
        <pattern id={hatchId} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1={0.5} y1={0} x2={0.5} y2={5} stroke="var(--neutral)" strokeWidth={1} />
        </pattern>
      </defs>
      {model.axis.ticks
        .filter((_, index) => index % every === 0)
        .map((tick) => (
          <g key={tick.value}>
            {tick.value === model.axis.min ? null : (
              <line x1={left} x2={right} y1={layout.y(tick.value)} y2={layout.y(tick.value)} stroke="var(--grid)" />
            )}
            <text
              data-part="axis"
              x={left - 8}
              y={layout.y(tick.value)}
              dy="0.35em"
              textAnchor="end"
              fill="var(--text-muted)"
            >
              {tick.label}
            </text>
          </g>
        ))}
      {model.gaps.map((gap) => (
        <rect
          key={gap.fromMs}
          x={layout.x(gap.fromMs)}
          y={top}
          width={Math.max(2, layout.x(gap.toMs) - layout.x(gap.fromMs))}
          height={plotHeight}
          fill={`url(#${hatchId})`}
          opacity={0.5}
          data-gap
        />
      ))}
      <line x1={left} x2={right} y1={bottom + 0.5} y2={bottom + 0.5} stroke="var(--line-strong)" />
      {ticks.map((tick) => (
        <g key={tick.label}>
          <line
            x1={layout.x(tick.timeMs)}
            x2={layout.x(tick.timeMs)}
            y1={bottom}
            y2={bottom + 4}
            stroke="var(--line-strong)"
          />
          <text
            data-part="axis"
            x={layout.x(tick.timeMs)}
            y={bottom + 17}
            textAnchor={tick.timeMs >= model.toMs ? 'end' : 'middle'}
            fill="var(--text-muted)"
          >
            {tick.label}
          </text>
        </g>
      ))}
    </>
  );
}
