import type { SceneBar, SceneModel } from '@/components/prepare/orders-3d';
import { weekdays } from '@/components/prepare/orders-heatmap';
import { classNames } from '@/components/ui/class-names';

/** Ten steps as wide as they may be, with 0, middle and top. */
export function SceneLegend({ legend }: { legend: SceneModel['legend'] }) {
  return (
    <div>
      <p className="text-12 text-muted">Revenue per bar, {legend.unit}</p>
      <div aria-hidden className="mt-2 flex h-3 gap-px">
        {Array.from({ length: 10 }, (_, step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a scale have no other name
          <span key={step} className="flex-1" style={{ background: `var(--seq-${step})` }} />
        ))}
      </div>
      <p className="mt-1.5 flex justify-between text-12 text-muted">
        <span>0</span>
        <span>{legend.middle}</span>
        <span>{legend.top}</span>
      </p>
    </div>
  );
}

/** One bar in figures: what it stands for, and its item's other weekdays. */
export function SelectedBar({
  model,
  bar,
  heading,
}: {
  model: SceneModel;
  bar: SceneBar;
  /** `Selected bar`, or what else it is. */
  heading: string;
}) {
  const days = model.bars.filter((one) => one.index === bar.index);
  return (
    <div data-testid="selected-bar">
      <p className="text-12 text-muted">{heading}</p>
      <p className="mt-1 truncate font-medium text-15" title={bar.title}>
        {bar.title}
      </p>
      <dl className="mt-2 flex gap-8 text-12">
        {[
          ['Revenue', bar.short],
          ['Pieces', bar.quantity.toLocaleString('en-US')],
          ['Of the item', bar.share],
        ].map(([name, value]) => (
          <div key={name}>
            <dt className="text-muted">{name}</dt>
            <dd className="font-medium text-13">{value}</dd>
          </div>
        ))}
      </dl>
      <ul className="mt-6 text-12" aria-label={`Revenue of ${bar.item} by weekday`}>
        {days.map((day) => {
          const chosen = day.weekday === bar.weekday;
          return (
            <li key={day.weekday} className="flex h-6 items-center gap-4">
              <span className={classNames('w-6', chosen ? 'font-medium' : 'text-muted')}>
                <span aria-hidden>{weekdays[day.weekday - 1]!.slice(0, 3)}</span>
                <span className="sr-only">{weekdays[day.weekday - 1]}</span>
              </span>
              <span aria-hidden className="flex-1">
                <span
                  className={classNames('block h-3 min-w-px', chosen && 'outline-2 outline-text')}
                  style={{
                    width: `${day.ofBest * 100}%`,
                    background: day.inFilter ? `var(--seq-${day.step})` : 'var(--neutral)',
                  }}
                />
              </span>
              <span className={classNames('w-16 text-right', chosen ? 'font-medium' : 'text-muted')}>{day.short}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
