import { createRandom, createWeightedChoice, type Random } from '../seeded-random';
import { type Film, type FilmGenre, filmGenres, genreNumber, maxFilmId } from './film';
import { adjectives, firstNames, lastNames, nouns } from './film-words';
import type { KnownFilm } from './known-film';

export const catalogueFilms = 27_278;

/** How many films of MovieLens have each of `filmGenres`; the last one comes alone. */
const genreWeights = [
  ...[3_520, 2_329, 1_027, 1_139, 8_374, 2_939, 2_471, 13_344, 1_412, 330],
  ...[2_611, 196, 1_036, 1_514, 4_127, 1_743, 4_178, 1_194, 676, 246],
];
const noGenre = genreNumber('(no genres listed)');
/** Of films with 1, 2, 3 and 4 genres. */
const countWeights = [40, 33, 18, 9];
/** Ids lie closer together at the beginning, as in MovieLens. */
const idExponent = 2.5;
const people = { directors: 4_000, actors: 9_000 };

/**
 * The film catalogue, ordered by id: `known` films first, in their order, then made-up ones; what is not known of a film
 * is made up. Whoever draws films by popularity takes earlier ones more often. The same seed and list give the same films.
 */
export function makeCatalogue(known: readonly KnownFilm[] = [], seed = 'films'): readonly Film[] {
  const random = createRandom(seed);
  const titles = createTitles(random);
  const genres = createGenres(random);
  const director = createPeople(random, people.directors);
  const actor = createPeople(random, people.actors);
  const taken = new Set(known.map(({ title }) => title));
  let id = 0;
  return Array.from({ length: catalogueFilms }, (_, at) => {
    id = Math.max(id + 1, Math.round(maxFilmId * ((at + 1) / catalogueFilms) ** idExponent));
    const real = known[at];
    let title = real?.title ?? titles();
    while (real === undefined && taken.has(title)) title = titles();
    taken.add(title);
    return {
      id,
      title,
      year: real?.year ?? 2_015 - Math.floor(85 * random() ** 2),
      minutes: real?.minutes ?? 74 + Math.floor(45 * (random() + random())),
      director: real?.director ?? director(),
      actors: [...new Set(Array.from({ length: 2 + Math.floor(3 * random()) }, actor))],
      genres: real !== undefined && real.genres.length > 0 ? inOrder(real.genres) : genres(),
      imdbId: `tt${String(id * 60 + Math.floor(60 * random())).padStart(7, '0')}`,
    };
  });
}

const inOrder = (genres: readonly FilmGenre[]): readonly FilmGenre[] =>
  [...genres].sort((a, b) => genreNumber(a) - genreNumber(b));

function createGenres(random: Random): () => readonly FilmGenre[] {
  const chooseGenre = createWeightedChoice(genreWeights);
  const chooseCount = createWeightedChoice(countWeights);
  return () => {
    const first = chooseGenre(random());
    if (first === noGenre) return ['(no genres listed)'];
    const count = 1 + chooseCount(random());
    const chosen = new Set([first]);
    while (chosen.size < count) {
      const next = chooseGenre(random());
      if (next !== noGenre) chosen.add(next);
    }
    return filmGenres.filter((_, number) => chosen.has(number));
  };
}

/** Names of so many people; the earlier ones work more. */
function createPeople(random: Random, count: number): () => string {
  const names = new Set<string>();
  while (names.size < count) names.add(`${pick(random, firstNames)} ${pick(random, lastNames)}`);
  const list = [...names];
  return () => list[Math.floor(count * random() ** 2)]!;
}

function createTitles(random: Random): () => string {
  const noun = () => pick(random, nouns);
  const adjective = () => pick(random, adjectives);
  const forms = [
    () => `The ${adjective()} ${noun()}`,
    () => `${adjective()} ${noun()}`,
    () => `The ${noun()} of the ${noun()}`,
    () => `The ${noun()} and the ${noun()}`,
    () => `A ${noun()} for the ${noun()}`,
    () => `The ${adjective()} ${noun()}'s ${noun()}`,
    () => `${noun()} in the ${noun()}`,
  ];
  return () => pick(random, forms)();
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
