import {
  bounds,
  type JudgedMovieEvent,
  judgeMovieEvent,
  type MovieEvent,
  type MovieEventType,
  maxAheadMs,
  mostHalves,
  movieEventTypes,
  type ToldFilm,
} from './event';
import { startMsOfDate, startMsOfTime } from './watch-date';

type Json = Record<string, unknown>;
const types: ReadonlySet<unknown> = new Set(movieEventTypes);

/** An event, or why it is none: the usual ones by a plain check, all others by the contract. */
export const readMovieEvent = (bytes: Buffer, start: number, end: number, appendedAtMs: number): JudgedMovieEvent =>
  readPlainEvent(bytes, start, end, appendedAtMs) ?? judgeMovieEvent(bytes, start, end, appendedAtMs);

/**
 * The fast way: an event as it nearly always looks. What it accepts, `judgeMovieEvent` accepts with the same values; null
 * only says that the contract has to look. Texts with escapes are left to it (NUL, lone surrogates), and so are nested
 * values in unknown fields (their depth).
 */
export function readPlainEvent(bytes: Buffer, start: number, end: number, appendedAtMs: number): MovieEvent | null {
  if (start < 0) return null;
  // Where the bytes are no UTF-8, the text holds U+FFFD.
  const text = bytes.toString('utf8', start, end);
  if (text.includes('\\') || text.includes('\ufffd')) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  const object = parsed as Json;
  const { event_type: type, user_id: userId, timestamp } = object;
  if (!types.has(type) || typeof timestamp !== 'string') return null;
  if (typeof userId !== 'string' || userId === '' || userId.length > bounds.userId) return null;
  if (userId.includes('\u007f')) return null;
  const latestMs = appendedAtMs + maxAheadMs;
  const timeMs = startMsOfTime(timestamp);
  if (!(timeMs <= latestMs)) return null;

  const listed = type === 'RECALCULATE' || (type === 'BULK_IMPORT' && (object.movies != null || object.movie == null));
  const content = listed ? object.movies : object.movie;
  if (typeof content !== 'object' || content === null || Array.isArray(content) !== listed) return null;
  const films = (listed ? content : [content]) as Json[];
  let hadUnknownFields = Object.keys(object).length !== 4;
  if (hadUnknownFields && holdsNested(object, listed ? 'movies' : 'movie', '')) return null;
  for (const film of films) {
    const told = toldFields(film, latestMs);
    if (told < 0 || (type === 'UPDATE_RATING' && film.new_rating == null)) return null;
    if (Object.keys(film).length === told) continue;
    hadUnknownFields = true;
    if (holdsNested(film, 'genres', 'actors')) return null;
  }
  return {
    type: type as MovieEventType,
    userId,
    timeMs,
    films: films as ToldFilm[],
    hadUnknownFields,
  };
}

/** Whether a field besides the two named ones holds an object or a list. */
const holdsNested = (object: Json, one: string, other: string): boolean =>
  Object.keys(object).some(
    (key) => key !== one && key !== other && typeof object[key] === 'object' && object[key] !== null,
  );

/** How many fields of the contract the film has; -1 when one of them is not as it usually is. Splits a text of actors. */
function toldFields(film: Json, latestMs: number): number {
  if (typeof film !== 'object' || film === null || Array.isArray(film)) return -1;
  const { imdb_id, name, year, rating, duration, genres, director, actors, date, old_rating, new_rating } = film;
  let told = 0;
  let named = false;
  if (imdb_id !== undefined) {
    if (!isText(imdb_id, bounds.imdbId)) return -1;
    named = imdb_id !== null && (imdb_id as string).trim() !== '';
    told++;
  }
  if (name !== undefined) {
    if (!isText(name, bounds.name)) return -1;
    named ||= name !== null && (name as string).trim() !== '';
    told++;
  }
  if (!named) return -1;
  if (year !== undefined) {
    if (year !== null && !isWhole(year, bounds.years[0], bounds.years[1])) return -1;
    told++;
  }
  if (duration !== undefined) {
    if (duration !== null && !isWhole(duration, 0, bounds.minutes)) return -1;
    told++;
  }
  if (rating !== undefined) {
    if (!isHalves(rating)) return -1;
    told++;
  }
  if (old_rating !== undefined) {
    if (!isHalves(old_rating)) return -1;
    told++;
  }
  if (new_rating !== undefined) {
    if (!isHalves(new_rating)) return -1;
    told++;
  }
  if (genres !== undefined) {
    if (genres !== null && !areTexts(genres, bounds.genre)) return -1;
    told++;
  }
  if (director !== undefined) {
    if (!isText(director, bounds.person)) return -1;
    told++;
  }
  if (actors !== undefined) {
    const split = typeof actors === 'string' ? actors.split(',') : actors;
    if (split !== null && !areTexts(split, bounds.person)) return -1;
    film.actors = split;
    told++;
  }
  if (date !== undefined) {
    if (date !== null) {
      if (typeof date !== 'string' || date.length > bounds.date) return -1;
      if (date.trim() !== '' && !(startMsOfDate(date) <= latestMs)) return -1;
    }
    told++;
  }
  return told;
}

const isText = (value: unknown, maxLength: number): boolean =>
  value === null || (typeof value === 'string' && value.length <= maxLength);
const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
const isHalves = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && isWhole(value * 2, 1, mostHalves));

function areTexts(value: unknown, maxLength: number): boolean {
  if (!Array.isArray(value) || value.length > bounds.listed) return false;
  for (const one of value) if (typeof one !== 'string' || one.length > maxLength) return false;
  return true;
}
