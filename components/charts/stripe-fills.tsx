import type { ChartSeries } from '@/components/prepare/chart-model';

/** What a bar or its sample is filled with: the plain colour, or stripes of it from `StripeFills` of the same prefix. */
export const fillOf = (series: ChartSeries, color: string, prefix: string): string =>
  series.hatched ? `url(#${prefix}-${series.key})` : color;

/** Stripes for the series that share a colour with another one. Stands within the drawing that uses them. */
export function StripeFills({
  series,
  prefix,
  stale = false,
}: {
  series: readonly ChartSeries[];
  prefix: string;
  stale?: boolean;
}) {
  const striped = series.filter((one) => one.hatched);
  if (striped.length === 0) return null;
  return (
    <defs>
      {striped.map((one) => (
        <pattern
          key={one.key}
          id={`${prefix}-${one.key}`}
          width={4}
          height={4}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={2.5} height={4} fill={stale ? 'var(--neutral)' : one.color} />
        </pattern>
      ))}
    </defs>
  );
}
