import type { Film } from '../films/film';
import { createOddEvents, oddEventsNowMs, oddValueTexts } from '../odd-events';
import { createRandom } from '../seeded-random';
import { movieEventTypes } from './event';
import { createMovieEventGenerator } from './generate';

const topFields = ['event_type', 'user_id', 'timestamp', 'movie', 'movies', '__proto__', 'constructor', 'extra', ''];
const filmFields = [
  ...['imdb_id', 'name', 'year', 'rating', 'duration', 'genres', 'director', 'actors', 'date', 'old_rating'],
  ...['new_rating', '__proto__', 'poster', ''],
];
const filmTexts = [
  ...['"tt0113277"', '" "', '[""]', '["Drama","Crime"]', '["Drama",7]', '[null]', '"A, B"', '"A,,B"', '{"name":"x"}'],
  ...['0.5', '4.5', '10', '10.5', '7.3', '1995', '1799', '2201', '0', '100000', '100001'],
  ...['"2026-11-22"', '"2026-11"', '"2026-13"', '"2026-02-30"', '"2026-11-23"', '"2026-11-24"', '"2026-11-22T20:15"'],
  ...[32, 33, 60, 61, 200, 201, 500, 501].map((length) => `"${'x'.repeat(length)}"`),
  ...[200, 201].map((length) => JSON.stringify(Array.from({ length }, () => 'x'))),
];
const topTexts = [
  ...movieEventTypes.map((type) => `"${type}"`),
  ...['"add"', '[]', '[{}]', '[{"name":"x"}]', '{"imdb_id":"tt1"}', '{"name":"x","new_rating":7}', '[{"name":"x"},3]'],
];

/** For tests: films for generators that need no catalogue. */
export const oddFilms: readonly Film[] = Array.from({ length: 50 }, (_, at) => ({
  ...{ id: at + 1, title: `Film ${at}`, year: 1950 + at, minutes: 90 + at, director: `Director ${at % 7}` },
  ...{ actors: [`Actor ${at}`, `Żółć ${at % 3}`], genres: ['Drama'], imdbId: at % 9 === 0 ? null : `tt${at}` },
}));

/** For tests: an endless, seeded row of values; half of them have their films changed, the others their outer fields. */
export function createOddMovieEvents(seed: string): { next(): Buffer } {
  const random = createRandom(`${seed} films`);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const events = createMovieEventGenerator({ seed, films: oddFilms, users: 20 });
  const next = (): Record<string, unknown> => JSON.parse(events.next(oddEventsNowMs).value) as Record<string, unknown>;
  const outer = createOddEvents({ seed, next, fieldNames: topFields, valueTexts: [...oddValueTexts, ...topTexts] });
  const films = createOddEvents({
    seed,
    next: () => {
      const { movie, movies } = next();
      return { director: 'X', duration: 90, ...((movie ?? (movies as object[])[0]) as object | undefined) };
    },
    fieldNames: filmFields,
    valueTexts: [...oddValueTexts, ...filmTexts],
  });
  return {
    next() {
      if (random() < 0.5) return outer.next();
      const { movie: _, movies: __, ...head } = next();
      const text = films.next();
      const name = random() < 0.3 ? 'movies' : 'movie';
      const type = name === 'movies' ? pick(['BULK_IMPORT', 'RECALCULATE']) : pick(movieEventTypes);
      const [before, after] = name === 'movies' ? ['[{"name":"x"},', ']'] : ['', ''];
      const start = JSON.stringify({ ...head, event_type: type }).slice(0, -1);
      return Buffer.concat([Buffer.from(`${start},"${name}":${before}`), text, Buffer.from(`${after}}`)]);
    },
  };
}
