import { madeCatalogue } from '@/lib/db/made-catalogue';
import { expectGenreBias, expectRatings, simulatedUsers, spreadOfUsers } from '@/lib/streams/ratings/expectation';
import type { GenreBias } from '@/lib/streams/ratings/genre-bias';
import { usualRatingModel } from '@/lib/streams/ratings/rating-model';

/** The producer's defaults, and the catalogue that it always takes. */
export const expectedModel = usualRatingModel;

export interface ExpectedDistribution {
  /** By halves less one. */
  readonly shares: readonly number[];
  /** How far a share may be off because users are drawn: those of the stream, and those of the expectation. */
  readonly variances: readonly number[];
}

/** Survives the module reloads of `next dev`. Each takes about a second, once a process. */
const kept = globalThis as typeof globalThis & {
  streamscopeExpectedRatings?: ExpectedDistribution;
  streamscopeExpectedBias?: Map<number, GenreBias>;
};

/** The distribution that the model makes. */
export function expectedDistribution(): ExpectedDistribution {
  if (kept.streamscopeExpectedRatings === undefined) {
    const films = madeCatalogue();
    const { shares } = expectRatings(films, expectedModel);
    const perUser = 1 / expectedModel.users + 1 / simulatedUsers;
    const variances = spreadOfUsers(films, expectedModel).map((variance) => variance * perUser);
    kept.streamscopeExpectedRatings = { shares, variances };
  }
  return kept.streamscopeExpectedRatings;
}

/** A bias hardly changes with the number of ratings; few steps keep simulations few and short. */
const ratingsPerUserSteps = [20, 50, 100, 200] as const;

/** The genre bias that the model makes of users with about so many ratings. */
export function expectedBias(ratingsPerUser: number): { readonly ratingsPerUser: number; readonly bias: GenreBias } {
  const distance = (step: number) => Math.abs(Math.log(step / Math.max(1, ratingsPerUser)));
  const nearest = ratingsPerUserSteps.reduce((best, step) => (distance(step) < distance(best) ? step : best));
  kept.streamscopeExpectedBias ??= new Map();
  let bias = kept.streamscopeExpectedBias.get(nearest);
  if (bias === undefined) {
    bias = expectGenreBias(madeCatalogue(), expectedModel, nearest);
    kept.streamscopeExpectedBias.set(nearest, bias);
  }
  return { ratingsPerUser: nearest, bias };
}
