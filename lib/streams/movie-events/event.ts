import { z } from 'zod';
import type { Rejection } from '../../contracts/rejection';
import { parseIsoTime } from '../../domain/iso-time';
import { parseJsonObject } from '../../json-scan/parse-json-object';
import { cleanText, rejectionOfIssue } from '../../json-scan/rejection-of-issue';
import { startMsOfDate } from './watch-date';

export const movieEventTypes = ['ADD', 'UPDATE', 'DELETE', 'UPDATE_RATING', 'BULK_IMPORT', 'RECALCULATE'] as const;
export type MovieEventType = (typeof movieEventTypes)[number];

/** How far ahead of its append a time may lie. */
export const maxAheadMs = 86_400_000;
export const bounds = {
  userId: 64,
  imdbId: 32,
  name: 500,
  person: 200,
  genre: 60,
  date: 40,
  listed: 200,
  minutes: 100_000,
  years: [1_800, 2_200],
} as const;
/** Ratings go up to 10 in halves. */
export const mostHalves = 20;

const rule = (code: Rejection['code'], error: string) => ({ abort: true, params: { code }, error });
const text = (maxLength: number) => cleanText().max(maxLength);
export const holdsControl = (value: string): boolean => /[\u0000-\u001f\u007f]/.test(value);
const halves = () =>
  z
    .number()
    .min(0.5)
    .max(mostHalves / 2)
    .refine((rating) => Number.isInteger(rating * 2), rule('OUT_OF_RANGE', 'is no multiple of 0.5: send halves'));

/** A film as an event tells of it; what is null, blank or left out is not told. */
const filmShape = {
  imdb_id: text(bounds.imdbId).nullish(),
  name: text(bounds.name).nullish(),
  year: z.int().min(bounds.years[0]).max(bounds.years[1]).nullish(),
  rating: halves().nullish(),
  /** Minutes. */
  duration: z.int().min(0).max(bounds.minutes).nullish(),
  genres: z.array(text(bounds.genre)).max(bounds.listed).nullish(),
  director: text(bounds.person).nullish(),
  /** An array, or one text with commas, which the judge splits. */
  actors: z.array(text(bounds.person)).max(bounds.listed).nullish(),
  /** Day or month of watching, as written. */
  date: text(bounds.date)
    .refine(
      (date) => isBlank(date) || !Number.isNaN(startMsOfDate(date)),
      rule('BAD_TIME', 'is not a date: send one like 2026-11-22'),
    )
    .nullish(),
  old_rating: halves().nullish(),
  new_rating: halves().nullish(),
};

export const isBlank = (value: string | null | undefined): boolean => value == null || value.trim() === '';
const named = {
  path: ['imdb_id'],
  params: { code: 'MISSING_FIELD' },
  error: 'is missing, and so is name: one of them is required',
};
const filmSchema = z.object(filmShape).refine((film) => !isBlank(film.imdb_id) || !isBlank(film.name), named);
const ratedFilmSchema = z
  .object({ ...filmShape, new_rating: halves() })
  .refine((film) => !isBlank(film.imdb_id) || !isBlank(film.name), named);

const base = {
  event_type: cleanText()
    .refine(
      (type) => (movieEventTypes as readonly string[]).includes(type),
      rule('UNKNOWN_EVENT_TYPE', `is none of ${movieEventTypes.join(', ')}: send one of them`),
    )
    .pipe(z.enum(movieEventTypes)),
  user_id: text(bounds.userId)
    .min(1)
    .refine((id) => !holdsControl(id), rule('OUT_OF_RANGE', 'holds control characters: send a plain id')),
  timestamp: cleanText().refine(
    (time) => !Number.isNaN(parseIsoTime(time)),
    rule('BAD_TIME', 'is not a time with an offset: send ISO 8601 like 2026-11-22T20:54:57.123Z'),
  ),
};
const oneFilm = z.object({ ...base, movie: filmSchema });
const rating = z.object({ ...base, movie: ratedFilmSchema });
const list = z.object({ ...base, movies: z.array(filmSchema) });

/** The events as they stand on the topic. The contract: types, ranges and words of every rejection come from here. */
const schemaOf = (object: Readonly<Record<string, unknown>>) => {
  switch (object.event_type) {
    case 'UPDATE_RATING':
      return rating;
    case 'BULK_IMPORT':
      return object.movies == null && object.movie != null ? oneFilm : list;
    case 'RECALCULATE':
      return list;
    default:
      return oneFilm;
  }
};

export type ToldFilm = z.infer<typeof filmSchema>;
const filmFields: ReadonlySet<string> = new Set(Object.keys(filmShape));
const baseFields: ReadonlySet<string> = new Set(Object.keys(base));

/** An event by its contract; `films` is one film, or the list of a BULK_IMPORT or RECALCULATE. */
export interface MovieEvent {
  readonly type: MovieEventType;
  readonly userId: string;
  /** Unix ms. */
  readonly timeMs: number;
  readonly films: readonly ToldFilm[];
  readonly hadUnknownFields: boolean;
}

export type JudgedMovieEvent = MovieEvent | { readonly rejection: Rejection };

/**
 * Judges the event in `bytes[start, end)` (null value: -1, -1) by the contract; `appendedAtMs` is "now". The slow way,
 * and the one that decides; `read-movie-event.ts` must agree with it.
 */
export function judgeMovieEvent(bytes: Buffer, start: number, end: number, appendedAtMs: number): JudgedMovieEvent {
  const parsed = parseJsonObject(bytes, start, end);
  if ('rejection' in parsed) return parsed;
  const object = withActorLists(parsed.object);
  const result = schemaOf(object).safeParse(object);
  if (!result.success) return { rejection: rejectionOfIssue(result.error.issues[0]!, object) };
  const event = result.data;
  const listed = 'movies' in event;
  const films = listed ? event.movies : [event.movie];
  const timeMs = parseIsoTime(event.timestamp);
  const latestMs = appendedAtMs + maxAheadMs;
  if (timeMs > latestMs) return { rejection: ahead('timestamp') };
  const late = films.findIndex(({ date }) => date != null && startMsOfDate(date) > latestMs);
  if (late >= 0) return { rejection: ahead(listed ? `movies.${late}.date` : 'movie.date') };
  return {
    type: event.event_type,
    userId: event.user_id,
    timeMs,
    films,
    hadUnknownFields: hasUnknownFields(parsed.object, listed ? 'movies' : 'movie'),
  };
}

function hasUnknownFields(object: Readonly<Record<string, unknown>>, content: 'movie' | 'movies'): boolean {
  const films = [object[content]].flat() as object[];
  return (
    Object.keys(object).some((key) => !baseFields.has(key) && key !== content) ||
    films.some((film) => Object.keys(film).some((key) => !filmFields.has(key)))
  );
}

/** Actors may come as one text; the contract knows lists. */
function withActorLists(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const split = (film: unknown): unknown =>
    typeof film === 'object' && film !== null && 'actors' in film && typeof film.actors === 'string'
      ? { ...film, actors: film.actors.split(',') }
      : film;
  const { movie, movies } = object;
  if (movie === undefined && !Array.isArray(movies)) return object;
  return { ...object, movie: split(movie), movies: Array.isArray(movies) ? movies.map(split) : movies };
}

const ahead = (fieldPath: string): Rejection => ({
  code: 'BAD_TIME',
  fieldPath,
  sentence: `${fieldPath} is more than 24 hours ahead of the broker's clock: check the sender's clock and unit.`,
});
