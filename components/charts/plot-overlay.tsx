import type { ChartModel, ChartSeries } from '@/components/prepare/chart-model';
import { type ChartLayout, placeLabels } from './chart-layout';
import { MarkerGlyph, markerStyles } from './marker-glyph';

/** Before the data: markers of what happened, end dots and labels. */
export function PlotOverlay({ model, layout }: { model: ChartModel; layout: ChartLayout }) {
  return (
    <>
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
      {layout.legendHidden ? null : layout.legendAbove ? (
        <LegendAbove model={model} layout={layout} />
      ) : (
        <GutterLabels model={model} layout={layout} />
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

function GutterLabels({ model, layout }: { model: ChartModel; layout: ChartLayout }) {
  const sampleX = layout.right + 12;
  const stale = model.tone === 'stale';
  return placeLabels(model, layout).map(({ series, y, endY }) => (
    <g key={series.key} opacity={model.tone === 'dimmed' ? 0.5 : 1}>
      {endY === null ? null : (
        <>
          <path
            d={`M${layout.right + 4} ${endY}L${sampleX - 1} ${y}`}
            stroke="var(--line-strong)"
            fill="none"
            strokeWidth={1}
          />
          <circle cx={layout.right} cy={endY} r={2.5} fill={stale ? 'var(--neutral)' : series.color} />
        </>
      )}
      <Sample series={series} x={sampleX} y={y} stale={stale} />
      <text x={sampleX + 17} y={y} dy="0.35em" fill="var(--text-muted)">
        {series.label}
      </text>
      <text x={layout.width} y={y} dy="0.35em" textAnchor="end" fill="var(--text)" fontWeight={500}>
        {model.formatValue(series.latest)}
      </text>
    </g>
  ));
}

function LegendAbove({ model, layout }: { model: ChartModel; layout: ChartLayout }) {
  const columnPx = layout.width / 2;
  return model.series.map((series, index) => {
    const x = (index % 2) * (columnPx + 8);
    const y = 8 + Math.floor(index / 2) * 20;
    return (
      <g key={series.key}>
        <Sample series={series} x={x} y={y} stale={model.tone === 'stale'} />
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

function Sample({ series, x, y, stale }: { series: ChartSeries; x: number; y: number; stale: boolean }) {
  const color = stale ? 'var(--neutral)' : series.color;
  if (series.kind !== 'line') return <rect x={x + 2} y={y - 4.5} width={9} height={9} fill={color} />;
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
