import type { EventGenerator, GeneratedEvent } from '../event-generator';
import type { Film } from '../films/film';
import { createRandom, createWeightedChoice, type Random } from '../seeded-random';
import type { MovieEventType, ToldFilm } from './event';
import { mostHalves } from './event';

const topic = 'user-movie-events';
export const defaultUsers = 5_000;
const dayMs = 86_400_000;
const watchedDays = 900;
/** A list that has come so far only changes. */
const longestList = 60;
const longestImport = 8;

const kinds = ['ADD', 'UPDATE_RATING', 'UPDATE', 'DELETE', 'BULK_IMPORT', 'RECALCULATE'] as const;
const weights = [58, 20, 8, 7, 6, 1];

/** A film in a made-up list. Days are counted back from the event that tells of them. */
interface Listed {
  readonly film: Film;
  rating: number | null;
}
interface MadeUser {
  readonly userId: string;
  /** Mean rating in halves. */
  readonly taste: number;
  readonly list: Map<number, Listed>;
}

/**
 * Believable histories of film lists: users by Zipf's law, popular films more often; what is changed, rated or deleted
 * stands in the list, with the old rating that it has. `films` in the order of their popularity.
 */
export function createMovieEventGenerator(options: {
  readonly seed: string;
  readonly films: readonly Film[];
  readonly users?: number;
}): EventGenerator {
  const { films, users: userCount = defaultUsers } = options;
  const random = createRandom(options.seed);
  const chooseUser = createWeightedChoice(Array.from({ length: userCount }, (_, rank) => 1 / (rank + 1)));
  const chooseKind = createWeightedChoice(weights);
  const users = new Map<number, MadeUser>();
  /** The films of an import that is told film by film. */
  const waiting: { readonly user: MadeUser; readonly film: Film }[] = [];
  const below = (limit: number): number => Math.floor(random() * limit);
  const drawFilm = (): Film => films[Math.floor(films.length * random() ** 3)]!;

  const drawUser = (): MadeUser => {
    const rank = chooseUser(random());
    let user = users.get(rank);
    if (user === undefined) {
      user = { userId: `user-${rank + 1}`, taste: 9 + below(8), list: new Map() };
      users.set(rank, user);
    }
    return user;
  };
  const drawRating = (taste: number): number =>
    Math.min(mostHalves, Math.max(1, Math.round(taste + 6 * (random() + random() - 1)))) / 2;

  /** The film comes into the list; told with its rating and date, mostly. */
  const add = (user: MadeUser, film: Film, nowMs: number): ToldFilm => {
    const rating = random() < 0.8 ? drawRating(user.taste) : null;
    const known = user.list.get(film.id);
    user.list.set(film.id, { film, rating: rating ?? known?.rating ?? null });
    return { ...tellFilm(film, random), ...(rating === null ? {} : { rating }), ...tellDate(random, nowMs) };
  };

  const eventOf = (type: MovieEventType, user: MadeUser, nowMs: number, content: object): GeneratedEvent => ({
    topic,
    key: user.userId,
    value: JSON.stringify({
      event_type: type,
      user_id: user.userId,
      timestamp: new Date(nowMs).toISOString(),
      ...content,
    }),
  });

  const importFilms = (user: MadeUser, nowMs: number): GeneratedEvent => {
    const imported = Array.from({ length: 2 + below(longestImport - 1) }, drawFilm);
    if (random() < 0.5) {
      const movies = imported.map((film) => add(user, film, nowMs));
      return eventOf('BULK_IMPORT', user, nowMs, { movies });
    }
    const [first, ...others] = imported;
    waiting.push(...others.map((film) => ({ user, film })));
    return eventOf('BULK_IMPORT', user, nowMs, { movie: add(user, first!, nowMs) });
  };

  const change = (type: MovieEventType, user: MadeUser, nowMs: number): GeneratedEvent => {
    const { list, taste } = user;
    const listed = [...list.values()][below(list.size)]!;
    const { film } = listed;
    if (type === 'DELETE') {
      list.delete(film.id);
      return eventOf(type, user, nowMs, { movie: nameFilm(film, random) });
    }
    if (type === 'UPDATE_RATING') {
      const old = listed.rating === null ? {} : { old_rating: listed.rating };
      listed.rating = drawRating(taste);
      return eventOf(type, user, nowMs, { movie: { ...nameFilm(film, random), ...old, new_rating: listed.rating } });
    }
    if (type === 'UPDATE') {
      const movie = { ...tellFilm(film, random), genres: film.genres.slice(0, 1 + below(film.genres.length)) };
      return eventOf(type, user, nowMs, { movie: { ...movie, ...tellDate(random, nowMs) } });
    }
    if (list.size > 1 && random() < 0.3) list.delete(film.id);
    const movies = [...list.values()].map(({ film: kept, rating }) => ({
      ...tellFilm(kept, random),
      ...(rating === null ? {} : { rating }),
      ...tellDate(random, nowMs),
    }));
    return eventOf('RECALCULATE', user, nowMs, { movies });
  };

  return {
    next(nowMs) {
      const next = waiting.shift();
      if (next !== undefined)
        return eventOf('BULK_IMPORT', next.user, nowMs, { movie: add(next.user, next.film, nowMs) });
      const user = drawUser();
      const kind = kinds[chooseKind(random())]!;
      const isFull = user.list.size >= longestList;
      if (user.list.size === 0 || (kind === 'ADD' && !isFull)) {
        if (kind !== 'BULK_IMPORT') return eventOf('ADD', user, nowMs, { movie: add(user, drawFilm(), nowMs) });
      }
      if (kind === 'BULK_IMPORT' && !isFull) return importFilms(user, nowMs);
      return change(isFull && kind !== 'UPDATE_RATING' ? 'DELETE' : kind === 'ADD' ? 'DELETE' : kind, user, nowMs);
    },
  };
}

/** How the film is named: by both, by its IMDb id, or by name and year. */
function nameFilm(film: Film, random: Random): ToldFilm {
  const draw = random();
  const name = { name: film.title, year: film.year };
  if (film.imdbId === null || draw < 0.1) return name;
  return draw < 0.25 ? { imdb_id: film.imdbId } : { imdb_id: film.imdbId, ...name };
}

/** The film with its details, which are sometimes left to the catalogue; actors as one text or as a list. */
function tellFilm(film: Film, random: Random): ToldFilm {
  const named = nameFilm(film, random);
  const draw = random();
  if (draw < 0.2) return named;
  const actors = draw < 0.6 ? film.actors.join(', ') : film.actors;
  return {
    ...named,
    genres: [...film.genres],
    duration: film.minutes,
    director: film.director,
    // The contract's list; on the topic it may also stand as one text.
    actors: actors as string[],
  };
}

const tellDate = (random: Random, nowMs: number): ToldFilm =>
  random() < 0.7
    ? { date: new Date(nowMs - Math.floor(random() ** 2 * watchedDays) * dayMs).toISOString().slice(0, 10) }
    : {};
