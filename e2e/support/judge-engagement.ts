/**
 * The tests' own reading of the contracts of views, clicks and ratings of films, written from their description with
 * JSON.parse and nothing of the product.
 */
export type EngagementKind = 'view' | 'click' | 'rating';

export interface JudgedEvent {
  readonly accepted: true;
  readonly kind: EngagementKind;
  readonly film: number;
  readonly atMs: number;
  /** Device, type of the click, or the rating with one decimal. */
  readonly detail: string;
  /** 0 for views and clicks. */
  readonly halves: number;
}
type Verdict = JudgedEvent | { readonly accepted: false; readonly code: string; readonly fieldPath: string };

const dayMs = 86_400_000;
const devices = ['mobile', 'desktop', 'tablet', 'tv'];
const clicks = ['trailer', 'poster', 'details', 'play', 'share'];

class Fault extends Error {
  constructor(
    readonly code: string,
    readonly fieldPath: string,
  ) {
    super(code);
  }
}

/** Judges a record of the topic of `kind`; `appendedAtMs` is its "now". */
export function judgeEngagement(kind: EngagementKind, value: Buffer | null, appendedAtMs: number): Verdict {
  try {
    return judgeFields(kind, parse(value), appendedAtMs);
  } catch (fault) {
    if (fault instanceof Fault) return { accepted: false, code: fault.code, fieldPath: fault.fieldPath };
    throw fault;
  }
}

function parse(value: Buffer | null): ReadonlyMap<string, unknown> {
  if (value === null || value.length === 0) throw new Fault('NOT_JSON', '');
  if (value.length > 1_048_576) throw new Fault('TOO_LARGE', '');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
  } catch {
    throw new Fault('BAD_ENCODING', '');
  }
  if (text.includes('\0')) throw new Fault('BAD_ENCODING', '');
  if (/^\s*(?:\{"[a-z]+":|\[){65}/.test(text)) throw new Fault('NOT_JSON', '');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Fault('NOT_JSON', '');
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) throw new Fault('NOT_AN_OBJECT', '');
  return new Map(Object.entries(parsed));
}

function judgeFields(kind: EngagementKind, fields: ReadonlyMap<string, unknown>, appendedAtMs: number): JudgedEvent {
  const text = (name: string, fits: (value: string) => boolean, code = 'OUT_OF_RANGE'): string => {
    const value = fields.get(name);
    if (value === undefined) throw new Fault('MISSING_FIELD', name);
    if (typeof value !== 'string') throw new Fault('WRONG_TYPE', name);
    if (/\0|\p{Surrogate}/u.test(value)) throw new Fault('BAD_ENCODING', name);
    if (!fits(value)) throw new Fault(code, name);
    return value;
  };
  const whole = (name: string, lowest: number, highest: number): number => {
    const value = fields.get(name);
    if (value === undefined) throw new Fault('MISSING_FIELD', name);
    if (typeof value !== 'number') throw new Fault('WRONG_TYPE', name);
    if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new Fault('OUT_OF_RANGE', name);
    if (!Number.isInteger(value)) throw new Fault('WRONG_TYPE', name);
    if (value < lowest || value > highest) throw new Fault('OUT_OF_RANGE', name);
    return value;
  };
  const isUuid = (value: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);
  const timeOf = (value: string): number =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value) ? Date.parse(value) : Number.NaN;

  text('event_type', (value) => value === kind, 'UNKNOWN_EVENT_TYPE');
  text('event_id', isUuid);
  const atMs = timeOf(text('event_ts', (value) => !Number.isNaN(timeOf(value)), 'BAD_TIME'));
  whole('user_id', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  const film = whole('movie_id', 1, 2 ** 31 - 1);
  let detail: string;
  let halves = 0;
  if (kind === 'rating') {
    halves = ratingOf(fields.get('rating')) * 2;
    detail = (halves / 2).toFixed(1);
    if (fields.has('review_text') && fields.get('review_text') !== null)
      text('review_text', ({ length }) => length <= 5_000);
  } else {
    text('session_id', isUuid);
    const names = kind === 'view' ? devices : clicks;
    detail = text(kind === 'view' ? 'device_type' : 'click_type', (value) => names.includes(value));
  }
  if (atMs > appendedAtMs + dayMs) throw new Fault('BAD_TIME', 'event_ts');
  return { accepted: true, kind, film, atMs, detail, halves };
}

function ratingOf(value: unknown): number {
  if (value === undefined) throw new Fault('MISSING_FIELD', 'rating');
  if (typeof value !== 'number') throw new Fault('WRONG_TYPE', 'rating');
  if (!(value >= 0.5 && value <= 5 && Number.isInteger(value * 2))) throw new Fault('OUT_OF_RANGE', 'rating');
  return value;
}
