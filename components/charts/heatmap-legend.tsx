import { type HeatmapModel, kindText } from '@/components/prepare/orders-heatmap';
import { hatch } from './heatmap-hatch';

/** Ten steps from 0 to the top, and what a cell without a colour means where there is one. */
export function HeatmapLegend({ legend }: { legend: HeatmapModel['legend'] }) {
  return (
    <span data-part="legend" className="flex shrink-0 items-center gap-4 whitespace-nowrap text-12 text-muted">
      <span className="flex items-center gap-2">
        <span>{legend.unit}</span>
        <span>0</span>
        <span aria-hidden className="flex gap-px">
          {Array.from({ length: 10 }, (_, step) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a scale have no other name
            <span key={step} className="h-2 w-[11px]" style={{ background: `var(--seq-${step})` }} />
          ))}
        </span>
        <span>{legend.top}</span>
      </span>
      {legend.kinds.map((kind) => (
        <span key={kind} className="flex items-center gap-2">
          <span
            aria-hidden
            className={kind === 'unknown' ? 'h-2 w-4 bg-raised ring-1 ring-line' : 'h-2 w-4'}
            style={kind === 'unknown' ? undefined : hatch}
          />
          {kindText(kind)}
        </span>
      ))}
    </span>
  );
}
