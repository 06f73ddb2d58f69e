import { filmSources } from '../../contracts/film-sources';
import type { StreamDefinition } from '../stream';
import { FilmGenres } from './film-genres';
import { FilmMeanModel } from './film-mean-model';
import { RatingFold } from './fold';
import { mergeRatingDeltas, type RatingDelta } from './rating-delta';
import { ratingStatements } from './store';

const source = filmSources.ratings;

/** The pipeline of ratings, with the catalogue's genres and the model of a worker. */
export function createRatingsStream(): StreamDefinition<RatingDelta> {
  const genres = new FilmGenres();
  const model = new FilmMeanModel();
  return {
    name: 'ratings',
    tables: [
      { name: 'rating_cell', source },
      { name: 'film_stat', source },
      { name: 'film_minute', source },
      { name: 'user_genre' },
    ],
    createFold: () => new RatingFold(genres, model),
    merge: mergeRatingDeltas,
    statements: async (delta) => ratingStatements(delta),
    reference: [genres.reference, model.reference],
    takeModelFigures: () => model.takeFigures(),
  };
}
