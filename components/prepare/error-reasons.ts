export interface ErrorReason {
  readonly code: string;
  readonly label: string;
  readonly color: string;
  /** The second reason of a colour. */
  readonly hatched?: true;
}

/** Reasons of errors, from the top of the stack down: every rejection code, failed sends and failed flushes. */
export const errorReasons: readonly ErrorReason[] = [
  { code: 'OUT_OF_RANGE', label: 'Out of range', color: 'var(--series-5)' },
  { code: 'MISSING_FIELD', label: 'Missing field', color: 'var(--series-2)' },
  { code: 'WRONG_TYPE', label: 'Wrong type', color: 'var(--series-6)' },
  { code: 'BAD_TIME', label: 'Bad time', color: 'var(--series-3)' },
  { code: 'NOT_JSON', label: 'Not JSON', color: 'var(--series-4)' },
  { code: 'NOT_AN_OBJECT', label: 'Not an object', color: 'var(--series-4)', hatched: true },
  { code: 'UNKNOWN_EVENT_TYPE', label: 'Unknown type', color: 'var(--series-3)', hatched: true },
  { code: 'TOO_LARGE', label: 'Too large', color: 'var(--series-5)', hatched: true },
  { code: 'BAD_ENCODING', label: 'Bad encoding', color: 'var(--series-6)', hatched: true },
  { code: 'UNSUPPORTED_VERSION', label: 'Wrong version', color: 'var(--series-2)', hatched: true },
  { code: 'SEND_FAILED', label: 'Send failed', color: 'var(--series-1)' },
  { code: 'FLUSH_FAILED', label: 'Flush failed', color: 'var(--series-1)', hatched: true },
];

/** The rarest of more reasons than the legend has room for, and codes that are new. */
export const otherReason: ErrorReason = { code: 'OTHER', label: 'Other', color: 'var(--neutral)' };
