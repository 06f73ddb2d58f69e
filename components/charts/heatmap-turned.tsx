'use client';

import { memo } from 'react';
import { type HeatmapModel, weekdays } from '@/components/prepare/orders-heatmap';
import { classNames } from '@/components/ui/class-names';
import { HeatmapCell } from './heatmap-cell';
import { HeatmapLegend } from './heatmap-legend';
import { type CellPicks, noCellPicks } from './heatmap-picks';
import { isPlace, useRovingCells } from './heatmap-roving';
import { HeatmapBand } from './heatmap-tooltip';

const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

interface HeatmapTurnedProps {
  readonly model: HeatmapModel;
  readonly label: string;
  readonly picks?: CellPicks;
}

/** The heatmap of a phone: hours down, weekdays across, sums, legend and the active cell's band below. */
export const HeatmapTurned = memo(function HeatmapTurned({ model, label, picks = noCellPicks }: HeatmapTurnedProps) {
  const roving = useRovingCells(model, true);
  const best = model.best.length === 1 ? model.best[0]! : null;
  const current = roving.active ?? best;
  return (
    <div>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is walked by arrows is a grid
        role="grid"
        aria-label={label}
        onKeyDown={roving.onKeyDown}
        className="w-full table-fixed border-separate border-spacing-px text-12"
      >
        <colgroup>
          <col className="w-8" />
        </colgroup>
        <thead>
          <tr className="h-5 text-muted">
            <td />
            {weekdays.map((weekday, day) => (
              <th
                key={weekday}
                scope="col"
                className={classNames('p-0 font-normal', current?.weekday === day + 1 && 'font-medium text-text')}
              >
                <span aria-hidden>{weekday.slice(0, 3)}</span>
                <span className="sr-only">{weekday}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map((text, hour) => (
            <tr key={text} className="h-5">
              <th
                scope="row"
                className={classNames(
                  'p-0 text-left font-normal',
                  current?.hour === hour ? 'font-medium text-text' : 'text-muted',
                )}
              >
                {text}
              </th>
              {model.days.map((cells, day) => (
                <HeatmapCell
                  key={weekdays[day]}
                  cell={cells[hour]!}
                  roving={roving}
                  picks={picks}
                  marked={best !== null && isPlace(best, cells[hour]!)}
                  textClass="inline"
                  className="leading-5"
                />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="text-muted">
            <th scope="row" className="p-0 pt-2 text-left align-bottom font-normal leading-4">
              Sum
            </th>
            {model.dayTotals.map((total, day) => (
              <td
                key={weekdays[day]}
                className={classNames(
                  'p-0 pt-2 text-center align-bottom leading-4',
                  current?.weekday === day + 1 && 'font-medium text-text',
                )}
              >
                <div className="mx-auto w-[22px] bg-neutral" style={{ height: total.share * 28 }} />
                {total.text}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      <div className="mt-2 mb-3 overflow-x-auto">
        <HeatmapLegend legend={model.legend} />
      </div>
      {current === null ? null : <HeatmapBand cell={current} />}
    </div>
  );
});
