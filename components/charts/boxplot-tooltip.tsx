import type { BoxMark } from '@/components/prepare/orders-boxplot';

/** What stands behind a box, and the example that is pointed at. `place` keeps it off the row. */
export function BoxplotTooltip({
  mark,
  example,
  place,
}: {
  mark: BoxMark;
  example: number | null;
  place: { readonly top?: number; readonly bottom?: number };
}) {
  return (
    <div
      aria-hidden
      data-testid="boxplot-tooltip"
      className="pointer-events-none absolute left-1/4 z-10 w-72 max-w-[70%] rounded-8 border border-line-strong bg-raised px-3 py-2 text-12 shadow-overlay"
      style={place}
    >
      <p className="mb-1 font-medium text-13">
        {mark.channelTitle}, {mark.paymentTitle}
        {mark.inFilter ? null : <span className="font-normal text-muted"> · not in filter</span>}
      </p>
      <dl>
        {mark.details.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-muted">{name}</dt>
            <dd className="text-right font-medium">{value}</dd>
          </div>
        ))}
      </dl>
      {example === null ? null : <p className="mt-1 border-line border-t pt-1">{mark.examples[example]?.text}</p>}
    </div>
  );
}
