'use client';

import { memo, useRef } from 'react';
import { type HeatmapModel, weekdays } from '@/components/prepare/orders-heatmap';
import { classNames } from '@/components/ui/class-names';
import { HeatmapCell } from './heatmap-cell';
import { type CellPicks, noCellPicks } from './heatmap-picks';
import { isPlace, useRovingCells } from './heatmap-roving';
import { HeatmapTooltip } from './heatmap-tooltip';

const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
/** Cells are 40 wide from here on: texts and the totals of hours fit. */
const wide = '@min-[1170px]:inline';

interface HeatmapTableProps {
  readonly model: HeatmapModel;
  readonly label: string;
  readonly picks?: CellPicks;
  readonly fill?: boolean;
}

/**
 * Weekdays down, hours across, as a table with one Tab stop. Stands in a container whose width decides what fits: texts
 * from 1170 on, bars of the days from 900, totals from 420. `fill`: takes its container's height (embeds).
 */
export const HeatmapTable = memo(function HeatmapTable({
  model,
  label,
  picks = noCellPicks,
  fill = false,
}: HeatmapTableProps) {
  const root = useRef<HTMLDivElement>(null);
  const roving = useRovingCells(model, false);
  const best = model.best.length === 1 ? model.best[0] : null;
  const current = roving.active ?? best;
  return (
    <div ref={root} className={classNames('relative', fill && 'h-full')} onPointerLeave={() => roving.onPoint(null)}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is walked by arrows is a grid
        role="grid"
        aria-label={label}
        onKeyDown={roving.onKeyDown}
        className={classNames('w-full table-fixed border-separate border-spacing-px text-12', fill && 'h-full')}
      >
        <colgroup>
          <col className="w-11" />
          {hours.map((hour) => (
            <col key={hour} />
          ))}
          <col className="hidden w-[92px] @min-[900px]:table-column" />
          <col className="hidden w-14 @min-[420px]:table-column" />
        </colgroup>
        <thead>
          <tr className="h-5 text-muted">
            <td />
            {hours.map((hour, index) => (
              <th
                key={hour}
                scope="col"
                className={classNames('p-0 pb-1 font-normal', current?.hour === index && 'font-medium text-text')}
              >
                <span className={classNames(index % 3 !== 0 && `hidden ${wide}`)} aria-hidden>
                  {hour}
                </span>
                <span className="sr-only">{hour}:00</span>
              </th>
            ))}
            <td className="hidden p-0 pb-1 pl-3 text-left @min-[900px]:table-cell">Total</td>
            <th scope="col" className="hidden p-0 pb-1 text-right font-normal @min-[420px]:table-cell">
              <span className="@min-[900px]:sr-only">Total</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {model.days.map((cells, day) => (
            <tr
              key={weekdays[day]}
              className={fill ? 'leading-4 [@container_(max-height:200px)]:leading-[11px]' : 'h-7'}
            >
              <th
                scope="row"
                className={classNames('p-0 pr-2 text-left font-normal', current?.weekday === day + 1 && 'font-medium')}
              >
                <span aria-hidden>{weekdays[day]!.slice(0, 3)}</span>
                <span className="sr-only">{weekdays[day]}</span>
              </th>
              {cells.map((cell) => (
                <HeatmapCell
                  key={cell.hour}
                  cell={cell}
                  roving={roving}
                  picks={picks}
                  marked={best !== null && isPlace(best, cell)}
                  textClass={`hidden ${wide}`}
                  className=""
                />
              ))}
              <td className="hidden p-0 pl-3 @min-[900px]:table-cell">
                <div className="h-3 bg-neutral" style={{ width: `${model.dayTotals[day]!.share * 100}%` }} />
              </td>
              <td className="hidden p-0 text-right font-medium @min-[420px]:table-cell">
                {model.dayTotals[day]!.text}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot className="[@container_(max-height:200px)]:hidden">
          <tr className="text-muted">
            <th scope="row" className="p-0 pt-2 text-left align-bottom font-normal leading-4">
              Total
            </th>
            {model.hourTotals.map((total, hour) => (
              <td key={hours[hour]} className="p-0 pt-2 align-bottom text-center leading-4">
                <div className="mx-auto w-[22px] max-w-[60%] bg-neutral" style={{ height: total.share * 28 }} />
                <span className={`hidden ${wide}`}>{total.text}</span>
              </td>
            ))}
            <td className="hidden @min-[900px]:table-cell" />
            <td className="hidden p-0 text-right align-bottom font-medium text-text leading-4 @min-[420px]:table-cell">
              {model.total}
            </td>
          </tr>
        </tfoot>
      </table>
      {roving.active === null || fill ? null : <HeatmapTooltip cell={roving.active} root={root} />}
    </div>
  );
});
