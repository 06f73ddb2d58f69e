'use client';

import { lazy, Suspense } from 'react';
import type { ChartModel } from '@/components/prepare/chart-model';
import { chartLayout } from './chart-layout';
import { CursorLayer } from './cursor-layer';
import { FirstPaintMarks } from './first-paint-marks';
import { PlotFrame } from './plot-frame';
import { PlotOverlay } from './plot-overlay';
import { type Size, useElementSize } from './use-element-size';

const RechartsMarks = lazy(() => import('./recharts-marks').then((module) => ({ default: module.RechartsMarks })));

/** A chart over time. `assumedSize` is what the server draws for; the page's own size takes over at once. */
export function LiveChart({ id, model, assumedSize }: { id: string; model: ChartModel; assumedSize: Size }) {
  const [ref, measured] = useElementSize<HTMLDivElement>();
  const layout = chartLayout(model, measured ?? assumedSize);
  const first = <FirstPaintMarks model={model} layout={layout} />;
  const viewBox = `0 0 ${layout.width} ${layout.height}`;
  return (
    <div ref={ref} role="img" aria-label={model.summary} className="absolute inset-0 overflow-hidden">
      <svg aria-hidden className="absolute inset-0" viewBox={viewBox}>
        <PlotFrame model={model} layout={layout} />
      </svg>
      {measured === null ? (
        first
      ) : (
        <Suspense fallback={first}>
          <RechartsMarks model={model} layout={layout} />
        </Suspense>
      )}
      <svg aria-hidden className="absolute inset-0" viewBox={viewBox}>
        <PlotOverlay model={model} layout={layout} />
      </svg>
      {measured === null ? null : <CursorLayer id={id} model={model} layout={layout} />}
    </div>
  );
}
