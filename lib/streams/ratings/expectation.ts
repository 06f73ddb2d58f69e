import { normalDistribution } from '../../domain/normal-distribution';
import type { Film } from '../films/film';
import { mostHalves } from './event';
import { createRatingGenerator, meanRating, toHalves } from './generate';
import { type GenreBias, genreBias } from './genre-bias';
import { filmsByGenre, type GenreFilms, shareOfPlace } from './genre-films';
import type { RatingModel } from './rating-model';
import { type Taste, tasteOf } from './taste';
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
export function expectRatings(films: readonly Film[], model: RatingModel, seed?: string): ExpectedRatings {
  // The only genre that is kept weighs 1, and every film that is taken has it.
  if (model.topK === 1) return { shares: sharesAround(1, model.noise), method: 'exact', users: model.users };
  const users = seed === undefined ? simulatedUsers : model.users;
  const groups = filmsByGenre(films, model.genres).map(groupByGenres);
  const affinities = new Affinities(model.noise);
  for (let user = 1; user <= users; user++) addUser(affinities, tasteOf(user, seed ?? 'expectation', model), groups);
  const shares = affinities.shares().map((share) => share / users);
  return { shares, method: seed === undefined ? 'simulated' : 'seed', users };
}

/** Share of users whose largest weight is that of a genre, by its number. Exact: the model favours none. */
export const expectLeadingGenres = ({ genres }: RatingModel): readonly number[] =>
  Array.from({ length: genres }, () => 1 / genres);

/**
 * The genre bias of ratings that a model makes: the statistic of `genreBias` over so many simulated ratings a user on
 * average, of `simulatedUsers` users, or the model's if they are fewer. Seeded.
 */
export function expectGenreBias(films: readonly Film[], model: RatingModel, ratingsPerUser: number): GenreBias {
  const users = Math.min(model.users, simulatedUsers);
  const generator = createRatingGenerator({ films, seed: 'expected bias', model: { ...model, users } });
  const counts = new UserGenreCounts(users);
  for (let left = Math.round(users * ratingsPerUser); left > 0; left--) {
    generator.draw();
    counts.add(generator.user, generator.genres);
  }
  return genreBias(counts.rows(), model.genres);
}

/** Films of one genre by the genres that they have: as bits, and how probable they are. */
interface FilmGroups {
  readonly masks: readonly number[];
  readonly shares: readonly number[];
}

function groupByGenres({ ids, masks }: GenreFilms): FilmGroups {
  const shares = new Map<number, number>();
  for (const [place, mask] of masks.entries())
    shares.set(mask, (shares.get(mask) ?? 0) + shareOfPlace(place, ids.length));
  return { masks: [...shares.keys()], shares: [...shares.values()] };
}

function addUser(affinities: Affinities, { genres, weights }: Taste, groups: readonly FilmGroups[]): void {
  for (const [at, genre] of genres.entries()) {
    const { masks, shares } = groups[genre]!;
    for (let group = 0; group < masks.length; group++) {
      let affinity = 0;
      for (let n = 0; n < genres.length; n++) if ((masks[group]! >> genres[n]!) & 1) affinity += weights[n]!;
      affinities.add(affinity, weights[at]! * shares[group]!);
    }
  }
}

const steps = 10_000;

/** Adds up probabilities by affinity, on a grid of 1/10,000 with linear shares; without noise by the rating itself. */
class Affinities {
  private readonly grid = new Float64Array(steps + 2);
  private readonly byHalves = new Array<number>(mostHalves).fill(0);

  constructor(private readonly noise: number) {}

  add(affinity: number, probability: number): void {
    if (this.noise === 0) {
      this.byHalves[toHalves(meanRating(affinity)) - 1]! += probability;
      return;
    }
    const place = Math.min(steps, affinity * steps);
    const below = Math.floor(place);
    this.grid[below]! += probability * (below + 1 - place);
    this.grid[below + 1]! += probability * (place - below);
  }

  shares(): readonly number[] {
    const sums = [...this.byHalves];
    for (const [at, probability] of this.grid.entries()) {
      if (probability === 0) continue;
      for (const [rating, share] of sharesAround(at / steps, this.noise).entries())
        sums[rating]! += probability * share;
    }
    return sums;
  }
}

/** Probability of each rating by halves less one, for an affinity. */
function sharesAround(affinity: number, noise: number): readonly number[] {
  const mean = meanRating(affinity);
  const ratings = Array.from({ length: mostHalves }, (_, at) => (at + 1) / 2);
  if (noise === 0) return ratings.map((rating) => (toHalves(mean) === rating * 2 ? 1 : 0));
  const upTo = (edge: number) => normalDistribution((edge - mean) / noise);
  return ratings.map((rating, at) => {
    const below = at === 0 ? 0 : upTo(rating - 0.25);
    return (at === mostHalves - 1 ? 1 : upTo(rating + 0.25)) - below;
  });
}
