'use client';

import { useState } from 'react';
import type { RankedBar } from '@/components/prepare/user-affinities';
import { classNames } from '@/components/ui/class-names';

/** Height of a name's row in px, and of the head. */
export const rankedRowHeight = 24;
export const rankedHeadHeight = 20;

/** Names with bars, and ticks of another; a table, so that names and numbers can be read without the marks. */
export function RankedBars({ bars, label, kind }: { bars: readonly RankedBar[]; label: string; kind: string }) {
  const [pointed, setPointed] = useState<number | null>(null);
  const bar = pointed === null ? undefined : bars[pointed];
  return (
    <div className="@container relative" onPointerLeave={() => setPointed(null)}>
      <table aria-label={label} className="w-full border-separate border-spacing-0 text-12 leading-4">
        <thead className="text-muted">
          <tr style={{ height: rankedHeadHeight }}>
            <th scope="col" className="p-0 font-normal">
              <span className="sr-only">{kind}</span>
            </th>
            <td aria-hidden className="w-full p-0" />
            <th scope="col" className="p-0 pl-2 text-right font-normal">
              Films
            </th>
            <th scope="col" className="p-0 pl-2 text-right font-normal">
              Mean
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map((one, index) => (
            <tr
              key={one.name}
              style={{ height: rankedRowHeight }}
              className={classNames(index === pointed && 'bg-raised')}
              onPointerEnter={() => setPointed(index)}
              onPointerDown={() => setPointed(index)}
            >
              <th
                scope="row"
                className={classNames(
                  'max-w-24 truncate p-0 pr-3 text-left @min-[256px]:max-w-28 @min-[420px]:max-w-44',
                  one.isFirst ? 'font-medium' : 'font-normal',
                )}
                title={one.name}
              >
                {one.name}
              </th>
              <td aria-hidden className="relative border-line-strong border-l p-0">
                <div className="h-3 min-w-px bg-series-1" style={{ width: `${one.width * 100}%` }} />
                {one.tick === null ? null : (
                  <span className="absolute inset-y-1 -ml-px w-0.5 bg-text" style={{ left: `${one.tick * 100}%` }} />
                )}
              </td>
              <td className="p-0 pl-3 text-right font-medium">{one.films}</td>
              <td className={classNames('p-0 pl-3 text-right', one.isUnsure && 'text-muted')}>{one.mean}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {bar === undefined ? null : <BarTooltip bar={bar} index={pointed!} count={bars.length} />}
    </div>
  );
}

function BarTooltip({ bar, index, count }: { bar: RankedBar; index: number; count: number }) {
  const isBelow = index < count / 2;
  const edge = rankedHeadHeight + (isBelow ? index + 1 : index) * rankedRowHeight;
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute right-0 z-10 w-60 max-w-full rounded-8 border border-line-strong bg-raised px-3 py-2 text-12 shadow-overlay"
      style={isBelow ? { top: edge + 4 } : { bottom: `calc(100% - ${edge - 4}px)` }}
    >
      <p className="mb-1 truncate font-medium text-13">{bar.name}</p>
      <dl>
        {bar.details.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4 whitespace-nowrap">
            <dt className="text-muted">{name}</dt>
            <dd className="truncate font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
