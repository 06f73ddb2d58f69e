import type { StreamName } from '@/lib/contracts/streams';

export interface SeriesStyle {
  readonly color: string;
  readonly dash?: string;
}

/** Colour and dash of a stream, the same on every page. */
export const streamStyles: Readonly<Record<StreamName, SeriesStyle>> = {
  orders: { color: 'var(--series-1)' },
  ratings: { color: 'var(--series-2)', dash: '7 3' },
  engagement: { color: 'var(--series-3)', dash: '2 2' },
  'movie-events': { color: 'var(--series-4)', dash: '9 3 2 3' },
  metrics: { color: 'var(--series-6)' },
};

export const quantileStyles = {
  p50: { label: 'p50', color: 'var(--quantile-50)', width: 1.5 },
  p95: { label: 'p95', color: 'var(--quantile-95)', width: 2 },
  p99: { label: 'p99', color: 'var(--quantile-99)', width: 1.25, dash: '2 2' },
} as const;
