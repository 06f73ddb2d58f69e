'use client';

import { memo, useId } from 'react';
import { Area, Bar, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import type { ChartModel, ChartSeries } from '@/components/prepare/chart-model';
import type { ChartLayout } from './chart-layout';
import { fillOf, StripeFills } from './stripe-fills';

interface Row {
  readonly t: number;
  readonly [key: string]: number | null;
}

/** Recharts draws the marks and nothing else: axes, labels and cursor are ours, so that a tick costs little. */
export const RechartsMarks = memo(function RechartsMarks({
  model,
  layout,
}: {
  model: ChartModel;
  layout: ChartLayout;
}) {
  const stripes = useId();
  const rows: Row[] = model.times.map((t, index) => {
    const row: Record<string, number | null> = {};
    for (const series of model.series) row[series.key] = series.values[index] ?? null;
    return { ...row, t };
  });
  const opacity = model.tone === 'dimmed' ? 0.5 : 1;
  const barSize = Math.max(1, layout.plotWidth / Math.max(1, model.times.length) - 2);
  return (
    <div className="absolute inset-0" data-marks="recharts" style={{ opacity }}>
      <ComposedChart
        width={layout.width}
        height={layout.height}
        data={rows}
        margin={{
          top: layout.top,
          left: layout.left,
          right: layout.width - layout.right,
          bottom: layout.height - layout.bottom,
        }}
        accessibilityLayer={false}
        barGap={0}
        barCategoryGap={0}
      >
        <StripeFills series={model.series} prefix={stripes} stale={model.tone === 'stale'} />
        <XAxis dataKey="t" type="number" domain={[model.fromMs, model.toMs]} allowDataOverflow hide />
        <YAxis type="number" domain={[model.axis.min, model.axis.max]} allowDataOverflow hide />
        {paintOrder(model.series).map((series) => {
          const color = model.tone === 'stale' ? 'var(--neutral)' : series.color;
          const common = { dataKey: series.key, isAnimationActive: false, stroke: color } as const;
          if (series.kind === 'bar')
            return (
              <Bar
                key={series.key}
                {...common}
                stackId="stack"
                barSize={barSize}
                fill={fillOf(series, color, stripes)}
                stroke="var(--panel)"
                strokeWidth={1}
              />
            );
          const drawn = {
            ...common,
            type: 'linear',
            strokeWidth: series.width,
            strokeLinejoin: 'round',
            dot: false,
            activeDot: false,
            connectNulls: false,
            ...(series.dash !== undefined && { strokeDasharray: series.dash }),
          } as const;
          return series.kind === 'area' ? (
            <Area key={series.key} {...drawn} stackId="stack" fill={color} fillOpacity={0.4} />
          ) : (
            <Line key={series.key} {...drawn} />
          );
        })}
      </ComposedChart>
    </div>
  );
});

/** Stacks from the bottom up, then lines, the densest dashes first: lines that coincide all stay visible. */
function paintOrder(series: readonly ChartSeries[]): readonly ChartSeries[] {
  const ink = (one: ChartSeries): number => (one.kind === 'line' ? inkOf(one.dash) : 2);
  return [...series].reverse().sort((a, b) => ink(b) - ink(a));
}

/** Share of a dashed line that is drawn. */
function inkOf(dash = '1 0'): number {
  const lengths = dash.split(' ').map(Number);
  const drawn = lengths.filter((_, index) => index % 2 === 0);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return sum(drawn) / sum(lengths);
}
