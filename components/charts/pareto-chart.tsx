'use client';

import { useState } from 'react';
import type { ParetoMark, ParetoModel } from '@/components/prepare/orders-pareto';
import { classNames } from '@/components/ui/class-names';
import { ParetoLine, paretoRowHeight } from './pareto-line';
import { RowName } from './row-name';
import { useRovingRows } from './use-roving-rows';

const shares = [0, 25, 50, 75, 100] as const;

/**
 * Items down, bars and running share on one scale: percent above, the metric's unit below. A table, so that names and
 * numbers can be read without the marks. Below 480 wide the value's column goes.
 */
export function ParetoChart({
  model,
  metricTitle,
  label,
  picked = [],
  onPick,
}: {
  model: ParetoModel;
  metricTitle: string;
  label: string;
  /** Items that the filter holds; the others stay, neutral. */
  picked?: readonly string[];
  onPick?: ((item: string) => void) | undefined;
}) {
  const [pointed, setPointed] = useState<ParetoMark | null>(null);
  const roving = useRovingRows(
    model.marks.filter((mark) => !mark.folded).map((mark) => mark.name),
    picked[0] ?? null,
  );
  const isExcluded = (mark: ParetoMark) => picked.length > 0 && !picked.includes(mark.name);
  const isColored = (mark: ParetoMark) => (picked.length === 0 ? mark.leading : picked.includes(mark.name));
  return (
    <div className="@container relative" onPointerLeave={() => setPointed(null)}>
      <table
        aria-label={label}
        onKeyDown={roving.onKeyDown}
        className="w-full border-separate border-spacing-0 text-12 leading-4"
      >
        <thead className="text-muted">
          <tr className="h-5">
            <th scope="col" className="p-0 font-normal">
              <span className="sr-only">Item</span>
            </th>
            <th scope="col" className="hidden p-0 pr-3 text-right font-normal @min-[480px]:table-cell">
              {metricTitle}
            </th>
            <td aria-hidden className="relative h-5 w-full p-0">
              {shares.map((share) => (
                <span
                  key={share}
                  className={classNames(
                    'absolute top-0',
                    share === 100 ? '-translate-x-full' : share > 0 && '-translate-x-1/2',
                    (share === 25 || share === 75) && 'hidden @min-[480px]:inline',
                  )}
                  style={{ left: `${share}%` }}
                >
                  {share}&nbsp;%
                </span>
              ))}
            </td>
            <th scope="col" className="p-0 pl-3 text-right font-normal">
              Sum
            </th>
          </tr>
        </thead>
        <tbody>
          {model.marks.map((mark, index) => (
            <tr
              key={mark.folded ? ' folded' : mark.name}
              style={{ height: paretoRowHeight }}
              data-in-filter={picked.length === 0 || picked.includes(mark.name)}
              className={classNames(
                'relative',
                (pointed === mark || picked.includes(mark.name)) && 'bg-raised',
                onPick !== undefined && !mark.folded && 'cursor-pointer',
              )}
              onFocus={() => setPointed(mark)}
              onBlur={() => setPointed(null)}
              onPointerEnter={(event) => event.pointerType === 'mouse' && setPointed(mark)}
            >
              <th
                scope="row"
                className="max-w-40 truncate p-0 pr-3 text-left font-normal @max-[480px]:max-w-28"
                title={mark.name}
              >
                <RowName
                  rowKey={mark.name}
                  text={mark.name}
                  label={`${mark.name}${isExcluded(mark) ? ', not in filter' : ''}: ${mark.details.map(([name, value]) => `${name} ${value}`).join(', ')}`}
                  picked={picked.includes(mark.name)}
                  roving={roving}
                  onPick={onPick && !mark.folded ? () => onPick(mark.name) : undefined}
                />
              </th>
              <td className="hidden whitespace-nowrap p-0 pr-3 text-right text-muted @min-[480px]:table-cell">
                {mark.value}
              </td>
              <td aria-hidden className="relative p-0">
                {index === 0 ? <ParetoLine model={model} /> : null}
                <div
                  className={classNames('h-2.5 min-w-px', isColored(mark) ? 'bg-series-1' : 'bg-neutral')}
                  style={{ width: `${mark.share * 100}%` }}
                />
              </td>
              <td
                className={classNames(
                  'whitespace-nowrap p-0 pl-3 text-right',
                  mark.passes ? 'font-medium text-text' : 'text-muted',
                )}
              >
                {mark.running}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot aria-hidden className="text-muted">
          <tr className="h-6">
            <td className="p-0" />
            <td className="hidden p-0 @min-[480px]:table-cell" />
            <td className="relative border-line-strong border-t p-0">
              {model.ticks.map((tick, index) => (
                <span
                  key={tick.label}
                  className={classNames(
                    'absolute top-1.5 whitespace-nowrap before:absolute before:-top-1.5 before:h-1 before:w-px before:bg-line-strong',
                    index === 0 ? 'before:left-0' : '-translate-x-1/2 before:left-1/2',
                    index % 2 === 1 &&
                      (model.ticks.length > 4 ? 'hidden @min-[480px]:inline' : 'hidden @min-[320px]:inline'),
                  )}
                  style={{ left: `${tick.share * 100}%` }}
                >
                  {tick.label}
                </span>
              ))}
            </td>
            <td className="p-0" />
          </tr>
        </tfoot>
      </table>
      {pointed === null ? null : (
        <ParetoTooltip mark={pointed} index={model.marks.indexOf(pointed)} count={model.marks.length} />
      )}
    </div>
  );
}

function ParetoTooltip({ mark, index, count }: { mark: ParetoMark; index: number; count: number }) {
  const below = index < count / 2;
  const edge = 20 + (below ? index + 1 : index) * paretoRowHeight;
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute left-1/3 z-10 w-56 rounded-8 border border-line-strong bg-raised px-3 py-2 text-12 shadow-overlay"
      style={below ? { top: edge + 6 } : { bottom: `calc(100% - ${edge - 6}px)` }}
    >
      <p className="mb-1 font-medium text-13">{mark.name}</p>
      <dl>
        {mark.details.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-muted">{name}</dt>
            <dd className="font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
