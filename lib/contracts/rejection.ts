/** Why a record could not be folded. Closed: the dead-letter table, the API and the charts share these codes. */
export const rejectionCodes = [
  'NOT_JSON',
  'NOT_AN_OBJECT',
  'MISSING_FIELD',
  'WRONG_TYPE',
  'OUT_OF_RANGE',
  'UNKNOWN_EVENT_TYPE',
  'BAD_TIME',
  'TOO_LARGE',
  'BAD_ENCODING',
  'UNSUPPORTED_VERSION',
] as const;

export type RejectionCode = (typeof rejectionCodes)[number];

export interface Rejection {
  readonly code: RejectionCode;
  /** Dotted path of the field at fault, empty when the whole value is. */
  readonly fieldPath: string;
  /** One sentence a person can act on. */
  readonly sentence: string;
}

/** Largest record value that is decoded; a larger one is `TOO_LARGE`. */
export const maxValueBytes = 1_048_576;
/** How much of a `TOO_LARGE` value, key or header set is kept. */
export const keptBytesOfTooLarge = 65_536;
/** Deepest JSON nesting that is decoded; deeper is `NOT_JSON`. */
export const maxNesting = 64;
