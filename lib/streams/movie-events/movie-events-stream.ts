import { filmSources } from '../../contracts/film-sources';
import type { StreamDefinition } from '../stream';
import { FilmIdentities } from './film-identities';
import { FilmIndex } from './film-index';
import { MovieFold } from './fold';
import { type MovieDelta, mergeMovieDeltas } from './movie-delta';
import { createMovieStore } from './store';
import { createMonthOf } from './watch-date';

/** The pipeline of users' film lists. `timeZone`: of the month of a film without a date of watching. */
export function createMovieEventsStream(options: { readonly timeZone: string }): StreamDefinition<MovieDelta> {
  const films = new FilmIndex();
  const identities = new FilmIdentities();
  const monthOf = createMonthOf(options.timeZone);
  return {
    name: 'movie-events',
    tables: [
      ...['user_stat', 'user_movie', 'user_month', 'user_rating', 'user_affinity'].map((name) => ({ name })),
      ...['user_film_name', 'film_alias'].map((name) => ({ name })),
      { name: 'film_stat', source: filmSources.lists },
      { name: 'film_minute', source: filmSources.lists },
    ],
    createFold: (_topic, partition = -1) => new MovieFold(films, monthOf, partition),
    merge: mergeMovieDeltas,
    statements: async (delta, dimensions) => {
      await identities.resolve(delta, dimensions);
      return [];
    },
    stateful: createMovieStore(identities),
    reference: [films],
  };
}
