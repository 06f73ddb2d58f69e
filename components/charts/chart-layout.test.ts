import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChartModel, ChartSeries } from '@/components/prepare/chart-model';
import { valueAxis } from '@/components/prepare/value-axis';
import { chartLayout, placeLabels } from './chart-layout';

const series = (key: string, values: readonly (number | null)[]): ChartSeries => ({
  ...{ key, label: `Stream ${key}`, color: 'var(--series-1)', width: 1.5, kind: 'line', values },
  latest: values.findLast((value) => value !== null) ?? null,
});

function modelOf(lines: readonly (readonly (number | null)[])[], more: Partial<ChartModel> = {}): ChartModel {
  const points = lines[0]?.length ?? 0;
  return {
    ...{ fromMs: 0, toMs: points * 1_000, times: Array.from({ length: points }, (_, index) => index * 1_000) },
    axis: valueAxis({ highest: 100, least: 10 }),
    ...{ ticks: [], sparseTicks: [], gaps: [], markers: [], legend: 'ends', tone: 'full', note: null, summary: '' },
    series: lines.map((values, index) => series(String(index), values)),
    formatValue: String,
    ...more,
  };
}

describe('placeLabels', () => {
  it('keeps the labels of five lines apart and within the plot, wherever the lines end and however low it is', () => {
    const ends = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(ends, fc.integer({ min: 60, max: 400 }), (values, height) => {
        const model = modelOf(values.map((value) => [0, value]));
        const layout = chartLayout(model, { width: 608, height });
        if (layout.legendHidden) return;
        const placed = placeLabels(model, layout)
          .map(({ y }) => y)
          .sort((a, b) => a - b);
        expect(placed[0]).toBeGreaterThanOrEqual(layout.top);
        expect(placed.at(-1)).toBeLessThanOrEqual(layout.bottom);
        for (const [index, y] of placed.slice(1).entries()) expect(y - placed[index]!).toBeGreaterThanOrEqual(16);
      }),
    );
  });

  it('shows the legend of five lines where the overview and a slide draw them', () => {
    const model = modelOf([10, 20, 30, 40, 50].map((value) => [0, value]));
    expect(chartLayout(model, { width: 421, height: 164 }).legendHidden).toBe(false);
    expect(chartLayout(model, { width: 608, height: 240 }).legendHidden).toBe(false);
    expect(chartLayout(model, { width: 608, height: 80 }).legendHidden).toBe(true);
  });

  it('puts the dot where the line ends, and none where it ended long ago', () => {
    const lines = [
      [5, 5, 5, 5, 5, 5],
      [5, 5, 5, 5, null, null],
      [5, null, null, null, null, null],
    ];
    const model = modelOf(lines);
    const layout = chartLayout(model, { width: 608, height: 240 });
    expect(placeLabels(model, layout).map(({ end }) => end?.x ?? null)).toEqual([
      layout.x(5_000),
      layout.x(3_000),
      null,
    ]);
    const patient = modelOf(lines, { newestPoints: 6 });
    expect(placeLabels(patient, layout)[2]?.end?.x).toBe(layout.x(0));
  });
});
