import type { BoxplotRoom } from '@/components/prepare/fit-boxplot';
import type { BoxplotModel } from '@/components/prepare/orders-boxplot';
import { classNames } from '@/components/ui/class-names';

/** Below 480 wide a channel's name stands above its rows, and channels are half as far apart. */
const nameHeight = 20;

/** A line at each tick over all groups; stands in the first row's plot and reaches down. */
export function BoxplotGrid({ model, room: { row, gap, flat } }: { model: BoxplotModel; room: BoxplotRoom }) {
  const rows = model.groups.reduce((sum, group) => sum + group.marks.length, 0);
  const wide = rows * row + (model.groups.length - 1) * gap;
  const narrow = rows * row + (flat ? 0 : (model.groups.length - 1) * (nameHeight + gap / 2));
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0">
      {[
        { height: wide, className: '@max-[480px]:hidden' },
        { height: narrow, className: '@min-[480px]:hidden' },
      ].map(({ height, className }) => (
        <div key={className} className={classNames('relative', className)} style={{ height }}>
          {model.ticks.map((tick) => (
            <span
              key={tick.label}
              className="absolute top-0 h-full border-grid border-l"
              style={{ left: `${tick.at * 100}%` }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** The money at each tick; `narrow`: at powers of ten alone, where there are several. */
export function BoxplotTicks({ model, narrow = false }: { model: BoxplotModel; narrow?: boolean }) {
  const major = model.ticks.filter((tick) => tick.major);
  const shown = narrow && major.length > 1 ? major : model.ticks;
  return shown.map((tick) => (
    <span
      key={tick.label}
      className={classNames(
        'absolute whitespace-nowrap',
        narrow ? 'top-0' : 'top-1.5',
        tick.at > 0.97 && narrow ? '-translate-x-full' : '-translate-x-1/2',
      )}
      style={{ left: `${tick.at * 100}%` }}
    >
      {tick.label}
    </span>
  ));
}
