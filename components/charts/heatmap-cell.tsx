import { useRef } from 'react';
import { inks } from '@/components/prepare/orders-color';
import { type HeatmapCell as Cell, kindText } from '@/components/prepare/orders-heatmap';
import { classNames } from '@/components/ui/class-names';
import { hatch } from './heatmap-hatch';
import type { CellPicks } from './heatmap-picks';
import { isPlace, type RovingCells } from './heatmap-roving';

/** One hour of the week. `textClass` decides from which size on the text is shown. */
export function HeatmapCell({
  cell,
  roving,
  marked,
  picks,
  textClass,
  className,
}: {
  cell: Cell;
  roving: RovingCells;
  /** Outlined while nothing is pointed at. */
  marked: boolean;
  picks: CellPicks;
  textClass: string;
  className: string;
}) {
  const measured = cell.kind === 'value';
  const picked = picks.isPicked(cell);
  const outlined = picked || (roving.active === null ? marked && !picks.any : isPlace(roving.active, cell));
  // The first tap shows what the cell holds, the second picks it; a mouse or a key picks at once.
  const tappedAnew = useRef(false);
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid that takes focus
      role="gridcell"
      data-cell={`${cell.weekday}-${cell.hour}`}
      data-kind={cell.kind}
      data-value={measured ? cell.value : ''}
      tabIndex={isPlace(roving.tabStop, cell) ? 0 : -1}
      {...(picks.onPick !== undefined && { 'aria-selected': picked })}
      aria-label={`${cell.title}: ${cell.details.map(([name, value]) => `${name} ${value}`).join(', ')}`}
      onPointerEnter={(event) => event.pointerType === 'mouse' && roving.onPoint(cell)}
      onPointerDown={(event) => {
        tappedAnew.current = event.pointerType === 'touch' && !isPlace(roving.active, cell);
      }}
      onClick={() => tappedAnew.current || picks.onPick?.(cell)}
      onKeyDown={(event) => {
        if ((event.key !== 'Enter' && event.key !== ' ') || picks.onPick === undefined) return;
        event.preventDefault();
        picks.onPick(cell);
      }}
      onFocus={() => roving.onFocus(cell)}
      onBlur={() => roving.onFocus(null)}
      style={
        measured
          ? { background: `var(--seq-${cell.step})`, color: inks[cell.step] }
          : cell.kind === 'unknown'
            ? undefined
            : hatch
      }
      className={classNames(
        'p-0 text-center text-12 focus-visible:outline-0',
        cell.kind === 'unknown' && 'bg-raised text-muted',
        picks.onPick !== undefined && 'cursor-pointer',
        outlined && 'relative z-[1] shadow-[0_0_0_2px_var(--text)]',
        className,
      )}
    >
      <span aria-hidden className={classNames(textClass, !measured && 'bg-panel px-1 text-muted')}>
        {cell.text}
      </span>
      {measured ? null : <span className="sr-only">{kindText(cell.kind)}</span>}
    </td>
  );
}
