'use client';

import { useId, useState } from 'react';
import { MarkerGlyph, type MarkerType, markerStyles } from '@/components/charts/marker-glyph';
import { setCursor } from '@/components/charts/shared-cursor';
import { useElementSize } from '@/components/charts/use-element-size';
import { useLiveInTurn } from '@/components/live/live-provider';
import { formatClock } from '@/components/prepare/format-clock';
import { liveWindowSpan } from '@/components/prepare/live-window';
import { type RibbonEntry, ribbonLayout } from '@/components/prepare/ribbon-layout';
import { formatRange, liveTicks } from '@/components/prepare/time-axis';
import { classNames } from '@/components/ui/class-names';

const markerTypes = Object.keys(markerStyles) as MarkerType[];
const laneY = [16, 36] as const;
const baseline = 52;
/** A glyph without room for its text stands on the baseline. */
const crowdedY = 46;

/** What happened, on the charts' time; the legend filters. */
export function EventRibbon() {
  const display = useLiveInTurn();
  const [hidden, setHidden] = useState<ReadonlySet<MarkerType>>(new Set());
  const [ref, size] = useElementSize<HTMLDivElement>();
  const { fromMs, toMs, windowMs } = liveWindowSpan(display);
  const annotations = display.state.annotations.filter((one) => one.atMs >= fromMs && one.atMs <= toMs);
  const width = size?.width ?? 1360;
  const shown = annotations.filter((one) => !hidden.has(one.type));
  const entries = ribbonLayout({ annotations: shown, fromMs, toMs, widthPx: width });
  const x = (timeMs: number) => ((timeMs - fromMs) / (toMs - fromMs)) * width;
  const toggle = (type: MarkerType) => {
    const next = new Set(hidden);
    if (!next.delete(type)) next.add(type);
    setHidden(next);
  };
  return (
    <section
      aria-label="Events"
      data-testid="event-ribbon"
      className="h-[88px] rounded-8 border border-line bg-panel px-[15px] pt-[7px]"
    >
      <div className="flex h-5 items-center gap-4">
        <h2 className="font-medium text-13">Events</h2>
        <p className="truncate text-12 text-muted max-tablet:hidden">
          {display.state.sentAtMs === 0 ? '' : formatRange(fromMs, toMs)}
        </p>
        <ul
          aria-label="Kinds of events, press to hide"
          className="ml-auto flex gap-4 overflow-x-auto [scrollbar-width:none]"
        >
          {markerTypes.map((type) => (
            <LegendItem
              key={type}
              type={type}
              count={annotations.filter((one) => one.type === type).length}
              pressed={!hidden.has(type)}
              onToggle={() => toggle(type)}
            />
          ))}
        </ul>
      </div>
      <div ref={ref} className="relative h-[60px]">
        <svg aria-hidden className="absolute inset-0" viewBox={`0 0 ${width} 60`}>
          <line x1={0} x2={width} y1={baseline + 0.5} y2={baseline + 0.5} stroke="var(--line-strong)" />
          {liveTicks(toMs, windowMs).map((tick) => (
            <line
              key={tick.label}
              x1={Math.min(width - 0.5, Math.max(0.5, x(tick.timeMs)))}
              x2={Math.min(width - 0.5, Math.max(0.5, x(tick.timeMs)))}
              y1={baseline}
              y2={baseline + 4}
              stroke="var(--line-strong)"
            />
          ))}
          {entries.map((entry) => (
            <Stem key={entry.annotation.id} entry={entry} width={width} />
          ))}
          {entries.map((entry) => (
            <Entry key={entry.annotation.id} entry={entry} width={width} />
          ))}
        </svg>
        <ol className="sr-only">
          {shown.map((one) => (
            <li key={one.id}>
              {formatClock(one.atMs)} UTC, {markerStyles[one.type].word}: {one.text}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function placeOf({ x, lane, labelled }: RibbonEntry, width: number): { x: number; y: number } {
  return { x: Math.min(width - 5, Math.max(5, x)), y: labelled ? laneY[lane] : crowdedY };
}

/** Below all words: a stem may pass behind the text of the other lane. */
function Stem({ entry, width }: { entry: RibbonEntry; width: number }) {
  const { x, y } = placeOf(entry, width);
  return <line x1={x} x2={x} y1={y + 6} y2={baseline} stroke="var(--line-strong)" />;
}

function Entry({ entry, width }: { entry: RibbonEntry; width: number }) {
  const { annotation, text, flipped, labelled } = entry;
  const { x, y } = placeOf(entry, width);
  return (
    <g
      data-event={annotation.type}
      onPointerEnter={() => setCursor({ timeMs: annotation.atMs, source: 'ribbon' })}
      onPointerLeave={() => setCursor(null)}
    >
      <title>{`${formatClock(annotation.atMs)} ${text}`}</title>
      <MarkerGlyph type={annotation.type} x={x} y={y} />
      {labelled ? (
        <text
          x={flipped ? x - 10 : x + 10}
          y={y}
          dy="0.35em"
          textAnchor={flipped ? 'end' : 'start'}
          fill="var(--text)"
          stroke="var(--panel)"
          strokeWidth={4}
          paintOrder="stroke"
        >
          <tspan fill="var(--text-muted)">{formatClock(annotation.atMs)}</tspan> {text}
        </text>
      ) : null}
    </g>
  );
}

function LegendItem({
  type,
  count,
  pressed,
  onToggle,
}: {
  type: MarkerType;
  count: number;
  pressed: boolean;
  onToggle: () => void;
}) {
  const id = useId();
  if (count === 0) return null;
  return (
    <li>
      <button
        id={id}
        type="button"
        aria-pressed={pressed}
        onClick={onToggle}
        className={classNames(
          'flex items-center gap-1.5 whitespace-nowrap rounded-4 text-12 text-muted',
          !pressed && 'line-through',
        )}
      >
        <svg aria-hidden width={10} height={12} className={pressed ? undefined : 'opacity-40'}>
          <MarkerGlyph type={type} x={5} y={6} />
        </svg>
        {markerStyles[type].word} {count}
      </button>
    </li>
  );
}
