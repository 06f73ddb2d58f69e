import type { ChartModel, ChartSeries } from '@/components/prepare/chart-model';
import type { ChartLayout } from './chart-layout';

/** The marks as plain paths, so that the server's first paint holds them; recharts takes over once it is loaded. */
export function FirstPaintMarks({ model, layout }: { model: ChartModel; layout: ChartLayout }) {
  const base = model.times.map(() => 0);
  const stacked = [...model.series].reverse().filter((series) => series.kind !== 'line');
  const lines = model.series.filter((series) => series.kind === 'line');
  return (
    <svg aria-hidden className="absolute inset-0" viewBox={`0 0 ${layout.width} ${layout.height}`} data-marks="first">
      {stacked.map((series) => {
        const from = [...base];
        series.values.forEach((value, index) => {
          base[index] = (base[index] ?? 0) + (value ?? 0);
        });
        return <path key={series.key} d={bars(model, layout, from, base)} fill={series.color} fillOpacity={0.5} />;
      })}
      {lines.map((series) => (
        <path
          key={series.key}
          d={line(model, layout, series)}
          fill="none"
          stroke={series.color}
          strokeWidth={series.width}
          strokeLinejoin="round"
          {...(series.dash !== undefined && { strokeDasharray: series.dash })}
        />
      ))}
    </svg>
  );
}

function line(model: ChartModel, layout: ChartLayout, series: ChartSeries): string {
  let drawing = false;
  const parts: string[] = [];
  series.values.forEach((value, index) => {
    const time = model.times[index];
    if (value === null || time === undefined) {
      drawing = false;
      return;
    }
    parts.push(`${drawing ? 'L' : 'M'}${layout.x(time).toFixed(1)} ${layout.y(value).toFixed(1)}`);
    drawing = true;
  });
  return parts.join('');
}

function bars(model: ChartModel, layout: ChartLayout, from: readonly number[], to: readonly number[]): string {
  const width = Math.max(1, layout.plotWidth / Math.max(30, model.times.length));
  return model.times
    .map((time, index) => {
      const low = layout.y(from[index] ?? 0);
      const high = layout.y(to[index] ?? 0);
      return low === high ? '' : `M${layout.x(time) - width / 2} ${low}V${high}h${width}V${low}z`;
    })
    .join('');
}
