'use client';

import { type RefObject, useLayoutEffect, useState } from 'react';
import type { HeatmapCell } from '@/components/prepare/orders-heatmap';

const width = 224;
const gap = 6;

/** What stands behind the active cell, beside it; never over its row, inside the matrix's edges. */
export function HeatmapTooltip({ cell, root }: { cell: HeatmapCell; root: RefObject<HTMLElement | null> }) {
  const [place, setPlace] = useState<{ left: number; top?: number; bottom?: number } | null>(null);
  useLayoutEffect(() => {
    const box = root.current?.getBoundingClientRect();
    const target = root.current?.querySelector(`[data-cell="${cell.weekday}-${cell.hour}"]`)?.getBoundingClientRect();
    if (box === undefined || target === undefined) return;
    const middle = target.left + target.width / 2 - box.left;
    const left = Math.min(Math.max(0, middle - width / 2), Math.max(0, box.width - width));
    setPlace(
      cell.weekday <= 4
        ? { left, top: target.bottom - box.top + gap }
        : { left, bottom: box.bottom - target.top + gap },
    );
  }, [cell, root]);
  if (place === null) return null;
  return (
    <div
      aria-hidden
      data-testid="heatmap-tooltip"
      className="pointer-events-none absolute z-10 rounded-8 border border-line-strong bg-raised px-3 py-2 text-12 shadow-overlay"
      style={{ ...place, width }}
    >
      <p className="mb-1 font-medium text-13">{cell.title}</p>
      <CellDetails cell={cell} />
    </div>
  );
}

function CellDetails({ cell }: { cell: HeatmapCell }) {
  return (
    <dl>
      {cell.details.map(([name, value]) => (
        <div key={name} className="flex justify-between gap-4">
          <dt className="text-muted">{name}</dt>
          <dd className="font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** On a phone a tooltip would lie under the finger: a band 56 high below the matrix says the same. */
export function HeatmapBand({ cell }: { cell: HeatmapCell }) {
  const [first, second, , share] = cell.details;
  return (
    <div
      aria-hidden
      data-testid="heatmap-band"
      className="flex min-h-14 items-center justify-between gap-4 rounded-8 bg-raised px-3 text-12"
    >
      <div>
        <p className="font-medium text-13">{cell.title}</p>
        <p className="text-muted">{second === undefined ? '' : `${second[1]} orders`}</p>
      </div>
      <div className="text-right">
        <p className="font-medium text-13">{first?.[1]}</p>
        <p className="text-muted">{share === undefined ? '' : `${share[1]} of all`}</p>
      </div>
    </div>
  );
}
