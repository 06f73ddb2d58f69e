import { openValue, reject } from './judge-json';

/**
 * The tests' own reading of the contract of movie events, written from its description: an oracle that shared code with
 * what it judges would prove nothing.
 */
export interface JudgedMovieEvent {
  readonly accepted: true;
  readonly type: string;
  readonly user: string;
  readonly atMs: number;
  readonly films: readonly Readonly<Record<string, unknown>>[];
}
export type MovieVerdict = JudgedMovieEvent | ReturnType<typeof reject>;
type Fault = ReturnType<typeof reject> | null;
type Fields = Readonly<Record<string, unknown>>;

const dayMs = 86_400_000;
const types = ['ADD', 'UPDATE', 'DELETE', 'UPDATE_RATING', 'BULK_IMPORT', 'RECALCULATE'];
const withOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const asDate = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?$/;

const isBlank = (value: unknown) => value == null || (typeof value === 'string' && value.trim() === '');

function textFault(value: unknown, path: string, longest: number): Fault {
  if (typeof value !== 'string') return reject('WRONG_TYPE', path);
  if (/\0|\p{Surrogate}/u.test(value)) return reject('BAD_ENCODING', path);
  return value.length > longest ? reject('OUT_OF_RANGE', path) : null;
}

function numberFault(value: unknown, path: string, lowest: number, highest: number, step: number): Fault {
  if (typeof value !== 'number') return reject('WRONG_TYPE', path);
  if (!Number.isFinite(value)) return reject('OUT_OF_RANGE', path);
  if (step === 1 && Math.abs(value) > Number.MAX_SAFE_INTEGER) return reject('OUT_OF_RANGE', path);
  if (step === 1 && !Number.isInteger(value)) return reject('WRONG_TYPE', path);
  return value < lowest || value > highest || !Number.isInteger(value / step) ? reject('OUT_OF_RANGE', path) : null;
}

function listFault(value: unknown, path: string, longest: number): Fault {
  if (!Array.isArray(value)) return reject('WRONG_TYPE', path);
  const wrong = value.map((one, at) => textFault(one, `${path}.${at}`, longest)).find((fault) => fault !== null);
  return wrong ?? (value.length > 200 ? reject('OUT_OF_RANGE', path) : null);
}

const instantOf = (date: string): number => {
  const text = date.trim();
  const whole = text.length === 7 ? `${text}-01` : text;
  return Date.parse(/T/.test(whole) && !/(Z|[+-]\d{2}:\d{2})$/.test(whole) ? `${whole}Z` : whole);
};

function filmFault(film: unknown, path: string, type: string, latestMs: number): Fault {
  if (film === undefined) return reject('MISSING_FIELD', path);
  if (typeof film !== 'object' || film === null || Array.isArray(film)) return reject('WRONG_TYPE', path);
  const told = film as Fields;
  const checks: readonly [name: string, check: (value: unknown, at: string) => Fault][] = [
    ['imdb_id', (value, at) => textFault(value, at, 32)],
    ['name', (value, at) => textFault(value, at, 500)],
    ['year', (value, at) => numberFault(value, at, 1_800, 2_200, 1)],
    ['rating', (value, at) => numberFault(value, at, 0.5, 10, 0.5)],
    ['duration', (value, at) => numberFault(value, at, 0, 100_000, 1)],
    ['genres', (value, at) => listFault(value, at, 60)],
    ['director', (value, at) => textFault(value, at, 200)],
    ['actors', (value, at) => listFault(typeof value === 'string' ? value.split(',') : value, at, 200)],
    ['date', (value, at) => textFault(value, at, 40) ?? dateFault(value as string, at)],
    ['old_rating', (value, at) => numberFault(value, at, 0.5, 10, 0.5)],
    ['new_rating', (value, at) => numberFault(value, at, 0.5, 10, 0.5)],
  ];
  for (const [name, check] of checks) {
    const isNeeded = name === 'new_rating' && type === 'UPDATE_RATING';
    if (isNeeded && told[name] === undefined) return reject('MISSING_FIELD', `${path}.${name}`);
    const fault = told[name] == null && !isNeeded ? null : check(told[name], `${path}.${name}`);
    if (fault !== null) return fault;
  }
  if (isBlank(told.imdb_id) && isBlank(told.name)) return reject('MISSING_FIELD', `${path}.imdb_id`);
  const isLate = !isBlank(told.date) && instantOf(told.date as string) > latestMs;
  return isLate ? reject('BAD_TIME', `${path}.date`) : null;
}

function dateFault(date: string, path: string): Fault {
  if (isBlank(date)) return null;
  const text = date.trim();
  const atMs = asDate.test(text) ? instantOf(text) : Number.NaN;
  const day = text.length === 7 ? `${text}-01` : text.slice(0, 10);
  const exists = !Number.isNaN(atMs) && new Date(`${day}T00:00Z`).toISOString().slice(0, 10) === day;
  return exists ? null : reject('BAD_TIME', path);
}

export function judgeMovieEvent(value: Buffer | null, appendedAtMs: number): MovieVerdict {
  const opened = openValue(value);
  if (!('fields' in opened)) return opened as MovieVerdict;
  const { event_type: type, user_id: user, timestamp, movie, movies } = Object.fromEntries(opened.fields) as Fields;
  const latestMs = appendedAtMs + dayMs;
  const listed = type === 'RECALCULATE' || (type === 'BULK_IMPORT' && !(movies == null && movie != null));
  const missing = (given: unknown, name: string) => (given === undefined ? reject('MISSING_FIELD', name) : null);
  const fault =
    missing(type, 'event_type') ??
    textFault(type, 'event_type', Number.POSITIVE_INFINITY) ??
    (types.includes(type as string) ? null : reject('UNKNOWN_EVENT_TYPE', 'event_type')) ??
    missing(user, 'user_id') ??
    textFault(user, 'user_id', 64) ??
    (user === '' ? reject('OUT_OF_RANGE', 'user_id') : null) ??
    missing(timestamp, 'timestamp') ??
    textFault(timestamp, 'timestamp', Number.POSITIVE_INFINITY) ??
    (withOffset.test(timestamp as string) && !Number.isNaN(Date.parse(timestamp as string))
      ? null
      : reject('BAD_TIME', 'timestamp')) ??
    (listed ? missing(movies, 'movies') : missing(movie, 'movie')) ??
    (listed && !Array.isArray(movies) ? reject('WRONG_TYPE', 'movies') : null);
  if (fault !== null) return fault;
  const atMs = Date.parse(timestamp as string);
  const films = (listed ? movies : [movie]) as readonly Fields[];
  const wrong = films
    .map((film, at) => filmFault(film, listed ? `movies.${at}` : 'movie', type as string, latestMs))
    .find((found) => found !== null);
  if (wrong != null && wrong.code !== 'BAD_TIME') return wrong;
  if (atMs > latestMs) return reject('BAD_TIME', 'timestamp');
  if (wrong != null) return wrong;
  return { accepted: true, type: type as string, user: user as string, atMs, films };
}
