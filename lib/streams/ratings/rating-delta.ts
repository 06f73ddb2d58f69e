import { FilmCells } from '../film-cells';
import { HourCounts } from '../hour-counts';
import { mostHalves } from './event';
import { UserGenreCounts } from './user-genre-counts';

/** What a flush adds to the aggregates of ratings. */
export interface RatingDelta {
  /** By the hour in which they were given and the rating in halves less one. */
  readonly hours: HourCounts;
  readonly films: FilmCells;
  readonly users: UserGenreCounts;
  /** Ratings of films that the catalogue does not have: they count for no genre. */
  unknownFilms: number;
  tooOldForFilmMinute: number;
}

export const emptyRatingDelta = (expected = { films: 0, users: 0 }): RatingDelta => ({
  hours: new HourCounts(mostHalves),
  films: new FilmCells(expected.films),
  users: new UserGenreCounts(expected.users),
  unknownFilms: 0,
  tooOldForFilmMinute: 0,
});

/** Adds `other` into `into`. */
export function mergeRatingDeltas(into: RatingDelta, other: RatingDelta): RatingDelta {
  into.hours.addAll(other.hours);
  into.films.addAll(other.films);
  into.users.addAll(other.users);
  into.unknownFilms += other.unknownFilms;
  into.tooOldForFilmMinute += other.tooOldForFilmMinute;
  return into;
}
