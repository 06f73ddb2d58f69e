import { useId } from 'react';
import type { ChartModel, ChartSeries } from '@/components/prepare/chart-model';
import { type ChartLayout, placeLabels } from './chart-layout';
import { MarkerGlyph, markerStyles } from './marker-glyph';
import { fillOf, StripeFills } from './stripe-fills';

/** Before the data: markers of what happened, end dots and labels. */
export function PlotOverlay({ model, layout }: { model: ChartModel; layout: ChartLayout }) {
  const stripes = useId();
  return (
    <>
      <StripeFills series={model.series} prefix={stripes} stale={model.tone === 'stale'} />
      {model.markers.map((marker) => {
        const { color, dash } = markerStyles[marker.type];
        const x = layout.x(marker.atMs);
        return (
          <g key={marker.id} data-marker={marker.type}>
            <line
              x1={x}
              x2={x}
              y1={layout.top - 4}
              y2={layout.bottom}
              stroke={color}
              strokeOpacity={0.55}
              {...(dash !== undefined && { strokeDasharray: dash })}
            />
            <MarkerGlyph type={marker.type} x={x} y={layout.top - 8} />
          </g>
        );
      })}
      {layout.legendHidden ? null : (
        <g data-part="legend">
          {layout.legendAbove ? (
            <LegendAbove model={model} layout={layout} stripes={stripes} />
          ) : (
            <GutterLabels model={model} layout={layout} stripes={stripes} />
          )}
        </g>
      )}
      {model.note === null ? null : (
        <text
          x={layout.right - 8}
          y={layout.bottom - 12}
          textAnchor="end"
          fill="var(--text-muted)"
          stroke="var(--panel)"
          strokeWidth={4}
          paintOrder="stroke"
        >
          {model.note}
        </text>
      )}
    </>
  );
}

interface LegendProps {
  readonly model: ChartModel;
  readonly layout: ChartLayout;
  /** Prefix of the striped fills. */
  readonly stripes: string;
}

function GutterLabels({ model, layout, stripes }: LegendProps) {
  const sampleX = layout.right + 12;
  const stale = model.tone === 'stale';
  return placeLabels(model, layout).map(({ series, y, end }) => (
    <g key={series.key} opacity={model.tone === 'dimmed' ? 0.5 : 1}>
      {end === null ? null : (
        <>
          <path
            d={`M${end.x + 4} ${end.y}H${layout.right + 2}L${sampleX - 1} ${y}`}
            stroke="var(--line-strong)"
            fill="none"
            strokeWidth={1}
          />
          <circle cx={end.x} cy={end.y} r={2.5} fill={stale ? 'var(--neutral)' : series.color} />
        </>
      )}
      <Sample series={series} x={sampleX} y={y} stale={stale} stripes={stripes} />
      <text x={sampleX + 17} y={y} dy="0.35em" fill="var(--text-muted)">
        {series.label}
      </text>
      <text x={layout.width} y={y} dy="0.35em" textAnchor="end" fill="var(--text)" fontWeight={500}>
        {model.formatValue(series.latest)}
      </text>
    </g>
  ));
}

function LegendAbove({ model, layout, stripes }: LegendProps) {
  const columnPx = layout.width / 2;
  return model.series.map((series, index) => {
    const x = (index % 2) * (columnPx + 8);
    const y = 8 + Math.floor(index / 2) * 20;
    return (
      <g key={series.key}>
        <Sample series={series} x={x} y={y} stale={model.tone === 'stale'} stripes={stripes} />
        <text x={x + 22} y={y} dy="0.35em" fill="var(--text-muted)">
          {series.label}
        </text>
        <text x={x + columnPx - 8} y={y} dy="0.35em" textAnchor="end" fill="var(--text)" fontWeight={500}>
          {model.formatValue(series.latest)}
        </text>
      </g>
    );
  });
}

function Sample({
  series,
  x,
  y,
  stale,
  stripes,
}: {
  series: ChartSeries;
  x: number;
  y: number;
  stale: boolean;
  stripes: string;
}) {
  const color = stale ? 'var(--neutral)' : series.color;
  if (series.kind !== 'line')
    return <rect x={x + 2} y={y - 4.5} width={9} height={9} fill={fillOf(series, color, stripes)} />;
  return (
    <line
      x1={x}
      x2={x + 12}
      y1={y}
      y2={y}
      stroke={color}
      strokeWidth={series.width}
      {...(series.dash !== undefined && { strokeDasharray: series.dash })}
    />
  );
}
