import { setImmediate as turn } from 'node:timers/promises';
import { madeCatalogue } from '@/lib/db/made-catalogue';
import type { LongWork } from '@/lib/domain/long-work';
import { expectingGenreBias, expectingRatings, simulatedUsers, spreadOfUsers } from '@/lib/streams/ratings/expectation';
import type { GenreBias } from '@/lib/streams/ratings/genre-bias';
import { usualRatingModel } from '@/lib/streams/ratings/rating-model';

/** The producer's defaults, and the catalogue that it always takes. */
export const expectedModel = usualRatingModel;

export interface ExpectedDistribution {
  /** By halves less one. */
  readonly shares: readonly number[];
  /** Variance of each share from user to user. */
  readonly spread: readonly number[];
  /** Who were drawn to find the shares. */
  readonly users: number;
}

/** Survives the module reloads of `next dev`. Each takes a second or two, once a process. */
const kept = globalThis as typeof globalThis & { streamscopeExpectations?: Map<string, Promise<unknown>> };

function once<Result>(name: string, expect: () => Promise<Result>): Promise<Result> {
  kept.streamscopeExpectations ??= new Map();
  const known = kept.streamscopeExpectations.get(name);
  if (known !== undefined) return known as Promise<Result>;
  const expected = expect();
  kept.streamscopeExpectations.set(name, expected);
  return expected;
}

/** Everybody else who waits for this process has a turn at each pause. */
async function inTurns<Result>(work: LongWork<Result>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await turn();
  }
}

/** The distribution that the model makes. */
export const expectedDistribution = (): Promise<ExpectedDistribution> =>
  once('distribution', async () => {
    const films = madeCatalogue();
    const { shares } = await inTurns(expectingRatings(films, expectedModel));
    const spread = await inTurns(spreadOfUsers(films, expectedModel));
    return { shares, spread, users: simulatedUsers };
  });

/** A bias hardly changes with the number of ratings; few steps keep simulations few and short. */
const ratingsPerUserSteps = [20, 50, 100, 200] as const;

/** The genre bias that the model makes of users with about so many ratings. */
export function expectedBias(
  ratingsPerUser: number,
): Promise<{ readonly ratingsPerUser: number; readonly bias: GenreBias }> {
  const distance = (step: number) => Math.abs(Math.log(step / Math.max(1, ratingsPerUser)));
  const nearest = ratingsPerUserSteps.reduce((best, step) => (distance(step) < distance(best) ? step : best));
  return once(`bias ${nearest}`, async () => ({
    ratingsPerUser: nearest,
    bias: await inTurns(expectingGenreBias(madeCatalogue(), expectedModel, nearest)),
  }));
}
