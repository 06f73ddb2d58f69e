'use client';

import { useState } from 'react';
import type { DistributionBar, DistributionModel } from '@/components/prepare/ratings-distribution';
import { classNames } from '@/components/ui/class-names';
import { MarkTooltip } from './mark-tooltip';
import { PlotGrid } from './plot-grid';

const percent = (part: number): string => `${part * 100}%`;

/**
 * A bar a value, with a tick for what was expected and a band for the range in which 95 % of samples lie; the
 * differences in points below. Fills its parent; the legend goes where it is low.
 */
export function DistributionChart({ model, label }: { model: DistributionModel; label: string }) {
  const [pointed, setPointed] = useState<number | null>(null);
  const active = pointed === null ? undefined : model.bars[pointed];
  return (
    <div role="img" aria-label={summary(model, label)} className="@container relative flex h-full min-h-0 flex-col">
      <div className="relative mt-4 ml-11 min-h-8 flex-1" onPointerLeave={() => setPointed(null)}>
        <PlotGrid axis={model.axis} />
        <div className="absolute inset-0 grid grid-cols-10">
          {model.bars.map((bar, index) => (
            <Bar key={bar.rating} bar={bar} onPoint={() => setPointed(index)} pointed={pointed === index} />
          ))}
        </div>
        {active === undefined || pointed === null ? null : (
          <MarkTooltip
            title={`Rating ${active.rating}`}
            details={active.details}
            className="top-0"
            style={pointed < 5 ? { left: percent((pointed + 1) / 10) } : { right: percent((10 - pointed) / 10) }}
          />
        )}
      </div>
      <Row name="Rating" cells={model.bars.map(({ rating }) => rating)} />
      <Row
        name="Diff."
        cells={model.bars.map(({ difference }) => difference)}
        strong={model.bars.map(({ outside }) => outside)}
        className="grid [@container_embed_(max-height:219px)]:hidden"
      />
      <Legend />
    </div>
  );
}

function Bar({ bar, pointed, onPoint }: { bar: DistributionBar; pointed: boolean; onPoint: () => void }) {
  const upper = Math.max(bar.share, bar.expected);
  return (
    <div
      className={classNames('relative h-full', pointed && 'bg-raised')}
      onPointerEnter={(event) => event.pointerType === 'mouse' && onPoint()}
    >
      <div
        className="absolute inset-x-[16%] bottom-0 bg-series-1"
        style={{ height: bar.share === 0 ? 0 : `max(1px, ${percent(bar.share)})` }}
      />
      <div
        className="absolute left-1/2 w-[5px] -translate-x-1/2 bg-neutral/45"
        style={{ bottom: percent(bar.low), height: percent(bar.high - bar.low) }}
      />
      <div
        className="absolute inset-x-[6%] h-0.5 translate-y-px bg-text"
        style={{ bottom: percent(bar.expected) }}
        data-testid="expected"
      />
      <span
        className="absolute inset-x-0 mb-1 text-center text-12 leading-4 @max-[320px]:hidden"
        style={{ bottom: percent(upper) }}
      >
        {bar.value}
      </span>
    </div>
  );
}

function Row({
  name,
  cells,
  strong = [],
  className = 'grid',
}: {
  name: string;
  cells: readonly string[];
  strong?: readonly boolean[];
  className?: string;
}) {
  return (
    <div className={classNames('shrink-0 grid-cols-[44px_1fr] pt-1 text-12 text-muted leading-4', className)}>
      <span>{name}</span>
      <div className="grid grid-cols-10 text-center">
        {cells.map((cell, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one cell for each of ten fixed values
          <span key={index} className={classNames(strong[index] && 'font-medium text-text')}>
            {cell}
          </span>
        ))}
      </div>
    </div>
  );
}

function Legend() {
  return (
    <div
      aria-hidden
      className="mt-1 ml-11 flex shrink-0 items-center gap-x-5 overflow-hidden whitespace-nowrap text-12 text-muted leading-4 [@container_embed_(max-height:279px)]:hidden"
    >
      <span className="flex items-center gap-2">
        <span className="size-2 bg-series-1" />
        measured
      </span>
      <span className="flex items-center gap-2">
        <span className="h-0.5 w-4 bg-text" />
        expected<span className="-ml-1 hidden @min-[400px]:inline">by the model of the generator</span>
      </span>
      <span className="hidden items-center gap-2 @min-[520px]:flex">
        <span className="h-3 w-[5px] bg-neutral/45" />
        95&nbsp;% range
      </span>
    </div>
  );
}

const summary = (model: DistributionModel, label: string): string =>
  `${label}: ${model.bars.map(({ rating, value, difference }) => `${rating} ${value} %, ${difference} points`).join('; ')}`;
