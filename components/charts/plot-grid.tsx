import type { ValueAxis } from '@/components/prepare/value-axis';

/** Horizontal grid lines with their labels at the left, of a plot drawn in HTML; fills its parent. */
export function PlotGrid({ axis }: { axis: ValueAxis }) {
  return (
    <div aria-hidden className="absolute inset-0 text-12 text-muted">
      {axis.ticks.map((tick, index) => (
        <div
          key={tick.value}
          className={
            tick.value === 0
              ? 'absolute inset-x-0 border-line-strong border-t'
              : 'absolute inset-x-0 border-grid border-t'
          }
          style={{ bottom: `${(tick.value / axis.max) * 100}%` }}
        >
          <span
            className={`absolute right-full mr-2 -translate-y-1/2 whitespace-nowrap leading-4 ${index % 2 === 1 && axis.ticks.length > 3 ? '[@container_embed_(max-height:239px)]:hidden' : ''}`}
          >
            {tick.label}
          </span>
        </div>
      ))}
    </div>
  );
}
