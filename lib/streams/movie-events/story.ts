import fc from 'fast-check';
import type { Film } from '../films/film';
import type { ToldFilm } from './event';
import { FilmIndex } from './film-index';
import { joinNames } from './name-list';
import { type ListedFilm, ReferenceLists } from './reference-lists';

/** For tests: "now" of the stories. */
export const storyNowMs = Date.parse('2026-11-22T20:54:57.123Z');

const film = (id: number, title: string, year: number, imdbId: string | null): Film => ({
  ...{ id, title, year, imdbId, minutes: 90 + id, director: `Director ${id % 2}` },
  ...{ genres: id % 2 === 0 ? ['Drama'] : ['Drama', 'Crime'], actors: [`Actor ${id}`, 'Everywhere'] },
});

/** For tests: a catalogue with films that have an IMDb id and films that have none, two of one title among them. */
export const storyFilms: readonly Film[] = [
  film(1, 'Heat', 1995, 'tt1'),
  film(2, 'Pi', 1998, null),
  film(3, 'Emma', 1996, null),
  film(4, 'Emma', 2020, 'tt4'),
];

/** For tests: films as the statement of `FilmIndex` brings them. */
export function indexOf(films: readonly Film[]): FilmIndex {
  const index = new FilmIndex();
  index.accept(
    films.map(({ imdbId, genres, actors, ...film }) => ({
      ...{ ...film, imdb_id: imdbId, genres: joinNames(genres), actors: joinNames(actors) },
    })),
  );
  return index;
}

export interface StoryEvent {
  readonly event_type: string;
  readonly user_id: string;
  readonly timestamp: string;
  readonly movie?: ToldFilm;
  readonly movies?: readonly ToldFilm[];
}

const halves = fc.constantFrom(0.5, 7, 7.5, 10);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const named = fc
  .record({
    imdb_id: fc.option(fc.constantFrom('tt1', 'tt4', 'tt8', 'tt9'), { nil: undefined, freq: 2 }),
    name: fc.option(fc.constantFrom('Heat', 'Pi', 'Emma', 'Other'), { nil: undefined, freq: 3 }),
    year: fc.constantFrom(1995, 1996, 1998, undefined),
  })
  .filter(({ imdb_id, name }) => imdb_id !== undefined || name !== undefined);
const details = fc.record({
  rating: maybe(halves),
  duration: maybe(fc.constantFrom(0, 100)),
  genres: maybe(fc.constantFrom([], ['Drama'], ['Drama', 'Drama', ' War '])),
  director: maybe(fc.constantFrom('Somebody', 'Director 1', ' ')),
  actors: maybe(fc.constantFrom<unknown>(['A', 'B'], 'A, B,, A', '')) as fc.Arbitrary<string[] | undefined>,
  date: maybe(fc.constantFrom('2026-03-01', '2026-03', '2025-12-31T23:59:59')),
});
const told = fc.tuple(named, details).map(([name, rest]) => ({ ...name, ...rest }));
const rated = fc.record({ old_rating: maybe(halves), new_rating: halves });

/** For tests: events of few users about few films, so that they meet; times of three years. */
export const storyEvent: fc.Arbitrary<StoryEvent> = fc
  .record({
    user_id: fc.constantFrom('ann', 'ben', 'zoë'),
    timestamp: fc.constantFrom('2026-11-22T20:54:57.123Z', '2026-11-01T00:00:00+01:00', '2024-02-29T12:00:00Z'),
    content: fc.oneof(
      { weight: 6, arbitrary: fc.record({ event_type: fc.constantFrom('ADD', 'BULK_IMPORT'), movie: told }) },
      { weight: 3, arbitrary: fc.record({ event_type: fc.constant('DELETE'), movie: named }) },
      { weight: 2, arbitrary: fc.record({ event_type: fc.constant('UPDATE'), movie: told }) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(named, rated)
          .map(([name, rest]) => ({ event_type: 'UPDATE_RATING', movie: { ...name, ...rest } })),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          event_type: fc.constantFrom('BULK_IMPORT', 'RECALCULATE'),
          movies: fc.array(told, { maxLength: 4 }),
        }),
      },
    ),
  })
  .map(({ content, ...head }) => ({ ...head, ...content }) as StoryEvent);

/** A film told of in a story as the reference takes it: actors as a list. */
export const listedActors = (films: readonly ToldFilm[]): ToldFilm[] =>
  films.map((one) => {
    const actors = one.actors as unknown;
    return typeof actors === 'string' ? { ...one, actors: actors.split(',') } : one;
  });

export const createReference = (): ReferenceLists => new ReferenceLists(storyFilms);
export type { ListedFilm };
