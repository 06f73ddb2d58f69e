import { inks } from '@/components/prepare/orders-color';
import { type HeatmapCell as Cell, kindText } from '@/components/prepare/orders-heatmap';
import { classNames } from '@/components/ui/class-names';
import { hatch } from './heatmap-hatch';
import { isPlace, type RovingCells } from './heatmap-roving';

/** One hour of the week. `textClass` decides from which size on the text is shown. */
export function HeatmapCell({
  cell,
  roving,
  marked,
  textClass,
  className,
}: {
  cell: Cell;
  roving: RovingCells;
  /** Outlined while nothing is pointed at. */
  marked: boolean;
  textClass: string;
  className: string;
}) {
  const measured = cell.kind === 'value';
  const outlined = roving.active === null ? marked : isPlace(roving.active, cell);
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid that takes focus
      role="gridcell"
      data-cell={`${cell.weekday}-${cell.hour}`}
      data-kind={cell.kind}
      data-value={measured ? cell.value : ''}
      tabIndex={isPlace(roving.tabStop, cell) ? 0 : -1}
      aria-label={`${cell.title}: ${cell.details.map(([name, value]) => `${name} ${value}`).join(', ')}`}
      onPointerEnter={(event) => event.pointerType === 'mouse' && roving.onPoint(cell)}
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
