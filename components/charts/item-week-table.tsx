'use client';

import type { KeyboardEvent } from 'react';
import type { SceneBar, SceneModel } from '@/components/prepare/orders-3d';
import { inks } from '@/components/prepare/orders-color';
import { weekdays } from '@/components/prepare/orders-heatmap';
import { classNames } from '@/components/ui/class-names';
import type { RovingBars } from './use-roving-bars';

/** Item by weekday without the third dimension: revenue as colour and text, one unit for all cells. */
export function ItemWeekTable({
  model,
  label,
  roving,
  selected,
  onPick,
}: {
  model: SceneModel;
  label: string;
  roving: RovingBars;
  selected: SceneBar | null;
  onPick?: ((bar: SceneBar) => void) | undefined;
}) {
  const shown = roving.active ?? selected;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const bar = roving.tabStop;
    if ((event.key !== 'Enter' && event.key !== ' ') || bar === null || onPick === undefined)
      return roving.onKeyDown(event, 'sunday');
    event.preventDefault();
    onPick(bar);
  };
  return (
    <table
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is walked by arrows is a grid
      role="grid"
      aria-label={label}
      onKeyDown={onKeyDown}
      onPointerLeave={() => roving.onPoint(null)}
      className="w-full table-fixed border-separate border-spacing-px text-12"
    >
      <colgroup>
        <col className="w-36 max-tablet:w-28" />
      </colgroup>
      <thead>
        <tr className="h-5 text-muted">
          <td />
          {weekdays.map((name, day) => (
            <th
              key={name}
              scope="col"
              className={classNames('p-0 font-normal', shown?.weekday === day + 1 && 'font-medium text-text')}
            >
              <span aria-hidden>{name.slice(0, 3)}</span>
              <span className="sr-only">{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {model.items.map((item, index) => (
          <tr key={item} className="h-5">
            <th
              scope="row"
              title={item}
              className={classNames('truncate p-0 pr-3 text-left font-normal', shown?.item === item && 'font-medium')}
            >
              {item}
            </th>
            {model.bars.slice(index * 7, index * 7 + 7).map((bar) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys of all its cells
              <td
                key={bar.weekday}
                // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid that takes focus
                role="gridcell"
                data-bar={bar.key}
                data-value={bar.revenue}
                aria-label={`${bar.title}${bar.inFilter ? '' : ', not in filter'}: ${bar.details.map(([name, value]) => `${name} ${value}`).join(', ')}`}
                aria-selected={selected?.key === bar.key}
                tabIndex={roving.tabStop?.key === bar.key ? 0 : -1}
                onPointerEnter={(event) => event.pointerType === 'mouse' && roving.onPoint(bar)}
                onFocus={() => roving.onFocus(bar)}
                onBlur={() => roving.onFocus(null)}
                onClick={onPick && (() => onPick(bar))}
                style={
                  bar.inFilter
                    ? { background: `var(--seq-${bar.step})`, color: inks[bar.step] }
                    : { background: 'var(--raised)' }
                }
                className={classNames(
                  'p-0 text-center leading-5 focus-visible:outline-0',
                  bar.inFilter ? undefined : 'text-muted',
                  onPick !== undefined && 'cursor-pointer',
                  shown?.key === bar.key && 'relative z-[1] shadow-[0_0_0_2px_var(--text)]',
                )}
              >
                {bar.text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
