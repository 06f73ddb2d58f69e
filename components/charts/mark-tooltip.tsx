/** What stands behind a mark: a heading, and names with exact values. Placed by its parent. */
export function MarkTooltip({
  title,
  details,
  className,
  style,
}: {
  title: string;
  details: readonly (readonly [name: string, value: string])[];
  className?: string;
  style?: React.CSSProperties;
}) {
  return (
    <div
      aria-hidden
      data-testid="mark-tooltip"
      className={`pointer-events-none absolute z-10 w-48 rounded-8 border border-line-strong bg-raised px-3 py-2 text-12 shadow-overlay ${className ?? ''}`}
      style={style}
    >
      <p className="mb-1 font-medium text-13">{title}</p>
      <dl>
        {details.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-muted">{name}</dt>
            <dd className="font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
