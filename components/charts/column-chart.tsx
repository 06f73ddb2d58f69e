'use client';

import { useState } from 'react';
import type { Column, ColumnModel } from '@/components/prepare/column-model';
import { classNames } from '@/components/ui/class-names';

/**
 * Columns of one user with ticks of another, grid and axis at the left. Drawn by the server too, in percent of the room:
 * below 480 wide the minor names go, below 130 high the second line under them.
 */
export function ColumnChart({ model, label }: { model: ColumnModel; label: string }) {
  const [pointed, setPointed] = useState<number | null>(null);
  const { axis, columns, hasSecondLine } = model;
  const share = (value: number): string => `${(value / axis.max) * 100}%`;
  const column = pointed === null ? undefined : columns[pointed];
  return (
    <div
      role="img"
      aria-label={label}
      className={classNames(
        '@container relative h-full min-h-20 pt-4 pl-10 text-12 leading-4',
        hasSecondLine ? 'pb-5 [@container(min-height:130px)]:pb-9' : 'pb-5',
      )}
      onPointerLeave={() => setPointed(null)}
    >
      <div className="relative h-full border-line-strong border-b">
        {axis.ticks.map((tick, index) => (
          <div
            key={tick.value}
            className={classNames(
              'absolute inset-x-0',
              tick.value > 0 && 'border-grid border-t',
              index % 2 === 1 && axis.ticks.length > 3 && 'max-[400px]:hidden',
            )}
            style={{ bottom: share(tick.value) }}
          >
            <span className="absolute top-0 right-full mr-2 -translate-y-1/2 whitespace-nowrap text-muted">
              {tick.label}
            </span>
          </div>
        ))}
        <div className="absolute inset-0 flex">
          {columns.map((one, index) => (
            <OneColumn
              key={one.key}
              column={one}
              share={share}
              isPointed={index === pointed}
              onPoint={() => setPointed(index)}
            />
          ))}
        </div>
      </div>
      {column === undefined ? null : <ColumnTooltip column={column} place={(pointed! + 0.5) / columns.length} />}
    </div>
  );
}

function OneColumn({
  column,
  share,
  isPointed,
  onPoint,
}: {
  column: Column;
  share: (value: number) => string;
  isPointed: boolean;
  onPoint: () => void;
}) {
  const { value, other, isOpen, label, mark } = column;
  return (
    <div
      className={classNames('relative h-full min-w-0 flex-1', isPointed && 'bg-raised')}
      onPointerEnter={onPoint}
      onPointerDown={onPoint}
      data-column={column.key}
      data-value={value}
      data-other={other ?? ''}
    >
      {value === 0 ? null : (
        <div
          className={classNames(
            'absolute inset-x-[12%] bottom-0 min-h-px',
            isOpen ? 'border border-series-1 border-dashed border-b-0' : 'bg-series-1',
          )}
          style={{ height: share(value) }}
        />
      )}
      {other === null ? null : (
        <div className="absolute inset-x-[2%] z-1 h-0.5 translate-y-1/2 bg-text" style={{ bottom: share(other) }} />
      )}
      {mark === null ? null : (
        <span
          className={classNames(
            '-translate-x-1/2 absolute left-1/2 whitespace-nowrap',
            mark.isBest ? 'z-2 mb-0.5 font-medium' : 'hidden text-muted @min-[480px]:inline',
          )}
          style={{ bottom: share(mark.at) }}
        >
          {mark.text}
        </span>
      )}
      {label === null ? null : (
        <span
          className={classNames(
            '-translate-x-1/2 absolute top-full left-1/2 whitespace-nowrap pt-1 text-center text-muted',
            label.isMinor && 'hidden @min-[480px]:inline',
          )}
        >
          {label.text}
          {label.below === undefined ? null : (
            <span className="hidden font-medium text-text [@container(min-height:130px)]:block">{label.below}</span>
          )}
        </span>
      )}
    </div>
  );
}

function ColumnTooltip({ column, place }: { column: Column; place: number }) {
  return (
    <div
      aria-hidden
      data-testid="column-tooltip"
      className="pointer-events-none absolute top-0 z-10 min-w-40 rounded-8 border border-line-strong bg-raised px-3 py-2 text-12 shadow-overlay"
      style={place < 0.5 ? { left: `calc(${place * 100}% + 44px)` } : { right: `calc(${(1 - place) * 100}% + 12px)` }}
    >
      <p className="mb-1 font-medium text-13">{column.title}</p>
      <dl>
        {column.details.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4 whitespace-nowrap">
            <dt className="text-muted">{name}</dt>
            <dd className="font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
