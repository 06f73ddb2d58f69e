import type { StreamName } from '@/lib/contracts/streams';

export interface SeriesStyle {
  readonly color: string;
  readonly dash?: string;
}

/** Colour and dash of a stream, the same on every page. */
export const streamStyles: Readonly<Record<StreamName, SeriesStyle>> = {
  orders: { color: 'var(--series-1)' },
  ratings: { color: 'var(--series-2)' },
  engagement: { color: 'var(--series-3)' },
  'movie-events': { color: 'var(--series-4)' },
  metrics: { color: 'var(--series-5)' },
};

/** Reasons of errors, from the top of the stack down. */
export const errorReasons: readonly { readonly code: string; readonly label: string; readonly color: string }[] = [
  { code: 'OUT_OF_RANGE', label: 'Out of range', color: 'var(--series-5)' },
  { code: 'MISSING_FIELD', label: 'Missing field', color: 'var(--series-2)' },
  { code: 'BAD_TIME', label: 'Bad time', color: 'var(--series-3)' },
  { code: 'NOT_JSON', label: 'Not JSON', color: 'var(--series-4)' },
  { code: 'SEND_FAILED', label: 'Send failed', color: 'var(--series-1)' },
];

/** Codes of no colour of their own. */
export const otherReason = { code: 'OTHER', label: 'Other', color: 'var(--neutral)' } as const;

export const quantileStyles = {
  p50: { label: 'p50', color: 'var(--quantile-50)', width: 1.5 },
  p95: { label: 'p95', color: 'var(--quantile-95)', width: 2 },
  p99: { label: 'p99', color: 'var(--quantile-99)', width: 1.25, dash: '2 2' },
} as const;
