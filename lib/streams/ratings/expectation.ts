import { finishWork, type LongWork } from '../../domain/long-work';
import type { Film } from '../films/film';
import { mostHalves } from './event';
import { createRatingGenerator } from './generate';
import { type GenreBias, genreBias } from './genre-bias';
import type { RatingModel } from './rating-model';
import { Affinities, sharesAround } from './rating-shares';
import { tasteOf } from './taste';
import { TasteGroups } from './taste-groups';
import { UserGenreCounts } from './user-genre-counts';

/** Users that are drawn where no formula gives the whole population; stated beside the result. */
export const simulatedUsers = 20_000;

export interface ExpectedRatings {
  /** Probability of each rating, by halves less one (0.5 first). */
  readonly shares: readonly number[];
  /**
   * `exact`: by formula. `seed`: exact for the users whom this seed draws. `simulated`: exact for each of `users` users
   * drawn in place of all that the model can draw; a share then lies within about 1 / sqrt(users) of the model's.
   */
  readonly method: 'exact' | 'seed' | 'simulated';
  readonly users: number;
}

/**
 * The distribution of ratings that a model makes. With a seed, of that seed's users; without, of whatever users the
 * model may draw. Only the users' weights are drawn: genres, films and noise are summed.
 */
export const expectRatings = (films: readonly Film[], model: RatingModel, seed?: string): ExpectedRatings =>
  finishWork(expectingRatings(films, model, seed));

/** Users and ratings between two pauses: some milliseconds. */
const [usersAtOnce, ratingsAtOnce] = [50, 1_000];

/** The same with pauses. */
export function* expectingRatings(
  films: readonly Film[],
  model: RatingModel,
  seed?: string,
): LongWork<ExpectedRatings> {
  // The only genre that is kept weighs 1, and every film that is taken has it.
  if (model.topK === 1) return { shares: sharesAround(1, model.noise), method: 'exact', users: model.users };
  const users = seed === undefined ? simulatedUsers : model.users;
  const groups = new TasteGroups(films, model.genres);
  const affinities = new Affinities(model.noise);
  for (let user = 1; user <= users; user++) {
    for (const [affinity, probability] of groups.affinities(tasteOf(user, seed ?? 'expectation', model)))
      affinities.add(affinity, probability);
    if (user % usersAtOnce === 0) yield;
  }
  const shares = affinities.shares().map((share) => share / users);
  return { shares, method: seed === undefined ? 'simulated' : 'seed', users };
}

/** Users from whom `spreadOfUsers` learns how people differ. */
const comparedUsers = 2_000;

/**
 * By halves less one: the variance of a rating's share from user to user. Over N users that are drawn, a share then
 * strays from the model's with this variance / N, however many ratings they give. With pauses.
 */
export function* spreadOfUsers(films: readonly Film[], model: RatingModel): LongWork<readonly number[]> {
  const groups = new TasteGroups(films, model.genres);
  const sums = new Float64Array(mostHalves);
  const squares = new Float64Array(mostHalves);
  for (let user = 1; user <= comparedUsers; user++) {
    const own = new Float64Array(mostHalves);
    for (const [affinity, probability] of groups.affinities(tasteOf(user, 'expectation', model)))
      for (const [rating, share] of sharesAround(affinity, model.noise).entries()) own[rating]! += probability * share;
    for (const [rating, share] of own.entries()) {
      sums[rating]! += share;
      squares[rating]! += share * share;
    }
    if (user % usersAtOnce === 0) yield;
  }
  return [...sums].map((sum, rating) => Math.max(0, squares[rating]! / comparedUsers - (sum / comparedUsers) ** 2));
}

/** Share of users whose largest weight is that of a genre, by its number. Exact: the model favours none. */
export const expectLeadingGenres = ({ genres }: RatingModel): readonly number[] =>
  Array.from({ length: genres }, () => 1 / genres);

/**
 * The genre bias of ratings that a model makes: the statistic of `genreBias` over so many simulated ratings a user on
 * average, of `simulatedUsers` users, or the model's if they are fewer. Seeded.
 */
export const expectGenreBias = (films: readonly Film[], model: RatingModel, ratingsPerUser: number): GenreBias =>
  finishWork(expectingGenreBias(films, model, ratingsPerUser));

/** The same with pauses. */
export function* expectingGenreBias(
  films: readonly Film[],
  model: RatingModel,
  ratingsPerUser: number,
): LongWork<GenreBias> {
  const users = Math.min(model.users, simulatedUsers);
  const generator = createRatingGenerator({ films, seed: 'expected bias', model: { ...model, users } });
  const counts = new UserGenreCounts(users);
  for (let left = Math.round(users * ratingsPerUser); left > 0; left--) {
    generator.draw();
    counts.add(generator.user, generator.genres);
    if (left % ratingsAtOnce === 0) yield;
  }
  return genreBias(counts.rows(), model.genres);
}
